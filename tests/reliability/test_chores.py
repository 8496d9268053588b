"""A job that is killed anywhere is run again, and everything stands where it would have stood."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from hotline.clock import now
from hotline.storage.backups import make_identity
from soak.chores import CUTS, STAY, House, Stands, furnish, kill_each, look

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_job_killed_at_any_boundary_is_done_by_its_next_run(
    database_url: str, root_key: Path, tmp_path: Path
) -> None:
    recipient = make_identity(tmp_path / "identity")
    house = House(database_url, str(root_key), str(tmp_path), recipient, now().isoformat())
    await furnish(house)
    before = await look(house)

    ended = await kill_each(house)

    assert ended == {job: "done" for job, _ in CUTS}
    assert before == Stands(known=STAY * 2, readable=True, old_days=3, backups=0, unfinished=0)
    after = dataclasses.replace(before, known=STAY, old_days=0, backups=1)
    assert await look(house) == after
