"""One turn of one person: what it has at hand, inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dialogs.engine.events import ChoicePressed
from hotline.domain.partners import Directory
from hotline.services.agencies import AgencyLists

if TYPE_CHECKING:
    from datetime import datetime

    from dialogs.engine import Library
    from dialogs.search.finder import Finder
    from hotline.domain.arrivals import PersonActed
    from hotline.domain.desks import Desks
    from hotline.services.post import Post
    from hotline.storage.books import Books


NO_PARTNERS = Directory(partners=())


@dataclass(frozen=True, slots=True)
class Known:
    """What every turn knows: scripts, words to pages, posters, desks, agencies, partners."""

    library: Library
    finder: Finder
    posters: frozenset[str]
    desks: Desks
    agencies: AgencyLists = field(default_factory=AgencyLists)
    partners: Directory = NO_PARTNERS


@dataclass(frozen=True, slots=True)
class Moment:
    """What one turn has at hand; `row` is the inbox row that caused it."""

    known: Known
    books: Books
    post: Post
    acted: PersonActed
    row: int
    now: datetime

    @property
    def why(self) -> str:
        """The answer that caused this turn, or that it was something written."""
        event = self.acted.event
        if isinstance(event, ChoicePressed):
            return f"{event.script}.{event.step}.{event.choice}"
        return "message"
