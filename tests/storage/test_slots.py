"""The public files of the door: enough to keep a message, and to open none."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from hotline.domain.address import Address
from hotline.storage.sealing import Index, NoSlot, Root, Slots, letterbox
from hotline.storage.sealing.slots import AHEAD

if TYPE_CHECKING:
    from pathlib import Path

    from hotline.storage.sealing import Keystore

TODAY = date(2026, 11, 24)


@pytest.fixture
def slots(tmp_path: Path, keystore: Keystore) -> Slots:
    put_out = Slots(tmp_path / "letterbox")
    put_out.put_out(keystore, TODAY)
    return put_out


def test_what_is_dropped_into_a_slot_is_opened_with_the_keystore(
    slots: Slots, keystore: Keystore
) -> None:
    dropped = letterbox.drop(b"words", "row", TODAY, slots.slot(TODAY))

    assert letterbox.empty(dropped, "row", keystore) == b"words"


def test_the_door_knows_a_repetition_and_a_chat_as_the_desk_does(
    slots: Slots, keystore: Keystore
) -> None:
    chat = Address(5)

    assert slots.marks.fingerprint(b"{}") == keystore.marks.fingerprint(b"{}")
    assert slots.marks.lane(chat) == keystore.marks.lane(chat)


def test_nobody_is_found_in_the_database_with_what_the_door_has(slots: Slots, root: Root) -> None:
    chat = Address(5)

    assert slots.marks.lane(chat) != Index(root).blind(chat)


def test_there_are_slots_for_as_long_as_a_desk_may_stay_locked_and_then_none(
    slots: Slots,
) -> None:
    slots.slot(TODAY + AHEAD)

    with pytest.raises(NoSlot):
        slots.slot(TODAY + AHEAD + timedelta(days=1))


def test_slots_of_days_that_are_over_are_taken_in(slots: Slots, keystore: Keystore) -> None:
    slots.put_out(keystore, TODAY + timedelta(days=1))

    with pytest.raises(NoSlot):
        slots.slot(TODAY)


def test_only_the_owner_and_their_group_may_look(slots: Slots) -> None:
    for path in (slots.folder, *slots.folder.iterdir()):
        assert not path.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP)


def test_once_they_are_taken_in_nothing_more_is_sealed(slots: Slots) -> None:
    slots.take_in()

    with pytest.raises(NoSlot):
        slots.slot(TODAY)
