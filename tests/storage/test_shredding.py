"""Nothing that is sealed with a key that changes may be left behind."""

from __future__ import annotations

from sqlalchemy import LargeBinary

from hotline.storage.shredding import SEALED
from hotline.storage.tables import metadata

# Bytes that are not sealed with the key of a person or a case, or that nobody can have when a
# shredding begins: whoever a letter is on its way to is left alone.
OTHERS = {
    "bans": {"proposed_by", "agreed_by"},
    "cases": {"owner", "note_by"},
    "deliveries": {"lane", "letter"},
    "inbox": {"fingerprint", "lane", "body"},
    "keys": {"wrapped"},
    "operators": {"key"},
    "own_words": {"hash"},
    "persons": {"lookup"},
    "priority_changes": {"operator"},
    "reports": {"operator"},
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
