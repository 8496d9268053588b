from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hotline.domain.letters import Towards
from hotline.domain.pace import Pace

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def sent(pace: Pace, chat: bytes, towards: Towards, times: int) -> int:
    """Send as long as the pace allows at one moment; return how many went."""
    for number in range(times):
        if pace.wait(chat, towards, NOON) > timedelta():
            return number
        pace.sent(chat, NOON)
    return times


@pytest.mark.parametrize(("towards", "burst"), [(Towards.PERSON, 3), (Towards.DESK, 20)])
def test_a_chat_may_have_a_burst_and_then_waits(towards: Towards, burst: int) -> None:
    pace = Pace()

    assert sent(pace, b"a", towards, 100) == burst
    assert pace.wait(b"a", towards, NOON) > timedelta()


def test_all_chats_together_stay_below_thirty_a_second() -> None:
    pace = Pace()

    went = sum(sent(pace, str(chat).encode(), Towards.PERSON, 1) for chat in range(100))

    assert went == 30
    assert pace.wait(b"new", Towards.PERSON, NOON + SECOND) == timedelta()


def test_waiting_as_long_as_asked_is_enough() -> None:
    pace = Pace()
    sent(pace, b"a", Towards.DESK, 20)

    wait = pace.wait(b"a", Towards.DESK, NOON)

    assert pace.wait(b"a", Towards.DESK, NOON + wait) == timedelta()


def test_campaigns_leave_room_for_answers() -> None:
    pace = Pace()
    went = 0
    while pace.wait(str(went).encode(), Towards.PERSON, NOON, news=True) == timedelta():
        pace.sent(str(went).encode(), NOON)
        went += 1

    assert went == 25
    assert pace.wait(b"answer", Towards.PERSON, NOON) == timedelta()
