from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.raw import from_body, from_object
from hotline.domain.address import Address

MESSAGE = {"update_id": 7, "message": {"chat": {"id": 5}, "text": "\ud800 \x00"}}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_the_same_update_by_polling_and_by_webhook_is_one_update() -> None:
    spaced = json.dumps(MESSAGE, indent=2).encode()

    assert from_body(spaced) == from_object(MESSAGE)


def test_an_update_names_the_chat_its_order_depends_on() -> None:
    assert from_object(MESSAGE).chat == Address(5)


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b"[" * 100_000, b"1" * 5000, b"null"])
def test_a_body_that_cannot_be_read_is_kept_as_it_came(body: bytes) -> None:
    kept = from_body(body)

    assert (kept.update_id, kept.body, kept.chat) == (0, body, None)


@pytest.mark.parametrize("number", [-1, -(2**31), 2**31, 2**63, 10**40, True, "7", None, 1.5])
def test_a_number_that_is_not_telegrams_confirms_nothing(number: object) -> None:
    assert from_object({"update_id": number}).update_id == 0


@given(st.binary(max_size=300))
def test_any_bytes_at_all_become_an_update(body: bytes) -> None:
    assert isinstance(from_body(body).update_id, int)


@given(st.dictionaries(st.sampled_from(["update_id", "message", "callback_query"]), ANYTHING))
def test_any_object_at_all_becomes_an_update(told: dict[str, object]) -> None:
    assert abs(from_object(told).update_id) < 2**63
