"""Pages that come by themselves around a journey, in the order in which they are needed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

# A plan -> how long until the journey; a page -> how long after the journey, or before it.
PLANS: Final = {
    "week": timedelta(days=8),
    "month": timedelta(days=30),
    "now": timedelta(),
}
PAGES: Final = {
    "leaving:copies": timedelta(days=-7),
    "leaving:phone": timedelta(days=-3),
    "leaving:word": timedelta(days=-1),
    "countries:choose": timedelta(days=3),
    "work:topics": timedelta(days=14),
}


def pages(plan: str, now: datetime) -> dict[str, datetime]:
    """Return when each page comes for somebody who said that now; what is past is left out."""
    if plan not in PLANS:
        return {}
    journey = now + PLANS[plan]
    return {page: journey + after for page, after in PAGES.items() if journey + after > now}
