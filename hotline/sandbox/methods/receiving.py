"""getUpdates and the webhook: how the bot gets its updates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import telegram

from hotline.sandbox.parameters import loaded
from hotline.sandbox.poll import BY_WEBHOOK
from hotline.sandbox.refusals import Refused

if TYPE_CHECKING:
    from hotline.sandbox.parameters import Parameters
    from hotline.sandbox.simulation import Simulation

WEBHOOK_IS_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
    " first"
)
LIMIT = 100
LONGEST_POLL = 50
SECRET_LIMIT = 256


async def get_updates(simulation: Simulation, parameters: Parameters) -> list[dict[str, Any]]:
    """Return what waits, waiting for it; values out of range are clamped."""
    if simulation.webhook.url:
        raise Refused(WEBHOOK_IS_ACTIVE, code=409)
    _allow(simulation, parameters)
    limit = parameters.integer("limit") or LIMIT
    return await simulation.poll.take(
        parameters.integer("offset"),
        max(1, min(LIMIT, limit)),
        parameters.integer("timeout", low=0, high=LONGEST_POLL),
    )


def set_webhook(simulation: Simulation, parameters: Parameters) -> bool:
    """Send updates to an address from now on; an empty one is as deleteWebhook."""
    url, secret = parameters.text("url").strip(), parameters.text("secret_token")
    if len(secret) > SECRET_LIMIT:
        raise Refused("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise Refused("secret token contains unallowed characters")
    if not url:
        return delete_webhook(simulation, parameters)
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise Refused("invalid webhook URL specified")
    _allow(simulation, parameters)
    if parameters.flag("drop_pending_updates"):
        simulation.updates.drop()
    simulation.poll.end(BY_WEBHOOK)
    connections = parameters.integer("max_connections", low=0, high=LIMIT)
    simulation.webhook.set(url, secret, connections)
    simulation.record("webhook", url=url)
    return True


def delete_webhook(simulation: Simulation, parameters: Parameters) -> bool:
    """Allow polling again."""
    if parameters.flag("drop_pending_updates"):
        simulation.updates.drop()
    simulation.webhook.set("", "", 0)
    simulation.record("webhook", url="")
    return True


def get_webhook_info(simulation: Simulation, _parameters: Parameters) -> telegram.WebhookInfo:
    """Say where updates go and how the last delivery went."""
    webhook = simulation.webhook
    moment, words = webhook.failed or (None, None)
    return telegram.WebhookInfo(
        url=webhook.url,
        has_custom_certificate=False,
        pending_update_count=len(simulation.updates.pending(simulation.now())),
        last_error_date=moment,
        last_error_message=words,
        max_connections=webhook.connections if webhook.url else None,
        ip_address="127.0.0.1" if webhook.url else None,
        allowed_updates=simulation.updates.allowed or None,
    )


def _allow(simulation: Simulation, parameters: Parameters) -> None:
    """Remember which kinds are wanted; a broken list is ignored, as the real server does."""
    told = parameters.text("allowed_updates")
    if not told:
        return
    try:
        kinds = loaded(told)
    except ValueError:
        return
    if isinstance(kinds, list):
        simulation.updates.allowed = tuple(str(kind) for kind in kinds)
