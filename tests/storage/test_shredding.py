"""Nothing that is sealed with a key that changes may be left behind."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import LargeBinary

from hotline.domain.address import Address
from hotline.domain.case import CaseCode
from hotline.domain.priority import Priority
from hotline.domain.retention import Kind
from hotline.storage.cases import Said
from hotline.storage.shredding import SEALED
from hotline.storage.tables import metadata

if TYPE_CHECKING:
    from hotline.storage.books import Database

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

# Bytes that are not sealed with the key of a person or a case.
OTHERS = {
    "audit": {"hash"},
    "bans": {"proposed_by", "agreed_by"},
    "cases": {"owner", "note_by"},
    "deliveries": {"lane"},
    "files": {"content", "preview"},  # with a key of its own, which lies sealed in `told`
    "inbox": {"fingerprint", "lane", "body"},
    "keys": {"wrapped"},
    "operators": {"key"},
    "own_words": {"hash"},
    "partner_links": {"token", "browser"},
    "passkey_questions": {"question"},
    "passkeys": {"id", "public_key"},
    "persons": {"lookup"},
    "practices": {"lines"},
    "priority_changes": {"operator"},
    "drafts": {"author", "second"},
    "questions": {"asked_by"},
    "read_marks": {"member"},
    "referrals": {"author", "second"},
    "reports": {"operator"},
    "return_codes": {"code"},
    "sessions": {"token"},
    "staff": {"invitation", "secret"},
    "tries": {"bucket"},
}


def test_every_sealed_column_is_sealed_anew_when_a_part_is_shredded() -> None:
    renewed = {(sealed.table.name, sealed.column) for sealed in SEALED}
    known = renewed | {(table, column) for table, columns in OTHERS.items() for column in columns}
    every = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }

    assert every == known


async def test_what_lies_in_the_archive_opens_there_after_answers_were_shredded(
    database: Database,
) -> None:
    async with database.books() as books:
        person = await books.people.meet(Address(1), None, NOON)
        case = await books.cases.open(person.id, CaseCode("A1"), "tg", Priority.SOON, NOON)
        said = Said("person", "words", "words", None)
        await books.cases.say(said, person=person.id, case=case.id, inbox=1, now=NOON)
        slot = X25519PrivateKey.generate().public_key()
        await books.archive.lay_down(case.id, slot, NOON.date())
        before = await books.archive.of(case.id)

        await books.shredding.shred(person.id, {Kind.ANSWERS}, NOON.date())

        assert [each.about for each in before] != []
        assert await books.archive.of(case.id) == before
