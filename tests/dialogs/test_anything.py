"""Any sequence of events ends, never raises, and leaves a conversation that can be read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.engine import Conversation, Library, Talk, advance, at_rest, screen_at
from dialogs.engine import events as happened
from dialogs.words.languages import LANGUAGES
from tests.dialogs.scenes import GONE, NOON, REAL, press

if TYPE_CHECKING:
    from dialogs.engine import Turn

TOKENS = sorted(
    {
        button.token
        for place in REAL.places()
        if (screen := screen_at(REAL, place))
        for row in screen.rows
        for button in row
    }
    | {f"lang.any.{language}" for language in LANGUAGES}
    | {f"any.any.{name}" for name in ("erase", "person", "language", "gone")}
)

PLAIN = (
    happened.Arrived,
    happened.LeaveRequested,
    happened.EraseRequested,
    happened.LanguageRequested,
    happened.PersonRequested,
    happened.HelpRequested,
    happened.PrivacyRequested,
    happened.HomeRequested,
    happened.BackRequested,
    happened.HumanJoined,
    happened.TalkClosed,
)

presses = st.sampled_from(TOKENS).map(press)
strange_presses = st.builds(
    happened.ChoicePressed, at=st.just(NOON), script=st.text(), step=st.text(), choice=st.text()
)
messages = st.builds(
    happened.MessageReceived, at=st.just(NOON), kind=st.sampled_from(happened.Kind)
)
plain = st.sampled_from([event(at=NOON) for event in PLAIN])
anything = st.lists(st.one_of(presses, presses, plain, messages, strange_presses), max_size=12)

places = st.sampled_from([None, *REAL.places(), *GONE])
anywhere = st.builds(
    Conversation,
    language=st.sampled_from([None, *LANGUAGES]),
    place=places,
    trail=st.lists(st.sampled_from([*REAL.places(), *GONE]), max_size=3).map(tuple),
    talk=st.sampled_from(Talk),
)


def sound(library: Library, turn: Turn) -> bool:
    """The conversation can be read back, and a screen shown is where the person stands."""
    kept = Conversation.from_json(turn.conversation.to_json()) == turn.conversation
    left = turn.conversation == at_rest()
    there = turn.screen is None or left or turn.screen.place == turn.conversation.place
    known = turn.screen is None or library.find(turn.screen.place) is not None
    return kept and there and known


@settings(max_examples=30, deadline=None)
@given(standing=anywhere, sequence=anything)
def test_anything_may_happen_in_any_order(
    standing: Conversation, sequence: list[happened.Event]
) -> None:
    for event in sequence:
        turn = advance(REAL, standing, event)
        standing = turn.conversation

        assert sound(REAL, turn), event


@settings(max_examples=20, deadline=None)
@given(standing=anywhere)
def test_leaving_works_whatever_the_state(standing: Conversation) -> None:
    turn = advance(REAL, standing, happened.LeaveRequested(at=NOON))

    assert turn.conversation == at_rest()


@settings(max_examples=20, deadline=None)
@given(written=st.text())
def test_any_text_is_a_conversation_or_a_fresh_start(written: str) -> None:
    assert Conversation.from_json(written) == at_rest()
