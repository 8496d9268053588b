from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from hotline.cli.commands import app
from hotline.domain.case import CaseState
from hotline.storage.books import Database
from hotline.storage.cases import Said
from hotline.storage.sealing import Index, Keystore, read_root_key
from tests.services.scenes import NOON, person_waits

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LONG_AGO = NOON - timedelta(days=30)
CODE = re.compile(r"^  ([A-Z2-7-]+)$", re.MULTILINE)
PUBLIC = re.compile(r"HOTLINE_ARCHIVE_KEY=([0-9a-f]{64})$", re.MULTILINE)


async def somebody_was_helped(url: str, root_key: Path, keystore: Path) -> str:
    root = read_root_key(root_key)
    database = Database(url, Index(root), Keystore(keystore, root))
    async with database.books() as books:
        case = await person_waits(books)
        said = Said("person", "words", "thank you", 1)
        await books.cases.say(said, person=case.person, case=case.id, inbox=1, now=NOON)
        await books.cases.save(replace(case, state=CaseState.CLOSED), closed_at=LONG_AGO)
    await database.close()
    return case.code


def test_a_closed_talk_is_read_off_line_by_two_people(
    tmp_path: Path, database_url: str, root_key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def says(*words: str, told: str = "") -> tuple[int, str]:
        done = CliRunner().invoke(app, ["keys", "archive", *words], input=told)
        return done.exit_code, done.output

    key, file = str(tmp_path / "archive.key"), str(tmp_path / "talk")
    _, said = says("init", key)
    (first, second), [public] = CODE.findall(said), PUBLIC.findall(said)
    settings = {
        "DATABASE_URL": database_url,
        "KEY_FILE": str(root_key),
        "KEYSTORE_DIR": str(tmp_path / "keystore"),
        "TOKEN": "1:sandbox",
        "STAFF_GROUP": "-1",
        "ARCHIVE_KEY": public,
        "ARCHIVE_DAYS": "1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"HOTLINE_{name}", value)
    code = asyncio.run(somebody_was_helped(database_url, root_key, tmp_path / "keystore"))

    assert says("export", code, file)[0] == 1
    assert says("seal") == (0, "Talks sealed for the archive: 1.\n")
    assert says("export", code, file)[0] == 0
    assert "thank you" not in says("open", file, key, told=f"{first}\n{first}\n")[1]
    assert "person: thank you" in says("open", file, key, told=f"{second}\n{first}\n")[1]
