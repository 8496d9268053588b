"""A program that hatches `hotline serve`: everything is imported and read once, then forked.

To kill a program a thousand times it must start a thousand times, and most of a
start is importing. What is forked runs the real program in a process of its own.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys

from dialogs.reading import Content, read_content
from dialogs.words.languages import LANGUAGES
from hotline import app, telemetry
from hotline.settings import load_settings


def main() -> None:
    """Hatch one program for each line of variables on stdin; end them all when it is closed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries them
    content = _warm()
    hatched = []
    for line in sys.stdin:
        variables = json.loads(line)
        child = os.fork()
        if child == 0:
            _serve(variables, content)
        hatched.append(child)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
    for child in hatched:
        _end(child)


def _warm() -> Content:
    """Read everything that does not depend on the database, and make what a first look makes."""
    content = read_content()
    for language in LANGUAGES:
        content.finder.meaning("?", language)
    return content


def _serve(variables: dict[str, str], content: Content) -> None:
    """Be the program; never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(variables)
    status = 1
    try:
        settings = load_settings()
        telemetry.configure(settings.log_format)
        asyncio.run(app.serve(settings, content))
        status = 0
    finally:
        os._exit(status)


def _end(child: int) -> None:
    try:
        os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        return


if __name__ == "__main__":
    main()
