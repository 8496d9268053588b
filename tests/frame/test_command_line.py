"""The command line answers at once, and every bad end is one sentence."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from hotline.cli.farewell import farewell
from hotline.settings import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

# The slow ones: none is needed to say what the commands are.
HEAVY = ("aiogram", "aiohttp", "alembic", "psycopg", "sqlalchemy", "telegram")
# Far above what it takes, and far below what importing the heavy ones takes on a busy machine.
AT_ONCE_SECONDS = 2.0
ASK = """
import sys
from hotline.cli import main
try:
    main()
finally:
    print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""

FAIL = """
from hotline import cli
from hotline.cli import commands
def fail():
    raise ValueError("canary")
commands.app = fail
cli.main()
"""


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("HOTLINE_")}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "hotline", *arguments],
        env=clean | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_slow(option: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", ASK.format(heavy=HEAVY), option],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stderr.strip() == "[]"
    assert done.returncode == 0


def test_help_answers_at_once() -> None:
    began = time.monotonic()

    assert "doctor" in run("--help").stdout

    assert time.monotonic() - began < AT_ONCE_SECONDS


def test_a_missing_setting_stops_the_program_with_one_sentence() -> None:
    done = run("serve")

    assert done.returncode == 2
    assert done.stderr.startswith("hotline: HOTLINE_TOKEN is missing: set it to ")
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_is_away_stops_the_program_with_one_sentence() -> None:
    done = run(
        *("db", "upgrade"),
        HOTLINE_TOKEN="1:sandbox",
        HOTLINE_STAFF_GROUP="-1",
        HOTLINE_DATABASE_URL="postgresql://canary:canary@127.0.0.1:1/canary",
    )

    assert done.returncode == 1
    assert done.stderr.startswith("hotline: the database does not answer")
    assert "canary" not in done.stderr


def test_the_database_is_brought_to_the_newest_schema_once(tmp_path: Path) -> None:
    given = {
        "HOTLINE_TOKEN": "1:sandbox",
        "HOTLINE_STAFF_GROUP": "-1",
        "HOTLINE_DATA_DIR": str(tmp_path),
    }

    first, second = (run("db", "upgrade", **given) for _ in range(2))

    assert first.stdout.startswith("applied ")
    assert second.stdout == "nothing to do\n"


@pytest.mark.slow
def test_a_port_in_use_stops_the_service_with_one_sentence(root_key: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(
            "serve",
            HOTLINE_TOKEN="1:sandbox",
            HOTLINE_STAFF_GROUP="-1",
            HOTLINE_BOT_API="http://127.0.0.1:1",
            HOTLINE_DATA_DIR=str(root_key.parent),
            HOTLINE_PORT=str(port),
        )

    assert done.returncode == 1
    assert (
        done.stderr
        == f"hotline: port {port} is in use: stop the other program or choose another.\n"
    )


def test_a_service_without_its_key_stops_with_one_sentence(
    database_url: str, tmp_path: Path
) -> None:
    done = run(
        "serve",
        HOTLINE_TOKEN="1:sandbox",
        HOTLINE_STAFF_GROUP="-1",
        HOTLINE_DATABASE_URL=database_url,
        HOTLINE_DATA_DIR=str(tmp_path),
    )

    assert done.returncode == 1
    assert done.stderr.startswith("hotline: There is no readable root key")


def test_a_demo_that_is_given_a_file_for_its_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "utf-8")

    done = run("demo", "--data", str(tmp_path / "taken"))

    assert done.returncode == 1
    assert done.stderr.startswith(f"hotline: {tmp_path / 'taken'} cannot be a folder")


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        error = OSError(
            errno.EADDRINUSE,
            f"error while attempting to bind on address ('127.0.0.1', {port}): in use",
        )

    assert farewell(error) == (
        f"port {port} is in use: stop the other program or choose another.",
        1,
    )


@pytest.mark.parametrize(
    ("error", "words", "code"),
    [
        (SettingsError("HOTLINE_X is unknown"), "HOTLINE_X is unknown.", 2),
        (ModuleNotFoundError(name="telegram.ext"), "hotline[laptop]", 1),
        (ModuleNotFoundError(name="canary"), "ModuleNotFoundError", 1),
        (PermissionError(errno.EACCES, "canary", "folder"), "folder is not ours", 1),
        (FileNotFoundError(errno.ENOENT, "canary", "place"), "place cannot be a folder", 1),
        (NotADirectoryError(errno.ENOTDIR, "canary", "place"), "choose another place", 1),
        (OSError(errno.ENOSPC, "canary"), "the disk is full", 1),
        (OSError(errno.EADDRNOTAVAIL, "canary"), "HOTLINE_HOST", 1),
        (OSError(errno.EIO, "canary"), "OSError", 1),
        (ValueError("canary"), "ValueError", 1),
        (ExceptionGroup("canary", [ValueError("canary"), SettingsError("told")]), "told.", 2),
    ],
)
def test_every_bad_end_is_a_sentence_without_the_errors_own_text(
    error: Exception, words: str, code: int
) -> None:
    sentence, given = farewell(error)

    assert words in sentence
    assert given == code
    assert "canary" not in sentence


def test_nobody_is_shown_a_traceback() -> None:
    done = subprocess.run(  # noqa: S603 - our own words to our own interpreter
        [sys.executable, "-c", FAIL], capture_output=True, text=True, timeout=60, check=False
    )

    assert done.stderr.startswith("hotline: something of ours is broken (ValueError at ")
    assert done.returncode == 1
