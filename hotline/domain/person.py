"""A person as the service knows them: where they stand, and nothing about who they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotline.domain.contact import UNSAID, Contact

if TYPE_CHECKING:
    from datetime import datetime

    from dialogs.engine.conversation import Conversation
    from hotline.domain.address import Address
    from hotline.domain.case import PersonId


@dataclass(frozen=True, slots=True)
class Person:
    """One chat with us.

    `shown` is the message that carries the newest screen; `app_language` is the
    app's guess, used only until a language is chosen; `seen_at` is when they last
    pressed or wrote; `contact` says when we may write.
    """

    id: PersonId
    address: Address
    conversation: Conversation
    seen_at: datetime
    app_language: str | None = None
    shown: int | None = None
    blocked: bool = False
    contact: Contact = UNSAID
