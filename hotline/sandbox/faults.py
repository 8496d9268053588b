"""What goes wrong on purpose: refusals, silence, broken connections, odd updates."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

# Faults of one call to the Bot API.
CALL_KINDS = frozenset(
    {
        "403", "429", "500", "502", "slow",
        "timeout_before", "timeout_after", "reset_before", "reset_after",
    }
)  # fmt: skip
# Faults of the updates on their way to the bot.
UPDATE_KINDS = frozenset({"duplicate", "reorder", "undecodable"})
KINDS = CALL_KINDS | UPDATE_KINDS


@dataclass
class Fault:
    """Happens to every `every`-th matching call or update, `times` times.

    `method` is a Bot API method or "*"; `chat_id` narrows it to one chat;
    `seconds` is how long a slow call or a silence lasts; `retry_after` is what
    a 429 asks for.
    """

    id: int
    kind: str
    method: str = "*"
    chat_id: int | None = None
    times: int = 1
    every: int = 1
    seconds: float = 1.0
    retry_after: int = 1
    _seen: int = field(default=0, repr=False)

    def happens(self) -> bool:
        """Count one match; say whether it is this one's turn."""
        self._seen += 1
        if self._seen % self.every:
            return False
        self.times -= 1
        return True

    def told(self) -> dict[str, Any]:
        """Return it as the control API shows it."""
        return {name: value for name, value in asdict(self).items() if name[0] != "_"}


class Faults:
    """The faults that are still to happen."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._ids = count(1)

    def add(self, told: dict[str, Any]) -> Fault:
        """Let something go wrong; raises `ValueError` for what is no fault."""
        if told.get("kind") not in KINDS:
            msg = f"kind must be one of {', '.join(sorted(KINDS))}"
            raise ValueError(msg)
        known = {"kind", "method", "chat_id", "times", "every", "seconds", "retry_after"}
        if unknown := told.keys() - known:
            msg = f"a fault has no {', '.join(sorted(unknown))}"
            raise ValueError(msg)
        fault = Fault(next(self._ids), **told)
        if fault.times < 1 or fault.every < 1:
            msg = "times and every begin at 1"
            raise ValueError(msg)
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Let everything go right again."""
        self._faults.clear()

    def told(self) -> list[dict[str, Any]]:
        """Return all of them as the control API shows them."""
        return [fault.told() for fault in self._faults]

    def of_call(self, method: str, chat: int | None) -> list[Fault]:
        """Return what happens to this call; each is counted."""
        return self._taken(
            fault
            for fault in self._faults
            if fault.kind in CALL_KINDS
            and fault.method.lower() in {"*", method}
            and fault.chat_id in {None, chat}
        )

    def of_update(self, kind: str) -> bool:
        """Say whether this fault happens to the update that is on its way."""
        return bool(self._taken(fault for fault in self._faults if fault.kind == kind))

    def _taken(self, matching: Iterable[Fault]) -> list[Fault]:
        happening = [fault for fault in list(matching) if fault.happens()]
        self._faults = [fault for fault in self._faults if fault.times > 0]
        return happening
