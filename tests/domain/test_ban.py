"""Bans: never by one operator alone, never for long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hotline.domain.ban import LONGEST, Ban, NeedsAnother, agreed
from hotline.domain.case import OperatorKey

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ONE, OTHER = OperatorKey(b"one"), OperatorKey(b"other")


def test_one_operator_alone_bans_nobody() -> None:
    proposed = Ban(ONE, NOON)

    assert not proposed.in_force(NOON)
    with pytest.raises(NeedsAnother):
        agreed(proposed, ONE, NOON)


def test_a_ban_ends_by_itself() -> None:
    ban = agreed(Ban(ONE, NOON), OTHER, NOON)

    assert ban.in_force(NOON + LONGEST - timedelta(seconds=1))
    assert not ban.in_force(NOON + LONGEST)


def test_a_proposal_nobody_agrees_to_goes_stale() -> None:
    assert not Ban(ONE, NOON).stale(NOON + LONGEST - timedelta(seconds=1))
    assert Ban(ONE, NOON).stale(NOON + LONGEST)
