from __future__ import annotations

import uuid

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from hotline.storage import migrate
from hotline.storage.books import DatabaseAway
from hotline.storage.embedded import create_database
from hotline.storage.tables import metadata


@pytest.fixture
def empty_url(postgres: str) -> str:
    return create_database(postgres, f"empty_{uuid.uuid4().hex}")


def test_every_migration_goes_up_and_comes_down_again(empty_url: str) -> None:
    applied = migrate.upgrade(empty_url)
    for revision in reversed(applied):
        migrate.downgrade(empty_url, "-1")
        assert revision in migrate.missing(empty_url)

    assert migrate.upgrade(empty_url) == applied


def test_migrations_and_tables_say_the_same(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    engine = create_engine(empty_url.replace("postgresql://", "postgresql+psycopg://"))

    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    engine.dispose()
    assert differences == []


def test_coming_all_the_way_down_leaves_no_table_of_ours(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    migrate.downgrade(empty_url, "base")
    engine = create_engine(empty_url.replace("postgresql://", "postgresql+psycopg://"))

    left = inspect(engine).get_table_names()

    engine.dispose()
    assert left == ["alembic_version"]


def test_a_database_that_is_away_is_said_plainly() -> None:
    with pytest.raises(DatabaseAway):
        migrate.upgrade("postgresql://nobody@127.0.0.1:9/none")


def test_what_was_sealed_with_one_key_for_all_is_emptied_and_not_left_unreadable(
    empty_url: str,
) -> None:
    migrate.upgrade(empty_url, "0005")
    engine = create_engine(empty_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO persons (id, address, conversation, seen_at)"
                " VALUES (gen_random_uuid(), 'a', 'c', now())"
            )
        )

    migrate.upgrade(empty_url, "0006")

    with engine.connect() as connection:
        left = connection.execute(text("SELECT count(*) FROM persons")).scalar_one()
    engine.dispose()
    assert left == 0


def test_jobs_and_retention_come_and_go_beside_rows_that_stay(empty_url: str) -> None:
    engine = create_engine(empty_url.replace("postgresql://", "postgresql+psycopg://"))
    person = uuid.uuid4()
    rows = (
        "INSERT INTO persons (id, address, conversation, seen_at) VALUES (:id, 'a', 'c', now())",
        "INSERT INTO keys (id, owner, day, wrapped) VALUES (:id, :id, now(), 'w')",
    )
    later = (
        "INSERT INTO runs (job, began_at, outcome, told) VALUES ('r', now(), 'begun', '{}')",
        "INSERT INTO procrastinate.procrastinate_workers DEFAULT VALUES",
        "INSERT INTO retention VALUES (:id, 'said', 'hidden', now())",
        "UPDATE keys SET replaces = :id",
    )
    migrate.upgrade(empty_url, "0012")
    with engine.begin() as connection:
        for statement in rows:
            connection.execute(text(statement), {"id": person})
    migrate.upgrade(empty_url, "0021")
    with engine.begin() as connection:
        for statement in later:
            connection.execute(text(statement), {"id": person})

    migrate.downgrade(empty_url, "0012")
    migrate.upgrade(empty_url, "0021")

    asked = "SELECT keys.owner, keys.replaces FROM persons JOIN keys ON keys.owner = persons.id"
    with engine.connect() as connection:
        assert connection.execute(text(asked)).all() == [(person, None)]
        assert connection.execute(text("SELECT count(*) FROM runs")).scalar_one() == 0
    engine.dispose()


def test_what_is_done_forgets_its_chat_and_what_waits_does_not(empty_url: str) -> None:
    engine = create_engine(empty_url.replace("postgresql://", "postgresql+psycopg://"))
    migrate.upgrade(empty_url, "0048")
    kept = (
        "INSERT INTO inbox (bot, update_id, fingerprint, lane, state) VALUES"
        " (1, 1, '1', 'lane', 'done'), (1, 2, '2', 'lane', 'waiting'),"
        " (1, 3, '3', 'lane', 'quarantined')"
    )
    with engine.begin() as connection:
        connection.execute(text(kept))

    migrate.upgrade(empty_url, "0049")

    asked = text("SELECT update_id FROM inbox WHERE lane = 'lane' ORDER BY update_id")
    with engine.connect() as connection:
        assert connection.execute(asked).scalars().all() == [2, 3]
    engine.dispose()
