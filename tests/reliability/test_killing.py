"""The program is killed while people write, again and again; what is said arrives, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soak.copies import restart_in_turn, stop_young
from soak.killing import hurt_database, kill_programs
from soak.server import CARELESS, server

if TYPE_CHECKING:
    from pathlib import Path

    from tests.road.program import Installation
    from tests.road.scene import Scene


async def test_a_program_that_is_killed_again_and_again_loses_and_doubles_nothing(
    scene: Scene, installation: Installation, tmp_path: Path
) -> None:
    findings = await kill_programs(scene, installation, tmp_path, kills=4, seed=1)

    assert findings.whole, findings
    assert findings.written > 20


async def test_a_database_that_is_killed_loses_nothing_and_is_back_within_ten_seconds(
    scene: Scene, installation: Installation
) -> None:
    with server() as own:
        installation.database_url = own.url
        findings, away = await hurt_database(scene, installation, own.kill, times=2, seed=2)

    assert findings.whole, findings
    assert max(away) < 10


async def test_a_database_that_confirms_before_it_writes_loses_messages(
    scene: Scene, installation: Installation
) -> None:
    with server(CARELESS) as own:
        installation.database_url = own.url
        findings, _ = await hurt_database(scene, installation, own.kill, times=1, seed=3)

    assert findings.lost > 0


async def test_two_copies_behind_one_address_are_restarted_in_turn_and_nothing_is_lost(
    scene: Scene, installation: Installation, tmp_path: Path
) -> None:
    findings, took = await restart_in_turn(scene, installation, tmp_path, restarts=2, seed=9)

    assert findings.whole, findings
    assert max(took) < 10


async def test_copies_that_are_told_to_stop_soon_after_their_start_stop_within_ten_seconds(
    installation: Installation, tmp_path: Path
) -> None:
    took = await stop_young(installation, tmp_path, times=3, seed=2)

    assert max(took) < 10
