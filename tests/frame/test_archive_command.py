from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from hotline.cli.commands import app
from hotline.domain.case import CaseState
from hotline.domain.files import Attached, FileKind
from hotline.storage.books import Database
from hotline.storage.cases import Said
from hotline.storage.sealing import Index, Keystore, read_root_key
from tests.services.scenes import NOON, person_waits

if TYPE_CHECKING:
    import pytest

PAPER = Attached(FileKind.DOCUMENT, "handle", 17, "application/pdf", "contract.pdf")
LONG_AGO = NOON - timedelta(days=30)
CODE = re.compile(r"^  ([A-Z2-7-]+)$", re.MULTILINE)
PUBLIC = re.compile(r"HOTLINE_ARCHIVE_KEY=([0-9a-f]{64})$", re.MULTILINE)


async def somebody_was_helped(url: str, root_key: Path, keystore: Path) -> str:
    root = read_root_key(root_key)
    database = Database(url, Index(root), Keystore(keystore, root))
    async with database.books() as books:
        case = await person_waits(books)
        said = Said("person", "words", "thank you", 1)
        message = await books.cases.say(said, person=case.person, case=case.id, inbox=1, now=NOON)
        await books.files.announce(message, case.id, PAPER, NOON)
        [file] = (await books.files.of_case(case.id)).values()
        await books.files.want(file, NOON)
        await books.files.keep(file.id, b"an invented paper", None, NOON)
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
    assert "an invented paper" not in Path(file).read_text("ascii")
    codes, folder = f"{second}\n{first}\n", tmp_path / "files"
    assert "person: thank you" in says("open", file, key, told=codes)[1]
    assert "file: document" in says("open", file, key, "--files", str(folder), told=codes)[1]
    [paper] = folder.iterdir()
    assert (paper.suffix, paper.read_bytes()) == (".pdf", b"an invented paper")
