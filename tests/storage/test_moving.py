"""Nothing that hangs on a person is forgotten on the way to another phone."""

from __future__ import annotations

from hotline.storage.tables import metadata

# Of the letters only what an operator wrote.
MOVED = {"answers", "bans", "cases", "deliveries", "messages", "reports"}
# They belong to the chat of the old phone: its message numbers, words and rules.
LEFT = {
    "code_tries",
    "follows",
    "own_words",
    "retention",
    "return_codes",
    "series",
    "shares",
    "traces",
}


def test_every_table_about_a_person_moves_or_stays_on_purpose() -> None:
    about_people = {
        table.name
        for table in metadata.sorted_tables
        if any(key.column.table.name == "persons" for key in table.foreign_keys)
    }

    assert about_people == MOVED | LEFT
