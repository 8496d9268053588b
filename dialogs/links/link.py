"""What a link `?start=…` asks for: a page, the place and campaign of its poster, or nothing.

Telegram lets 64 letters, digits, _ and - through (core.telegram.org/bots/features#deep-linking),
and anybody may write anything there: what is not exactly ours is no link at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, RootModel

_NAME = "[a-z][a-z0-9_]{0,19}"
# Short enough to stand behind the longest page in 64 letters.
_PLACE = "[a-z][a-z0-9_]{0,15}"
_POSTER = f"({_PLACE})(?:-({_PLACE}))?"
_PAGE_LINK = re.compile(f"page_({_NAME})-({_NAME})(?:-{_POSTER})?", re.ASCII)
_PLACE_LINK = re.compile(_POSTER, re.ASCII)
# As many letters Telegram lets through; a long page with a place and a campaign may be longer.
LONGEST = 64

PlaceLabel = Annotated[str, Field(pattern=f"^{_PLACE}$")]


class PosterPlaces(RootModel[dict[PlaceLabel, str]]):
    """Where posters hang: a label for the link, and the place in words for the office."""


def poster(place: str, campaign: str | None) -> str:
    """Return the name under which arrivals by a poster are counted."""
    return f"{place}-{campaign}" if campaign else place


@dataclass(frozen=True, slots=True)
class Link:
    """`page` is "script:step"; `place` the label of where the poster hangs.

    `campaign` is the label of what it belongs to, and never stands without a place.
    """

    page: str | None = None
    place: str | None = None
    campaign: str | None = None

    @property
    def poster(self) -> str | None:
        """Return the name under which arrivals are counted."""
        return poster(self.place, self.campaign) if self.place else None


def read_link(payload: str) -> Link:
    """Return what a link asks for; what is not ours asks for nothing."""
    page = _PAGE_LINK.fullmatch(payload)
    if page:
        return Link(f"{page[1]}:{page[2]}", page[3], page[4])
    place = _PLACE_LINK.fullmatch(payload)
    return Link(place=place[1], campaign=place[2]) if place else Link()


def payload(link: Link) -> str:
    """Return what stands behind `?start=` for a link."""
    page = f"page_{link.page.replace(':', '-')}" if link.page else None
    return "-".join(part for part in (page, link.poster) if part)
