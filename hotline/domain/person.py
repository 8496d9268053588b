"""A person as the service knows them: where they stand, and nothing about who they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogs.engine.conversation import Conversation
    from hotline.domain.address import Address
    from hotline.domain.case import PersonId


@dataclass(frozen=True, slots=True)
class Person:
    """One chat with us.

    `shown` is the message that carries the newest screen; `app_language` is the
    app's guess, used only until a language is chosen.
    """

    id: PersonId
    address: Address
    conversation: Conversation
    app_language: str | None = None
    shown: int | None = None
    blocked: bool = False
