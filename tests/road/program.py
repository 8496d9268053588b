"""The hotline as a program of its own, to be killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from dialogs.reading import read_content
from hotline.app import running
from hotline.settings import load_settings

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from hotline.assembly import Hotline
    from hotline.settings import Settings

PATIENCE_SECONDS = 60

# The files are the same for every test, and reading them is most of a start.
content = cache(read_content)


@dataclass
class Installation:
    """One installation of the hotline: its settings, in this process or as variables."""

    database_url: str
    key_file: Path
    bot_api: str
    token: str
    staff_group: int
    port: int
    metrics_port: int
    receive: str = "polling"
    more: dict[str, str] = field(default_factory=dict)

    def settings(self) -> Settings:
        """Return the settings for running it in this process."""
        names = {name.removeprefix("HOTLINE_").lower(): value for name, value in self._told()}
        return load_settings(**names)

    def running(self) -> AbstractAsyncContextManager[Hotline]:
        """Run it in this process."""
        return running(self.settings(), content())

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment for running it as a program."""
        kept = {name: value for name, value in os.environ.items() if "HOTLINE" not in name}
        return kept | dict(self._told()) | more

    def _told(self) -> list[tuple[str, str]]:
        told = {
            "HOTLINE_DATABASE_URL": self.database_url,
            "HOTLINE_KEY_FILE": str(self.key_file),
            "HOTLINE_KEYSTORE_DIR": str(self.key_file.with_name("keystore")),
            "HOTLINE_BOT_API": self.bot_api,
            "HOTLINE_TOKEN": self.token,
            "HOTLINE_STAFF_GROUP": str(self.staff_group),
            "HOTLINE_PORT": str(self.port),
            "HOTLINE_METRICS_PORT": str(self.metrics_port),
            "HOTLINE_RECEIVE": self.receive,
            "HOTLINE_PACE": "false",
        }
        if self.receive == "webhook":
            told["HOTLINE_WEBHOOK_URL"] = f"http://127.0.0.1:{self.port}"
            told["HOTLINE_WEBHOOK_SECRET"] = "invented-secret-of-thirty-two-characters"
        return list((told | self.more).items())


class Program:
    """A running `hotline serve`, or any other program that takes the same variables."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, installation: Installation, *program: str, **more: str) -> Program:
        """Start it; it is not ready yet."""
        arguments = program or ("-m", "hotline", "serve")
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable,
                *arguments,
                env=installation.environment(**more),
                stderr=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
            )
        )

    async def killed(self) -> bool:
        """Wait until it ends; say whether it was killed (SIGKILL)."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self._process.wait() == -signal.SIGKILL

    async def stop(self) -> int:
        """Ask it to stop; return its exit code."""
        if self._process.returncode is None:
            self._process.terminate()
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self._process.wait()
