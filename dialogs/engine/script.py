"""What a script may hold: the models behind `dialogs/scripts/*.yaml`.

A script is one conversation: named steps, each a screen with choices. The
engine walks them; nothing in a script can name a language, a phone number or a
Telegram feature.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from dialogs.engine.meaning import OwnWord  # a field of a model

# A pressed button carries "script.step.choice" in Telegram's 64 bytes of
# callback data, so each of the three names gets a third.
NAME = r"^[a-z][a-z0-9_]{0,19}$"
Name = Annotated[str, Field(pattern=NAME)]
Target = Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]{0,19}:)?[a-z][a-z0-9_]{0,19}$")]
Action = Literal[
    "open_case",
    "erase_person",
    "leave",
    "forget_words",
    "send_waiting",
    "make_code",
    # A step named like a topic: follow it, or no longer; a choice named like a country or a
    # time: I am from there, or I travel then; no pages come by themselves any more.
    "follow",
    "unfollow",
    "come_from",
    "plan",
    "stop_pages",
    "list_agreed",
]
# How fast a human is needed, the most urgent first.
PriorityName = Literal["now", "today", "soon", "info"]
PRIORITIES: tuple[PriorityName, ...] = get_args(PriorityName)


class Model(BaseModel):
    """Closed and frozen: a misspelt field is an error, not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Paragraph(Model):
    """One paragraph; `without` replaces it when a fact in it may not be shown."""

    text: str = Field(min_length=1)
    without: str | None = Field(default=None, min_length=1)


def _paragraph(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


# A paragraph without facts is written as the bare sentence; the schema for editors says so too.
Told = Annotated[Paragraph, BeforeValidator(_paragraph, json_schema_input_type=str | Paragraph)]


StepKind = Literal[
    "screen",
    "code",
    "languages",
    "signs",
    "pages",
    "zones",
    "agency",
    "agencies",
    "complaint",
    "follows",
    "consent",
    "wish",
    "agreed",
]
# How a sign of an offer looks: stop, careful, good. Never a verdict about the whole.
SignColour = Literal["red", "amber", "green"]

# A sign of what happened to a person, by the phase it belongs to: the same sign weighs
# differently before the journey and at the destination (dialogs/instruments).
SignId = Annotated[str, Field(pattern=r"^(recruitment|destination)\.[a-z_]{1,30}$")]
# Who the person may be, so that their next steps fit (dialogs/instruments/profiles.yaml).
ProfileName = Literal[
    "possible_victim",
    "asylum_seeker",
    "stateless",
    "child",
    "woman_at_risk",
    "smuggled",
    "labour_migrant",
    "returning_migrant",
    "rejected_asylum_seeker",
    "displaced_by_disaster",
]


class Choice(Model):
    """A button: where it leads, what it does, and what it says of urgency.

    An answer may be a sign of an offer: `because` is the reason a person reads
    at the end. It may report signs of what happened, and hint at a profile:
    both are for operators only.
    """

    id: Name
    label: str = Field(min_length=1)
    to: Target | None = None
    do: tuple[Action, ...] = ()
    priority: PriorityName | None = None
    style: Literal["primary", "danger"] | None = None
    sign: SignColour | None = None
    because: str | None = Field(default=None, min_length=1)
    reports: tuple[SignId, ...] = ()
    profile: ProfileName | None = None


class Question(Model):
    """Marks a step as a question; both ways out of it are always on screen."""

    number: int = Field(ge=1)
    of: int = Field(ge=1)
    skip: Target
    stop: Target


class AskedWord(Model):
    """Marks a step that waits for a word of the person's own; `unfit` asks for another one."""

    word: OwnWord
    then: Target
    unfit: Target


class Step(Model):
    """One screen: a title, a few paragraphs, choices."""

    title: str | None = None
    say: tuple[Told, ...] = Field(min_length=1)
    # Facts that are phone lines, each shown with hours, languages and cost.
    lines: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    question: Question | None = None
    asks: AskedWord | None = None
    # "code" is where a code is typed; "languages" lists the languages themselves as
    # choices; "signs" lists the reasons of the answers given in this script, the red
    # ones first; "pages" lists the pages that were found for somebody's words; "zones"
    # lists the places whose clocks differ, and where a choice of one leads is `then`.
    # "agency" is where the name of an agency is written, "agencies" where what the lists say of
    # it is read, and "complaint" lists the same agencies, to report one of them.
    # "follows" lists the topics that the person follows, each to its own screen.
    # "consent" asks whether something may be shared, "wish" whether its outcome is wanted, and
    # "agreed" lists what may be, each with a button to take it back.
    kind: StepKind = "screen"
    then: Target | None = None
    # Sensitive screens cannot be forwarded or saved from the chat.
    sensitive: bool = False
    # "none" only where Back, Home, Help and Leave would make no sense yet.
    furniture: Literal["full", "none"] = "full"
    # What a translator must know: danger, tone, who reads over the shoulder.
    note: str | None = None


class Script(Model):
    """One conversation as its file tells it."""

    script: Name
    about: str = Field(min_length=1)
    start: Name
    steps: dict[Name, Step]

    @property
    def revision(self) -> str:
        """Twelve hexadecimal digits that change whenever anything in it changes."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]
