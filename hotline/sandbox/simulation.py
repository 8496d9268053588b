"""One running sandbox: the world, its time, and everything that acts on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hotline.sandbox.clock import Clock
from hotline.sandbox.faults import Faults
from hotline.sandbox.files import Files
from hotline.sandbox.flood import FloodControl
from hotline.sandbox.journal import Journal
from hotline.sandbox.poll import Poll
from hotline.sandbox.updates import Updates
from hotline.sandbox.webhook import Webhook
from hotline.sandbox.world import SANDBOX_TOKEN, World

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.sandbox.updates import Lane

GROUP_TITLE = "Desk"


@dataclass
class Simulation:
    """What a Bot API method and a control route may touch."""

    token: str = SANDBOX_TOKEN
    clock: Clock = field(default_factory=Clock)
    flood: FloodControl = field(default_factory=lambda: FloodControl(on=False))
    world: World = field(default_factory=World)
    journal: Journal = field(default_factory=Journal)
    files: Files = field(default_factory=Files)
    faults: Faults = field(default_factory=Faults)

    def __post_init__(self) -> None:
        """Queue nothing yet; give the world its staff group."""
        self.updates = Updates(self.faults)
        self.poll = Poll(self.updates, self.now)
        self.webhook = Webhook(self.updates, self.now)
        self.world.add_group(GROUP_TITLE)

    def now(self) -> datetime:
        """Return the moment the sandbox's clock shows."""
        return self.clock.now()

    def record(self, kind: str, chat: int | None = None, **details: object) -> None:
        """Write into the journal what happened."""
        self.journal.record(kind, self.now(), chat, **details)

    def tell_bot(self, kind: str, told: dict[str, Any], lane: Lane) -> int | None:
        """Queue an update for the bot; return its number, None when it asked for no such kind."""
        number = self.updates.add(kind, told, lane, self.now())
        self.record("update", lane[1], update_id=number, update=kind)
        return number

    def reset(self) -> None:
        """Begin anew: nobody, nothing said, the clock on time; the webhook stays."""
        self.world = World()
        self.world.add_group(GROUP_TITLE)
        self.clock.reset()
        self.faults.clear()
        self.updates.drop()
        self.flood = FloodControl(on=self.flood.on)
        self.record("reset")
