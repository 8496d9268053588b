"""What is said around campaigns and emergencies: on a phone, and on the pages of the desk."""

from __future__ import annotations

from dialogs.words.text import Text

OFFERED = Text(
    "campaign.offered",
    "A page for you to read now:",
    "Above a button with the title of a page that the person asked to get at its time.",
)
