"""Cases, what was said in them, and who can serve them."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    Uuid,
    func,
    text,
)

from hotline.domain.priority import Priority
from hotline.storage.tables.columns import metadata, moment

# What partial indexes hold, in the words in which statements must ask for it to be led to them.
WAITING = "state = 'waiting'"
IN_HAND = "state IN ('open', 'sleeping')"
# The order in which people wait: the most urgent, and then the longest first.
URGENCY = f"strpos('{' '.join(Priority)}', priority)"
IN_ORDER = (URGENCY, "waits_since", "id")

cases = Table(
    "cases",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("person", Uuid, ForeignKey("persons.id", ondelete="SET NULL"), index=True),
    Column("language", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("owner", LargeBinary),
    Column("note_by", LargeBinary),
    Column("thread", BigInteger, unique=True),
    Column("alert", BigInteger),
    # Two letters; and "woman" or "man" where the person wished for one.
    Column("country", Text),
    Column("wish", Text),
    # The desk a case was handed to; empty where language and country decide.
    Column("desk", Text),
    moment("opened_at", required=True),
    Column("waits_since", DateTime(timezone=True), nullable=False, server_default=func.now()),
    # Since when the person waits for an answer in a case that somebody holds.
    moment("silent_since"),
    moment("taken_at"),
    moment("closed_at"),
    # Since when it goes on in the chat of another phone.
    moment("linked_at"),
    # The head of one language's queue of one priority is found without looking at the rest.
    Index(
        "ix_cases_queue",
        "language",
        "priority",
        "waits_since",
        "id",
        postgresql_where=text(WAITING),
    ),
    Index("ix_cases_in_order", *map(text, IN_ORDER), postgresql_where=text(WAITING)),
    # What pages list: a million closed cases must not be read for it.
    Index("ix_cases_listed", "language", "country", postgresql_where=text("state <> 'closed'")),
    Index("ix_cases_held", "owner", postgresql_where=text(IN_HAND)),
    Index("ix_cases_silent", "silent_since", postgresql_where=text("state = 'open'")),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(), nullable=False),
    Column("inbox", BigInteger, unique=True),
    Column("person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), index=True),
    Column("case", Uuid, ForeignKey("cases.id", ondelete="CASCADE"), index=True),
    Column("side", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("words", LargeBinary),
    # Whose key the words are sealed with: the case's, or the person's while there was none.
    Column("key", Uuid, nullable=False),
    Column("source", BigInteger),
    # The letter that carries it to the person: how that ended is shown beside it.
    Column("delivery", Uuid),
    moment("at", required=True),
    # The words of a closed talk, sealed for the archive alone; then `words` is empty.
    Column("archived", LargeBinary),
)

# Every change of a case's priority; `why` is sealed and goes when the person erases themselves.
priority_changes = Table(
    "priority_changes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(), nullable=False),
    Column("case", Uuid, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("operator", LargeBinary),
    Column("why", LargeBinary),
    moment("at", required=True),
    Column("archived", LargeBinary),
)

# What an operator can serve; the key names nobody.
operators = Table(
    "operators",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("desk", Text, nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
    Column("gender", Text),
    Column("capacity", SmallInteger, nullable=False),
    moment("since", required=True),
)
