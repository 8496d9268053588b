"""Lists of message numbers, as several methods take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.sandbox.parameters import loaded, whole
from hotline.sandbox.refusals import Refused

if TYPE_CHECKING:
    from hotline.sandbox.parameters import Parameters

AT_MOST = 100
LARGEST = 2**31 - 1


def read_numbers(parameters: Parameters) -> list[int]:
    """Return a call's `message_ids`; raises `Refused` for an empty, long or odd list."""
    told = parameters.text("message_ids")
    if not told:
        raise Refused("message identifiers are not specified")
    try:
        numbers = loaded(told)
    except ValueError:
        raise Refused("can't parse message_ids JSON object") from None
    if not isinstance(numbers, list):
        raise Refused("expected an Array of message identifiers")
    if not numbers:
        raise Refused("message identifiers are not specified")
    if len(numbers) > AT_MOST:
        raise Refused("too many message identifiers specified")
    return [_number(number) for number in numbers]


def _number(told: object) -> int:
    if isinstance(told, bool) or not isinstance(told, int | str):
        raise Refused("message identifier must be a Number")
    number = told if isinstance(told, int) else whole(told)
    if number is None or not 0 < number <= LARGEST:
        raise Refused("invalid message identifier specified")
    return number
