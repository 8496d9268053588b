"""What the forms of campaigns and emergencies say, read strictly."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from aiohttp import web

from dialogs.words.languages import LANGUAGES
from hotline.domain.campaign import ORIGINS, TOPICS, Audience, Missing
from hotline.domain.emergency import COUNTRIES, Kind
from hotline.services.alerting import Proposed
from hotline.services.campaigning import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping


def draft(form: Mapping[str, str]) -> Draft:
    """Return a campaign as it was written; raises HTTPBadRequest for what no form of ours says."""
    topic, origin, missing = (form.get(name, "") for name in ("topic", "origin", "missing"))
    if topic not in TOPICS or origin not in {"", *ORIGINS} or missing not in {*Missing}:
        raise web.HTTPBadRequest
    languages = tuple(each for each in LANGUAGES if f"to_{each}" in form)
    return Draft(
        name=form.get("name", ""),
        audience=Audience(topic, languages, origin or None),
        texts=texts(form),
        missing=Missing(missing),
        posts="posts" in form,
    )


def texts(form: Mapping[str, str]) -> dict[str, str]:
    """Return the text of each language; browsers end lines with two signs."""
    told = {each: form.get(f"text_{each}", "") for each in LANGUAGES}
    return {each: words.replace("\r\n", "\n") for each, words in told.items() if words.strip()}


def proposed(form: Mapping[str, str]) -> Proposed:
    """Return an emergency page as it was written; raises HTTPBadRequest."""
    country, kind = form.get("country", ""), form.get("kind", "")
    ends_at = moment(form.get("ends", ""))
    if country not in COUNTRIES or kind not in {*Kind} or ends_at is None:
        raise web.HTTPBadRequest
    return Proposed(
        country=country,
        kind=Kind(kind),
        texts=texts(form),
        ends_at=ends_at,
        surge="surge" in form,
        push="push" in form,
    )


def moment(told: str) -> datetime | None:
    """Return a moment of a form, by the clock of Greenwich; None for none."""
    if not told:
        return None
    try:
        return datetime.fromisoformat(told).replace(tzinfo=UTC)
    except ValueError:
        raise web.HTTPBadRequest from None


def id_of(told: str) -> UUID:
    """Return the id that a page sent back; raises HTTPBadRequest."""
    try:
        return UUID(told)
    except ValueError:
        raise web.HTTPBadRequest from None
