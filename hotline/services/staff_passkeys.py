"""Signing in with a passkey: a device proves that it holds the key and that it knows its owner.

A passkey of a device that asks for a finger, a face or a PIN is two factors in
one and cannot be given away on a false page (W3C Web Authentication, level 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from hotline.domain.passkey import LONGEST_LABEL, MOST, QUESTION_LIVES, Passkey
from hotline.services.staff_accounts import SignInRefused
from hotline.services.staff_passwords import new_token

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from webauthn.helpers.structs import AuthenticationCredential, RegistrationCredential

    from hotline.domain.staff import Member, Session
    from hotline.storage.books import Books, Database

# What a phone shows beside the passkey: it says nothing of what we do.
SHOWN_NAME = "Desk"
PATIENCE_MS = int(QUESTION_LIVES.total_seconds() * 1000)
VERIFIED = UserVerificationRequirement.REQUIRED
# What the library says of an answer that no browser of ours gave.
NONSENSE = (WebAuthnException, ValueError, KeyError, TypeError)


class PasskeyRefused(Exception):
    """The device's answer is none to our question, or there are passkeys enough."""


@dataclass(frozen=True, slots=True)
class PasskeyDoor:
    """Passkeys of one desk; `origin` is its address, to whose host a passkey is bound."""

    database: Database
    origin: str
    clock: Callable[[], datetime]

    @property
    def host(self) -> str:
        """Return the name of the desk's host, without a port."""
        return urlsplit(self.origin).hostname or ""

    async def of(self, member: Member) -> Sequence[Passkey]:
        """Return a member's passkeys."""
        async with self.database.books() as books:
            return await books.passkeys.of_member(member.id)

    async def offer(self, session: Session) -> str:
        """Return what a device needs to become a passkey of this member, as JSON."""
        member = session.member
        async with self.database.books() as books:
            known = await books.passkeys.of_member(member.id)
            options = generate_registration_options(
                rp_id=self.host,
                rp_name=SHOWN_NAME,
                user_id=member.id.bytes,
                user_name=member.name,
                timeout=PATIENCE_MS,
                authenticator_selection=AuthenticatorSelectionCriteria(
                    resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
                ),
                exclude_credentials=[PublicKeyCredentialDescriptor(id=each.id) for each in known],
            )
            await books.passkeys.ask(options.challenge, session.id, self.clock())
        return options_to_json(options)

    async def add(self, session: Session, answer: str, label: str) -> None:
        """Keep a device as a passkey and end every other sign-in; raises PasskeyRefused."""
        member, now = session.member, self.clock()
        told = _registration(answer)
        question = _question(told)
        async with self.database.books() as books:
            asked = await books.passkeys.asked(question, session.id, now)
        if not asked:  # and the question is spent, also where the rest fails
            raise PasskeyRefused
        identity, public_key, counter = self._registered(told, question)
        made = Passkey(identity, member.id, label[:LONGEST_LABEL], public_key, counter, now)
        async with self.database.books() as books:
            known = await books.passkeys.of_member(member.id)
            if len(known) >= MOST or await books.passkeys.named(identity):
                raise PasskeyRefused
            await books.passkeys.add(made)
            await self._changed(books, session, now)

    async def remove(self, session: Session, name: str) -> None:
        """Forget one of a member's own passkeys and end every other sign-in."""
        async with self.database.books() as books:
            if await books.passkeys.remove(_identity(name), session.member.id):
                await self._changed(books, session, self.clock())

    async def ask(self) -> str:
        """Return the question to a device that wants to sign in, as JSON; it names nobody."""
        options = generate_authentication_options(
            rp_id=self.host, timeout=PATIENCE_MS, user_verification=VERIFIED
        )
        async with self.database.books() as books:
            await books.passkeys.ask(options.challenge, None, self.clock())
        return options_to_json(options)

    async def sign_in(self, answer: str, agent: str) -> str:
        """Return the token of a new sign-in; raises SignInRefused.

        Of two answers to one question, one is refused.
        """
        now = self.clock()
        try:
            told = _authentication(answer)
            question = _question(told)
        except PasskeyRefused:
            raise SignInRefused from None
        async with self.database.books() as books:
            if await books.passkeys.asked(question, None, now):
                token = await self._signed_in(books, told, question, agent)
                if token:
                    return token
        raise SignInRefused

    async def _signed_in(
        self, books: Books, told: AuthenticationCredential, question: bytes, agent: str
    ) -> str | None:
        passkey, now = await books.passkeys.named(told.raw_id), self.clock()
        account = await books.staff.account(passkey.member) if passkey else None
        if passkey is None or account is None:
            return None
        member = account.member
        counter = self._proved(told, question, passkey)
        if counter is None or member.disabled or not member.joined:
            await books.audit.write(member.name, "sign_in", "passkey", now, "refused")
            return None
        await books.passkeys.used(passkey.id, counter, now)
        token = new_token()
        await books.sessions.begin(member.id, token, agent, now)
        await books.audit.write(member.name, "sign_in", "passkey", now)
        return token

    def _registered(
        self, told: RegistrationCredential, question: bytes
    ) -> tuple[bytes, bytes, int]:
        """Return id, public key and count of a device that answered; raises PasskeyRefused."""
        try:
            proof = verify_registration_response(
                credential=told,
                expected_challenge=question,
                expected_rp_id=self.host,
                expected_origin=self.origin,
                require_user_verification=True,
            )
        except NONSENSE:
            raise PasskeyRefused from None
        return proof.credential_id, proof.credential_public_key, proof.sign_count

    def _proved(
        self, told: AuthenticationCredential, question: bytes, passkey: Passkey
    ) -> int | None:
        """Return the device's new count, or None: a count that went back is a copied key."""
        if told.response.user_handle not in {None, passkey.member.bytes}:
            return None
        try:
            proof = verify_authentication_response(
                credential=told,
                expected_challenge=question,
                expected_rp_id=self.host,
                expected_origin=self.origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.counter,
                require_user_verification=True,
            )
        except NONSENSE:
            return None
        return proof.new_sign_count

    async def _changed(self, books: Books, session: Session, now: datetime) -> None:
        await books.sessions.end_all(session.member.id, but=session.id)
        name = session.member.name
        await books.audit.write(name, "own_passkey", name, now)


def _registration(answer: str) -> RegistrationCredential:
    try:
        return parse_registration_credential_json(answer)
    except NONSENSE:
        raise PasskeyRefused from None


def _authentication(answer: str) -> AuthenticationCredential:
    try:
        return parse_authentication_credential_json(answer)
    except NONSENSE:
        raise PasskeyRefused from None


def _question(told: RegistrationCredential | AuthenticationCredential) -> bytes:
    """Return what the device says it was asked; whether it was, the database knows."""
    try:
        return parse_client_data_json(told.response.client_data_json).challenge
    except NONSENSE:
        raise PasskeyRefused from None


def _identity(name: str) -> bytes:
    try:
        return bytes.fromhex(name)
    except ValueError:
        return b""
