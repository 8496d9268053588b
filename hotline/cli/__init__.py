"""The command `hotline`, and the last door through which an error may leave: as one sentence."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; whatever happens, nobody is shown a traceback."""
    try:
        from hotline.cli.commands import app

        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - the last door; the error leaves as a sentence
        from hotline.cli.farewell import farewell

        sentence, code = farewell(error)
        print(f"hotline: {sentence}", file=sys.stderr)  # noqa: T201 - a person reads it
        sys.exit(code)
