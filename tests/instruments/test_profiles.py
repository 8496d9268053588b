"""Profiles: a set with next steps, and never the consulate of a state that is feared."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from dialogs.engine.script import ProfileName
from dialogs.instruments import shelf
from dialogs.instruments.profiles import NO_CONSULATE, Profile, partners

PROFILES = shelf.profiles()


def test_every_profile_a_script_may_name_has_next_steps_and_partners() -> None:
    assert {profile.id for profile in PROFILES} == {*get_args(ProfileName)}


@given(st.lists(st.sampled_from(PROFILES), unique_by=lambda each: each.id))
def test_whoever_fears_their_state_is_never_sent_to_its_consulate(found: list[Profile]) -> None:
    kinds = partners(tuple(found))
    afraid = any(profile.id in NO_CONSULATE for profile in found)
    working = any(profile.id == "labour_migrant" for profile in found)

    assert ("consulate" in kinds) == (working and not afraid)


def test_a_trafficked_person_with_an_asylum_claim_is_referred_to_both() -> None:
    both = tuple(
        profile for profile in PROFILES if profile.id in {"possible_victim", "asylum_seeker"}
    )

    assert {"shelter", "asylum_office"} <= {*partners(both)}
