"""The tables. Nothing in a plain column says who somebody is or what they said."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _moment(name: str, *, required: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=not required)


# Every update as it came, sealed; the body is emptied when it is done, the
# fingerprint stays to recognise a repetition.
inbox = Table(
    "inbox",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("bot", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("lane", LargeBinary, nullable=False),
    Column("body", LargeBinary),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("fate", Text),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("due_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("received_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    _moment("done_at"),
    UniqueConstraint("bot", "update_id", "fingerprint"),
    Index("ix_inbox_waiting", "lane", "id", postgresql_where=text("state = 'waiting'")),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Uuid, primary_key=True),
    # Emptied when the person erases themselves: the next contact is a stranger.
    Column("lookup", LargeBinary, unique=True),
    Column("address", LargeBinary, nullable=False),
    Column("conversation", LargeBinary, nullable=False),
    Column("language", Text),
    Column("app_language", Text),
    Column("shown", BigInteger),
    _moment("blocked_at"),
    _moment("seen_at", required=True),
)

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
    _moment("opened_at", required=True),
    Column("waits_since", DateTime(timezone=True), nullable=False, server_default=func.now()),
    # Since when the person waits for an answer in a case that somebody holds.
    _moment("silent_since"),
    _moment("taken_at"),
    _moment("closed_at"),
    # The head of one language's queue of one priority is found without looking at the rest.
    Index(
        "ix_cases_queue",
        "language",
        "priority",
        "waits_since",
        "id",
        postgresql_where=text("state = 'waiting'"),
    ),
    Index("ix_cases_owner", "owner", postgresql_where=text("state = 'open'")),
    Index("ix_cases_silent", "silent_since", postgresql_where=text("state = 'open'")),
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
    _moment("since", required=True),
)

# What was told about a person, in order and never overwritten; sealed with the name of the sign.
reports = Table(
    "reports",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(), nullable=False),
    Column(
        "person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("source", Text, nullable=False),
    Column("operator", LargeBinary),
    Column("told", LargeBinary, nullable=False),
    _moment("at", required=True),
)

# Without a second operator a ban is only a proposal; it never outlives `ends_at`.
bans = Table(
    "bans",
    metadata,
    Column("person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True),
    Column("proposed_by", LargeBinary, nullable=False),
    Column("agreed_by", LargeBinary),
    _moment("proposed_at", required=True),
    _moment("ends_at"),
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
    _moment("at", required=True),
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
    _moment("at", required=True),
)

answers = Table(
    "answers",
    metadata,
    Column("person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("answer", LargeBinary, nullable=False),
    _moment("at", required=True),
)

# Message ids in a person's chat, theirs and ours, so that they can be erased.
traces = Table(
    "traces",
    metadata,
    Column("person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True),
    Column("message", BigInteger, primary_key=True),
    _moment("at", required=True),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(), nullable=False),
    Column("lane", LargeBinary, nullable=False),
    Column("weight", SmallInteger, nullable=False),
    Column("person", Uuid, ForeignKey("persons.id", ondelete="CASCADE"), index=True),
    Column("case", Uuid, ForeignKey("cases.id", ondelete="CASCADE"), index=True),
    Column("letter", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="queued"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("tried_again", Boolean, nullable=False, server_default=text("false")),
    Column("message", BigInteger),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    _moment("ended_at"),
    Index(
        "ix_deliveries_going",
        "lane",
        "number",
        postgresql_where=text("state IN ('queued', 'sending')"),
    ),
)

# A key of its own for every person and every case, wrapped with the key of a day.
keys = Table(
    "keys",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("owner", Uuid, nullable=False, unique=True),
    Column("day", Date, nullable=False, index=True),
    Column("wrapped", LargeBinary, nullable=False),
)

# Scripts as they were, so that a conversation finishes on what it began with.
revisions = Table(
    "revisions",
    metadata,
    Column("script", Text, primary_key=True),
    Column("revision", Text, primary_key=True),
    Column("told", Text, nullable=False),
    # language -> key -> words, for texts that today's catalogues no longer hold
    Column("said", Text, nullable=False),
    _moment("first_seen_at", required=True),
)

# How often something happened on a day: never who, never what was said.
tallies = Table(
    "tallies",
    metadata,
    Column("day", Date, primary_key=True),
    Column("counted", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
)

__all__ = [
    "answers",
    "bans",
    "cases",
    "deliveries",
    "inbox",
    "keys",
    "messages",
    "metadata",
    "operators",
    "persons",
    "priority_changes",
    "reports",
    "revisions",
    "tallies",
    "traces",
]
