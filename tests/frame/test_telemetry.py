"""No text, name, Telegram id or token reaches a log line, whatever raises."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from hotline.domain.case import CaseState
from hotline.telemetry import get_logger
from tests.frame.leaks import LIBRARIES

CANARIES = {
    "words": "Canaryname needs help",
    "name": "Canaryname",
    "id": "7012345678",
    "token": "7012345678:canary-token-canary-token-canary",
}
PLACES = [
    *("decode_error", "unknown_update", "token_in_address", "flood", "access_log"),
    *("handler_fails", "forgotten_task", "thread_crash", "unraisable", "library_debug"),
    *("own_mistakes", "crash"),
]


@cache
def said(log_format: str) -> str:
    """Return everything a program says that walks through all the places."""
    done = subprocess.run(  # noqa: S603 - our own program beside this file
        [sys.executable, "-m", "tests.frame.leaks", log_format],
        input=json.dumps(CANARIES),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout + done.stderr


def lines(place: str) -> list[dict[str, Any]]:
    """Return what was said while at `place`."""
    found: list[dict[str, Any]] = []
    here = ""
    for line in map(json.loads, said("json").splitlines()):
        if line["event"] == "walking":
            here = line["kind"]
        elif here == place:
            found.append(line)
    return found


@pytest.mark.parametrize("log_format", ["json", "console"])
@pytest.mark.parametrize("canary", ["canary", "help", "7012345678", "Traceback"])
def test_no_canary_comes_out_in_any_format(log_format: str, canary: str) -> None:
    assert canary.lower() not in said(log_format).lower()


def test_without_the_allow_list_the_same_walk_leaks() -> None:
    assert CANARIES["words"] in said("unguarded")


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_the_whole_walk_was_taken(log_format: str) -> None:
    for place in PLACES:
        assert place in said(log_format)


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ("decode_error", "ClientDecodeError"),
        ("unknown_update", "RuntimeWarning"),
        ("token_in_address", "ClientResponseError"),
        ("flood", "TelegramRetryAfter"),
        ("handler_fails", "RuntimeError"),
        ("forgotten_task", "ValueError"),
        ("thread_crash", "ValueError"),
        ("unraisable", "ValueError"),
        ("crash", "RuntimeError"),
    ],
)
def test_the_kind_of_error_is_still_told(place: str, error: str) -> None:
    assert error in [line.get("error") for line in lines(place)]


def test_the_line_of_an_error_is_told() -> None:
    assert lines("crash")[-1]["where"].startswith("__main__:")


def test_a_library_is_named_and_its_message_is_not() -> None:
    told = [line.get("logger") for line in lines("library_debug")]

    assert set(LIBRARIES) <= set(told)
    assert None in told


def test_the_access_log_is_a_name_only() -> None:
    (line,) = lines("access_log")

    assert (line["event"], line["logger"]) == ("library", "aiohttp.access")


def test_an_event_that_is_no_code_is_unnamed(capsys: pytest.CaptureFixture[str]) -> None:
    get_logger().info("She said hello")

    assert json.loads(capsys.readouterr().err)["event"] == "unnamed_event"


def test_allowed_fields_pass_and_the_others_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    get_logger().info(
        "delivered", method="sendMessage", ms=12.5, state=CaseState.OPEN, case="AC3DEF", text="x"
    )

    line = json.loads(capsys.readouterr().err)
    assert (
        line.items()
        >= {
            "event": "delivered",
            "method": "sendMessage",
            "ms": 12.5,
            "state": "open",
            "case": "AC3DEF",
            "dropped": 1,
        }.items()
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("count", 7012345678),
        ("status", "200"),
        ("kind", "Гульнора"),
        ("method", "send message"),
        ("case", "701234"),
        ("logger", "Canaryname"),
        ("where", "hotline.app:1"),
        ("error", "Canaryname"),
        ("state", {"text": "x"}),
    ],
)
def test_a_value_of_another_shape_is_dropped(
    key: str, value: object, capsys: pytest.CaptureFixture[str]
) -> None:
    get_logger().info("tried", **{key: value})

    assert key not in json.loads(capsys.readouterr().err)


def test_a_closed_terminal_does_not_stop_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr("sys.stderr", closed)

    get_logger().info("started")
