"""The tables. Nothing in a plain column says who somebody is or what they said."""

from __future__ import annotations

from hotline.storage.tables.agencies import agencies, registers
from hotline.storage.tables.campaigns import (
    campaigns,
    emergencies,
    follows,
    outcomes,
    series,
    shares,
)
from hotline.storage.tables.cases import cases, messages, operators, priority_changes
from hotline.storage.tables.codes import code_tries, return_codes
from hotline.storage.tables.columns import metadata
from hotline.storage.tables.files import files
from hotline.storage.tables.openings import openings
from hotline.storage.tables.passkeys import passkey_questions, passkeys
from hotline.storage.tables.people import answers, bans, persons, reports, traces
from hotline.storage.tables.post import deliveries, inbox
from hotline.storage.tables.records import keys, revisions, runs
from hotline.storage.tables.referrals import partner_links, referrals
from hotline.storage.tables.retention import retention
from hotline.storage.tables.safety import own_words
from hotline.storage.tables.staff import audit, sessions, staff, tries
from hotline.storage.tables.statistics import exports, imports, releases, tallies
from hotline.storage.tables.talk import canned_texts, drafts, practices, questions, read_marks
from hotline.storage.tables.watching import alarms

__all__ = [
    "agencies",
    "alarms",
    "answers",
    "audit",
    "bans",
    "campaigns",
    "canned_texts",
    "cases",
    "code_tries",
    "deliveries",
    "drafts",
    "emergencies",
    "exports",
    "files",
    "follows",
    "imports",
    "inbox",
    "keys",
    "messages",
    "metadata",
    "openings",
    "operators",
    "outcomes",
    "own_words",
    "partner_links",
    "passkey_questions",
    "passkeys",
    "persons",
    "practices",
    "priority_changes",
    "questions",
    "read_marks",
    "referrals",
    "registers",
    "releases",
    "reports",
    "retention",
    "return_codes",
    "revisions",
    "runs",
    "series",
    "sessions",
    "shares",
    "staff",
    "tallies",
    "traces",
    "tries",
]
