"""The tables. Nothing in a plain column says who somebody is or what they said."""

from __future__ import annotations

from hotline.storage.tables.agencies import agencies, registers
from hotline.storage.tables.cases import cases, messages, operators, priority_changes
from hotline.storage.tables.codes import code_tries, return_codes
from hotline.storage.tables.columns import metadata
from hotline.storage.tables.passkeys import passkey_questions, passkeys
from hotline.storage.tables.people import answers, bans, persons, reports, traces
from hotline.storage.tables.post import deliveries, inbox
from hotline.storage.tables.records import keys, revisions, runs, tallies
from hotline.storage.tables.retention import retention
from hotline.storage.tables.safety import own_words
from hotline.storage.tables.staff import audit, sessions, staff, tries
from hotline.storage.tables.watching import alarms

__all__ = [
    "agencies",
    "alarms",
    "answers",
    "audit",
    "bans",
    "cases",
    "code_tries",
    "deliveries",
    "inbox",
    "keys",
    "messages",
    "metadata",
    "operators",
    "own_words",
    "passkey_questions",
    "passkeys",
    "persons",
    "priority_changes",
    "registers",
    "reports",
    "retention",
    "return_codes",
    "revisions",
    "runs",
    "sessions",
    "staff",
    "tallies",
    "traces",
    "tries",
]
