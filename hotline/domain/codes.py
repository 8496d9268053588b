"""Codes that a person writes on paper and types again: short, forgiving, hard to guess.

Thirteen symbols made by chance and two that catch a slip, in the alphabet of Crockford's
base 32 (crockford.com/base32.html): it has no I, L, O and U. What looks alike is read
alike: small letters, Cyrillic and Greek ones, digits of any script, lines and spaces.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# 65 bits: a million guesses a second need half a million years to find the half of them.
SYMBOLS = 13
CODE_BITS = 5 * SYMBOLS
CHECKS = 2
GROUP = 5
# The largest prime that two symbols can tell: one wrong symbol or two changed places are seen.
PRIME = 1021
# So that a mistyped code is told from words, which are kept and answered.
DIGITS = 2

ALIKE = {
    **dict(zip("ILOU", "110V", strict=True)),
    **dict(zip("АВЕЗКМНОРСТУХІЅЈҮҚ", "ABE3KMH0PCTYX1SJYK", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZH1KMN0PTYX", strict=True)),
}

# Long enough to change the phone and find a quiet hour, short enough for paper to be lost.
CODE_LIVES = timedelta(days=30)

# Slips cost nothing; whoever goes on guessing waits twice as long each time.
FREE_TRIES = 3
FIRST_WAIT = timedelta(minutes=10)
LONGEST_WAIT = timedelta(days=1)
TRIES_COUNT_FOR = timedelta(days=1)
# All people together: far more than a region's lost phones, nothing against 65 bits.
OVERALL_TRIES = 100
OVERALL_COUNT_FOR = timedelta(hours=1)


def code_of(number: int) -> str:
    """Return the code of a number of 65 bits, with its checks, in groups."""
    symbols = _symbols(number, SYMBOLS) + _symbols(number % PRIME, CHECKS)
    return "-".join(symbols[place : place + GROUP] for place in range(0, len(symbols), GROUP))


def read_code(typed: str) -> str | None:
    """Return the symbols of a code however it was typed, or None for what is no code of ours."""
    symbols = _plain(typed)
    if len(symbols) != SYMBOLS + CHECKS or not set(symbols) <= set(ALPHABET):
        return None
    number = _number(symbols[:SYMBOLS])
    return symbols if _number(symbols[SYMBOLS:]) == number % PRIME else None


def looks_like_code(typed: str) -> bool:
    """Say whether somebody seems to have tried to type a code."""
    symbols = _plain(typed)
    near = abs(len(symbols) - SYMBOLS - CHECKS) <= CHECKS
    mixed = DIGITS <= _digits(typed) < len(symbols)
    return near and mixed and set(symbols) <= set(ALPHABET)


def is_unlike_words(code: str) -> bool:
    """Say whether a code has so many digits that one slip leaves it unlike words."""
    return _digits(code) > DIGITS


def may_try(own: Sequence[datetime], overall: int, now: datetime) -> bool:
    """Say whether one more code may be looked up.

    `own` are the person's tries of the last day, oldest first; `overall` is how many
    all people made in the last hour.
    """
    if overall >= OVERALL_TRIES:
        return False
    if len(own) < FREE_TRIES:
        return True
    wait: timedelta = min(FIRST_WAIT * 2 ** (len(own) - FREE_TRIES), LONGEST_WAIT)
    return now - own[-1] >= wait


def ends_on(now: datetime) -> date:
    """Return the last day of a code made now."""
    return (now + CODE_LIVES).date()


def _plain(typed: str) -> str:
    letters = unicodedata.normalize("NFKC", typed).upper()
    return "".join(_symbol(letter) for letter in letters if letter.isalnum())


def _symbol(letter: str) -> str:
    digit = unicodedata.digit(letter, None)
    return str(digit) if digit is not None else ALIKE.get(letter, letter)


def _symbols(number: int, length: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def _number(symbols: str) -> int:
    number = 0
    for symbol in symbols:
        number = number << 5 | ALPHABET.index(symbol)
    return number


def _digits(typed: str) -> int:
    return sum(letter.isdigit() for letter in typed)
