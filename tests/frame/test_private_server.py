"""The private database server: there at once, shared, and there again after a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest

from hotline.storage import embedded
from hotline.storage.embedded import (
    EmbeddedPostgres,
    NoEmbeddedServer,
    create_database,
    opened,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Starts the server in the folder it is given, says so, and is killed by the test.
HOLDER = """
import sys
from pathlib import Path
from hotline.storage.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
print(server.start(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path / "postgres")
    yield server
    server.stop()


def answers(url: str) -> bool:
    try:
        with psycopg.connect(url) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def setting(url: str, name: str) -> str:
    with psycopg.connect(url) as connection:
        (value,) = connection.execute("SELECT current_setting(%s)", [name]).fetchone() or ("",)
        return str(value)


def killed_holder(folder: Path) -> None:
    """Let another program start the server, and kill that program."""
    with subprocess.Popen(  # noqa: S603 - our own words to our own interpreter
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        holder.kill()


def test_a_server_starts_and_stops(server: EmbeddedPostgres) -> None:
    url = server.start()
    assert answers(url)

    server.stop()

    assert not answers(url)


def test_an_acknowledged_commit_is_on_the_disk(server: EmbeddedPostgres) -> None:
    url = server.start()

    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        assert setting(url, name) == "on"


def test_nobody_can_reach_the_server_over_the_network(server: EmbeddedPostgres) -> None:
    assert setting(server.start(), "listen_addresses") == ""


def test_a_failing_statement_leaves_no_values_in_the_servers_log(
    server: EmbeddedPostgres, tmp_path: Path
) -> None:
    url = server.start()
    with psycopg.connect(url) as connection, pytest.raises(psycopg.Error):
        connection.execute("SELECT 'canary' FROM missing")

    assert "canary" not in (tmp_path / "postgres" / "log").read_text()


def test_options_reach_the_server_whatever_is_in_them(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "postgres", {"cluster_name": "it's our \\own"})
    name = setting(server.start(), "cluster_name")
    server.stop()

    assert name == "it's our \\own"


def test_a_server_stays_while_another_program_uses_it(tmp_path: Path) -> None:
    first, second = (EmbeddedPostgres(tmp_path / "postgres") for _ in range(2))
    url = first.start()
    assert second.start() == url

    first.stop()
    assert answers(url)

    second.stop()
    assert not answers(url)


def test_a_killed_program_does_not_hold_the_server(
    server: EmbeddedPostgres, tmp_path: Path
) -> None:
    killed_holder(tmp_path / "postgres")

    url = server.start()
    assert answers(url)

    server.stop()
    assert not answers(url)


def test_a_killed_server_is_there_again(server: EmbeddedPostgres, tmp_path: Path) -> None:
    create_database(server.start(), "kept")
    pid = (tmp_path / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0]
    os.kill(int(pid), signal.SIGKILL)

    with psycopg.connect(server.start().replace("/postgres?", "/kept?")) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_half_made_cluster_is_made_anew(server: EmbeddedPostgres, tmp_path: Path) -> None:
    (tmp_path / "postgres" / "unfinished").mkdir(parents=True)
    (tmp_path / "postgres" / "unfinished" / "PG_VERSION").write_text("18")

    assert answers(server.start())


def test_a_long_folder_name_is_no_hindrance(tmp_path: Path) -> None:
    with opened(None, tmp_path / ("long" * 30) / "postgres") as url:
        assert answers(url)


def test_a_database_made_beside_another_is_empty_and_apart(server: EmbeddedPostgres) -> None:
    url = server.start()

    beside = create_database(url, 'odd "name" %')

    with psycopg.connect(beside) as connection:
        assert connection.info.dbname == 'odd "name" %'


def test_a_given_database_is_used_as_it_is(tmp_path: Path) -> None:
    with opened("postgresql://host/db", tmp_path) as url:
        assert url == "postgresql://host/db"
    assert not list(tmp_path.iterdir())


def test_a_missing_wheel_is_one_plain_sentence(
    server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "_WHEEL", "no_such_wheel")

    with pytest.raises(NoEmbeddedServer, match=r"pip install 'hotline\[laptop\]'"):
        server.start()


def test_a_folder_that_cannot_be_made_is_one_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(NoEmbeddedServer, match="does not start"):
        EmbeddedPostgres(tmp_path / "file" / "postgres").start()
