"""What staff read about passkeys."""

from __future__ import annotations

from dialogs.words.text import Text

_BUTTON = "A button on a page for staff. Short."

SIGN_IN = Text("desk.passkey.sign_in", "Sign in with a passkey", _BUTTON)
TITLE = Text(
    "desk.passkey.title",
    "Passkeys",
    "Passkeys sign somebody in with the finger, face or PIN of their own device.",
)
WHY = Text(
    "desk.passkey.why",
    "A passkey signs you in with your device's finger, face or PIN. Other sign-ins end.",
)
LABEL = Text("desk.passkey.label", "Name of the device")
ADD = Text("desk.passkey.add", "Add a passkey", _BUTTON)
REMOVE = Text("desk.passkey.remove", "Remove", "A button beside a passkey.")
FAILED = Text("desk.passkey.failed", "The device did not answer. Try again.")
NOT_SIGNED_IN = Text("desk.passkey.not_signed_in", "This passkey did not work here.")
NOT_ADDED = Text("desk.passkey.not_added", "This passkey could not be added. Try again.")
