"""Passwords and codes of staff: hard to guess, slow to try, and never kept as they are."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

if TYPE_CHECKING:
    from datetime import datetime

# NIST SP 800-63B-4 and OWASP ASVS 5.0, 6.2: long is what counts, and nothing well known.
SHORTEST, LONGEST = 12, 128
# zxcvbn's scale ends at 4; 3 needs more than 10^8 guesses, with its lists of the most used ones.
HARD_ENOUGH = 3
# It looks at no more than this.
LOOKED_AT = 72
# What everybody here would try first.
OURS = ("hotline", "desk", "operator", "supervisor")
# So many letters must be left where these words and one's own name are taken out.
LEFT_WITHOUT_OURS = 8
# Each takes 64 MiB of memory: more at once would let strangers fill it.
AT_ONCE = 2
STEP = timedelta(seconds=30)
# A phone's clock may be a step off.
STEPS_OFF = (0, -1, 1)
INVITATION_BYTES = 10
TOKEN_BYTES = 32


class TooEasy(Exception):
    """The password is short, long without end, or among those that are guessed first."""


@dataclass(frozen=True, slots=True)
class Passwords:
    """Makes and checks slow hashes, a few at a time, beside the event loop."""

    hasher: PasswordHasher = field(default_factory=PasswordHasher)
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    # Checked where there is no account, so that a stranger cannot tell by the time it takes.
    _nobody: list[str] = field(default_factory=list)

    async def hashed(self, password: str, name: str) -> str:
        """Return the hash of a new password; raises TooEasy."""
        if not SHORTEST <= len(password) <= LONGEST or _guessed_soon(password, name):
            raise TooEasy
        async with self._room:
            return await asyncio.to_thread(self.hasher.hash, password)

    async def match(self, known: str | None, given: str) -> bool:
        """Say whether a password is the one; takes as long where nothing is known."""
        async with self._room:
            return await asyncio.to_thread(self._match, known, given[:LONGEST])

    def _match(self, known: str | None, given: str) -> bool:
        if not self._nobody:
            self._nobody.append(self.hasher.hash(secrets.token_urlsafe()))
        try:
            self.hasher.verify(known or self._nobody[0], given)
        except (VerificationError, InvalidHashError):
            return False
        return known is not None


def _guessed_soon(password: str, name: str) -> bool:
    score: int = zxcvbn(password[:LOOKED_AT], user_inputs=[name, *OURS])["score"]
    rest = password.casefold()
    for word in (name, *OURS):
        rest = rest.replace(word, "")
    return score < HARD_ENOUGH or len(rest) < LEFT_WITHOUT_OURS


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return which half minute a code belongs to, or None when it is not one of these."""
    told = code.replace(" ", "")
    current = int(now.timestamp() // STEP.total_seconds())
    for off in STEPS_OFF:
        expected = pyotp.TOTP(secret).generate_otp(current + off)
        if secrets.compare_digest(expected.encode(), told.encode()):
            return current + off
    return None


def code_now(secret: str, now: datetime) -> str:
    """Return the code of this half minute, as an authenticator shows it."""
    return pyotp.TOTP(secret).at(now)


def new_secret() -> str:
    """Return what an authenticator makes its codes from."""
    return pyotp.random_base32()


def enrolment(secret: str, name: str) -> str:
    """Return the address an authenticator reads from a QR code; it says nothing of what we do."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Desk")


def new_invitation() -> str:
    """Return a code of 80 bits made by chance, easy to read out."""
    return secrets.token_hex(INVITATION_BYTES)


def new_token() -> str:
    """Return the token of a sign-in: 256 bits made by chance."""
    return secrets.token_urlsafe(TOKEN_BYTES)
