from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.domain.address import Address
from hotline.storage.sealing import (
    KeyUnusable,
    Seal,
    SealBroken,
    make_root_key,
    read_root_key,
)

if TYPE_CHECKING:
    from pathlib import Path

SEAL = Seal(b"r" * 32)


@given(st.binary(max_size=200), st.text(max_size=30))
def test_what_is_sealed_opens_for_the_same_row_only(plain: bytes, about: str) -> None:
    sealed = SEAL.seal(plain, about)

    assert SEAL.open(sealed, about) == plain
    with pytest.raises(SealBroken):
        SEAL.open(sealed, about + "x")


@given(st.data())
def test_one_changed_bit_breaks_the_seal(data: st.DataObject) -> None:
    sealed = bytearray(SEAL.seal(b"words", "row"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(SealBroken):
        SEAL.open(bytes(sealed), "row")


def test_another_root_key_opens_and_finds_nothing() -> None:
    other = Seal(b"o" * 32)

    with pytest.raises(SealBroken):
        other.open(SEAL.seal(b"words", "row"), "row")
    assert other.blind(Address(5)) != SEAL.blind(Address(5))


def test_sealing_twice_never_looks_the_same() -> None:
    assert SEAL.seal(b"words", "row") != SEAL.seal(b"words", "row")


def test_an_address_never_shows_itself() -> None:
    address = Address(987654321)

    assert "987654321" not in f"{address} {address!r} {[address]}"


def test_a_new_root_key_is_for_its_owner_only_and_is_never_made_twice(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "root.key"
    make_root_key(path)
    first = read_root_key(path)

    make_root_key(path)

    assert read_root_key(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o644])
def test_a_root_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "root.key"
    make_root_key(path)
    path.chmod(mode)

    with pytest.raises(KeyUnusable, match="owner only"):
        read_root_key(path)


def test_a_missing_or_short_root_key_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KeyUnusable, match="no readable root key"):
        read_root_key(tmp_path / "none")
    with pytest.raises(KeyUnusable, match="exactly 32 bytes"):
        Seal(b"short")
