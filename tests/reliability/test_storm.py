"""Repeated, out of order, broken: every update has one fate and holds nobody up."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from hotline import telemetry
from soak.storm import (
    MALFORMED,
    assembled,
    failed,
    fates,
    fuzz,
    fuzz_service,
    repeat,
    stand_between,
)
from soak.strange import MARK

if TYPE_CHECKING:
    from tests.road.program import Installation


async def test_what_comes_up_to_ten_times_and_out_of_order_has_one_fate(
    installation: Installation,
) -> None:
    async with assembled(installation) as hotline:
        number, met = await repeat(hotline, deliveries=2000, seed=4)

    assert met.total() == number
    assert not met.keys() & {"waiting", "quarantined", "unreadable", "failed"}


async def test_what_is_malformed_holds_up_no_neighbour_wherever_it_stands(
    installation: Installation,
) -> None:
    async with assembled(installation) as hotline:
        bad, good, met = await stand_between(hotline, MALFORMED, range(10), size=10)

    assert (bad, met["waiting"], met.total()) == (300, 0, bad + good)
    assert met["unknown_kind"] >= good
    assert met["unreadable"] > bad / 2


async def test_changed_updates_are_read_or_called_unreadable_and_the_log_says_nothing() -> None:
    told = io.StringIO()
    telemetry.configure("json", told)
    became, longest = await fuzz(20_000, seed=5)

    assert became.total() == 20_000
    assert longest < 1
    assert told.getvalue() == ""


async def test_changed_updates_go_through_the_whole_service_without_a_failed_turn(
    installation: Installation,
) -> None:
    told = io.StringIO()
    async with assembled(installation) as hotline:
        telemetry.configure("json", told)
        await fuzz_service(hotline, 1000, seed=6)
        put_off = await failed(hotline)
        left = (await fates(hotline))["waiting"]

    assert (put_off, left) == (0, 0), told.getvalue()
    assert MARK not in told.getvalue()
