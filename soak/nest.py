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

from dialogs.engine import Library
from dialogs.reading import read_finder, read_poster_places, read_scripts, read_speech
from dialogs.words.languages import LANGUAGES
from hotline import app, telemetry
from hotline.review import reviewed
from hotline.settings import load_settings

READ_AT_START = ("read_scripts", "read_speech", "reviewed", "read_finder", "read_poster_places")


def main() -> None:
    """Hatch one program for each line of variables on stdin; end them all when it is closed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries them
    warm = False
    hatched = []
    for line in sys.stdin:
        variables = json.loads(line)
        if not warm:
            _warm(variables)
            warm = True
        child = os.fork()
        if child == 0:
            _serve(variables)
        hatched.append(child)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
    for child in hatched:
        _end(child)


def _warm(variables: dict[str, str]) -> None:
    """Read everything that does not depend on the database, as a start would."""
    os.environ.update(variables)
    settings = load_settings()
    scripts = read_scripts()
    speech = reviewed(read_speech(), scripts, settings)
    finder = read_finder(Library(scripts), speech.words)
    for language in LANGUAGES:
        finder.meaning("?", language)
    read = (scripts, speech, speech, finder, read_poster_places())
    for name, already in zip(READ_AT_START, read, strict=True):
        setattr(app, name, _giving(already))


def _giving(already: object) -> object:
    def give(*_arguments: object) -> object:
        return already

    return give


def _serve(variables: dict[str, str]) -> None:
    """Be the program; never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(variables)
    status = 1
    try:
        settings = load_settings()
        telemetry.configure(settings.log_format)
        asyncio.run(app.serve(settings))
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
