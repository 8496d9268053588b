from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.domain.address import Address
from hotline.storage.sealing import (
    Index,
    KeyUnusable,
    Root,
    Seal,
    SealBroken,
    make_root_key,
    read_root_key,
)
from hotline.storage.sealing.seal import BUCKETS

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


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealBroken):
        Seal(b"o" * 32).open(SEAL.seal(b"words", "row"), "row")


def test_another_root_finds_nobody() -> None:
    here, there = Index(Root(bytes(range(32)))), Index(Root(bytes(range(1, 33))))

    assert here.blind(Address(5)) != there.blind(Address(5))
    assert here.code("word", "apple") != here.code("other", "apple")


@given(st.integers(0, BUCKETS[-1] * 3))
def test_the_length_of_what_was_said_does_not_show(length: int) -> None:
    alike = [len(SEAL.seal(b"x" * each, "row")) for each in (length, max(length - 1, 0))]
    buckets = {len(SEAL.seal(b"x" * (size - 4), "row")) for size in BUCKETS}

    assert alike[0] in buckets or alike[0] % BUCKETS[-1] == len(SEAL.seal(b"", "")) - BUCKETS[0]
    assert alike[1] <= alike[0]


def test_sealing_twice_never_looks_the_same() -> None:
    assert SEAL.seal(b"words", "row") != SEAL.seal(b"words", "row")


def test_an_address_never_shows_itself() -> None:
    address = Address(987654321)

    assert "987654321" not in f"{address} {address!r} {[address]}"


def test_a_new_root_key_is_for_its_owner_only_and_is_never_made_twice(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "root.key"
    make_root_key(path)
    first = path.read_bytes()

    assert not make_root_key(path)

    assert path.read_bytes() == first
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
        Root(b"short")


@pytest.mark.parametrize(
    "example", [b"\0" * 32, b"example-key-example-key-example!", b"0123456789" * 3 + b"01"]
)
def test_a_root_key_that_was_typed_is_refused(example: bytes) -> None:
    with pytest.raises(KeyUnusable, match="not made by chance"):
        Root(example)


def test_a_root_key_beside_the_data_is_refused(tmp_path: Path) -> None:
    make_root_key(tmp_path / "postgres" / "root.key")
    make_root_key(tmp_path / "root.key")

    with pytest.raises(KeyUnusable, match="beside the data"):
        read_root_key(tmp_path / "postgres" / "root.key", data=tmp_path / "postgres")
    read_root_key(tmp_path / "root.key", data=tmp_path / "postgres")
