from __future__ import annotations

import stat
import threading
import uuid
from datetime import date
from typing import TYPE_CHECKING

import pytest

from hotline.storage.sealing import (
    KeyDestroyed,
    Keystore,
    KeyUnusable,
    Root,
    SealBroken,
    letterbox,
)

if TYPE_CHECKING:
    from pathlib import Path

DAY, LATER = date(2026, 11, 24), date(2026, 11, 25)


def drop(keystore: Keystore, day: date = DAY, about: str = "row") -> bytes:
    return letterbox.drop(b"words", about, day, keystore.on(day).letterbox.public_key())


def test_every_copy_of_the_program_uses_the_same_key_of_a_day(tmp_path: Path, root: Root) -> None:
    copies = [Keystore(tmp_path, root) for _ in range(8)]
    sealed: list[bytes] = []
    threads = [
        threading.Thread(target=lambda one=one: sealed.append(one.on(DAY).wrapping.seal(b"k", "")))
        for one in copies
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [Keystore(tmp_path, root).of(DAY).wrapping.open(each, "") for each in sealed] == [
        b"k"
    ] * 8
    assert [path.name for path in tmp_path.iterdir()] == ["2026-11-24.key"]


def test_a_days_key_is_for_its_owner_only(keystore: Keystore) -> None:
    keystore.on(DAY)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in keystore.folder.iterdir()}

    assert modes == {0o400}
    assert stat.S_IMODE(keystore.folder.stat().st_mode) == 0o700


def test_a_keystore_without_its_root_is_worthless(keystore: Keystore) -> None:
    keystore.on(DAY)

    with pytest.raises(SealBroken):
        Keystore(keystore.folder, Root(bytes(range(1, 33)))).of(DAY)


def test_what_a_destroyed_key_sealed_never_opens_again(keystore: Keystore, root: Root) -> None:
    sealed = drop(keystore)
    assert letterbox.empty(sealed, "row", keystore) == b"words"
    keystore.on(LATER)

    keystore.destroy(DAY)

    for copy in (keystore, Keystore(keystore.folder, root)):
        assert copy.days() == [LATER]
        with pytest.raises(KeyDestroyed):
            letterbox.empty(sealed, "row", copy)


def test_what_arrived_opens_for_its_own_row_only(keystore: Keystore) -> None:
    sealed = drop(keystore)

    for wrong in (sealed[:-1], b"\x02" + sealed[1:], b"", sealed[:1] + b"\0" * 4):
        with pytest.raises(SealBroken):
            letterbox.empty(wrong, "row", keystore)
    with pytest.raises(SealBroken):
        letterbox.empty(sealed, "another row", keystore)


def test_the_burial_list_outlives_a_line_cut_short(keystore: Keystore) -> None:
    first, second = uuid.uuid4(), uuid.uuid4()
    keystore.bury([first])
    with (keystore.folder / "buried").open("a") as file:
        file.write("1234")

    assert keystore.buried() == {first}
    keystore.bury([])
    assert second not in keystore.buried()
    keystore.bury([second])
    assert keystore.buried() == {first, second}, "what a crash cut short spoils no later line"


def test_another_root_key_is_noticed_before_anything_is_sealed_with_it(
    keystore: Keystore,
) -> None:
    other = Keystore(keystore.folder, Root(bytes(range(1, 33))))
    other.refuse_another_root()  # an empty folder is anybody's
    keystore.on(DAY)

    keystore.refuse_another_root()
    with pytest.raises(KeyUnusable, match="does not open the keystore"):
        other.refuse_another_root()
