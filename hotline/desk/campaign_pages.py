"""Campaigns at the desk: list, write, preview, give to a second person, send, report."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from dialogs.words import pages
from dialogs.words.direction import turned
from dialogs.words.languages import LANGUAGES, SOURCE
from dialogs.words.text import Text
from hotline.desk.campaign_forms import draft, id_of, moment
from hotline.desk.guard import Page
from hotline.domain.campaign import (
    ORIGINS,
    TOPICS,
    Act,
    Audience,
    Campaign,
    CampaignId,
    Faulty,
    Missing,
)
from hotline.services.campaigning import NoSuchCampaign

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from aiohttp import web

    from hotline.desk.visit import Visit
    from hotline.domain.campaign import Fault
    from hotline.services.campaigning import Campaigning

NOT_FOUND, NOT_ACCEPTED = 404, 422


async def everything(visit: Visit) -> web.Response:
    """List all campaigns."""
    found = await visit.parts.campaigning.all()
    return visit.show("campaigns.html", found=found, topics=_topics(visit))


async def new(visit: Visit) -> web.Response:
    """Show an empty form."""
    empty = Campaign(CampaignId(id_of("0" * 32)), "", visit.member.name, Audience(TOPICS[0]))
    return visit.show("campaign_form.html", campaign=empty, form=_form(visit))


async def create(visit: Visit) -> web.Response:
    """Keep a new draft and show it."""
    made = await visit.parts.campaigning.create(visit.member.name, draft(visit.form))
    return visit.go(f"/campaigns/one?id={made}")


async def one(visit: Visit) -> web.Response:
    """Show a campaign with its counts."""
    return await _shown(visit, _id(visit.request.query.get("id", "")))


async def write(visit: Visit) -> web.Response:
    """Keep a changed draft."""
    campaign, told = _id(visit.form.get("id", "")), draft(visit.form)
    with suppress(NoSuchCampaign):
        await visit.parts.campaigning.write(visit.member.name, campaign, told)
        return visit.go(f"/campaigns/one?id={campaign}")
    return visit.say(pages.NOT_FOUND, status=NOT_FOUND, back="/campaigns")


async def schedule(visit: Visit) -> web.Response:
    """Say when it begins."""
    begins_at = moment(visit.form.get("begins", ""))

    async def act(by: str, campaign: CampaignId) -> None:
        await visit.parts.campaigning.schedule(by, campaign, begins_at)

    return await _done(visit, act)


def doing(
    act: Callable[[Campaigning], Callable[[str, CampaignId], Awaitable[None]]],
) -> Callable[[Visit], Awaitable[web.Response]]:
    """Return the answer to a plain button: do it, then show the campaign again."""

    async def answer(visit: Visit) -> web.Response:
        return await _done(visit, act(visit.parts.campaigning))

    return answer


async def _done(visit: Visit, act: Callable[[str, CampaignId], Awaitable[None]]) -> web.Response:
    campaign = _id(visit.form.get("id", ""))
    try:
        await act(visit.member.name, campaign)
    except Faulty as faulty:
        return await _shown(visit, campaign, faulty.faults)
    except NoSuchCampaign:
        return visit.say(pages.NOT_FOUND, status=NOT_FOUND, back="/campaigns")
    return visit.go(f"/campaigns/one?id={campaign}")


async def _shown(visit: Visit, campaign: CampaignId, faults: Sequence[Fault] = ()) -> web.Response:
    """Show one; `faults` are what must be mended before it can go on."""
    try:
        shown = await visit.parts.campaigning.show(campaign)
    except NoSuchCampaign:
        return visit.say(pages.NOT_FOUND, status=NOT_FOUND, back="/campaigns")
    return visit.show(
        "campaign.html",
        status=NOT_ACCEPTED if faults else 200,
        shown=shown,
        campaign=shown.campaign,
        faults=faults,
        read={each: _read(visit, each, said) for each, said in shown.campaign.texts.items()},
        acts=[each.value for each in Act if shown.campaign.may(each)],
        form=_form(visit),
    )


def _read(visit: Visit, language: str, words: str) -> str:
    """Return a text as people read it; with a fact that may not be shown, as it was written."""
    speech, on = visit.parts.speech, visit.parts.clock().date()
    if not speech.facts.may_be_shown(speech.facts.named_in(words), on):
        return words
    said = speech.facts.fill(words, language, speech.words)
    return "\n".join(turned(line, language) for line in said.split("\n"))


def _form(visit: Visit) -> dict[str, object]:
    return {
        "topics": _topics(visit),
        "origins": ORIGINS,
        "rules": [each.value for each in Missing],
        "tongues": LANGUAGES,
    }


def _topics(visit: Visit) -> dict[str, str]:
    """Return each topic with the title of the screen on which it is followed."""
    steps, words = visit.parts.library.current["alerts"].steps, visit.parts.speech.words
    titles = {topic: steps[topic].title or topic for topic in TOPICS}
    language = visit.language or SOURCE
    return {
        topic: words.say(Text(f"alerts.{topic}.title", title), language)
        for topic, title in titles.items()
    }


def _id(told: str) -> CampaignId:
    return CampaignId(id_of(told))


PAGES = (
    Page("GET", "/campaigns", "campaign.see", everything),
    Page("GET", "/campaigns/one", "campaign.see", one),
    Page("GET", "/campaigns/new", "campaign.write", new),
    Page("POST", "/campaigns/new", "campaign.write", create),
    Page("POST", "/campaigns/write", "campaign.write", write),
    Page("POST", "/campaigns/submit", "campaign.submit", doing(lambda do: do.submit)),
    Page("POST", "/campaigns/return", "campaign.return", doing(lambda do: do.take_back)),
    Page("POST", "/campaigns/approve", "campaign.approve", doing(lambda do: do.approve)),
    Page("POST", "/campaigns/schedule", "campaign.schedule", schedule),
    Page("POST", "/campaigns/pause", "campaign.pause", doing(lambda do: do.pause)),
    Page("POST", "/campaigns/resume", "campaign.resume", doing(lambda do: do.resume)),
    Page("POST", "/campaigns/stop", "campaign.stop", doing(lambda do: do.stop)),
)
