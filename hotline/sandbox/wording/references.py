"""Character references of Telegram's HTML: four names and numbers, nothing else.

Any other `&` is an ordinary character; the semicolon is optional (tdlib/td,
MessageEntity.cpp `decode_html_entity`).
"""

from __future__ import annotations

import re

NAMES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+))|([a-zA-Z]+));?")
# A longer reference stays as it is written.
LONGEST_NUMBER = 10
LAST = 0x10FFFF


def decoded(text: str) -> str:
    """Return a text with its references replaced by characters."""
    return REFERENCE.sub(_character, text)


def reference_at(text: str, at: int) -> tuple[str, int]:
    """Return the character that a `&` at this place stands for, and where it ends."""
    found = REFERENCE.match(text, at)
    return ("&", at + 1) if found is None else _told(found)


def _told(found: re.Match[str]) -> tuple[str, int]:
    character = _character(found)
    return (character, found.end()) if character != found.group() else ("&", found.start() + 1)


def _character(found: re.Match[str]) -> str:
    whole = found.group()
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        return NAMES.get(name, whole)
    if len(whole.removesuffix(";")) >= LONGEST_NUMBER:
        return whole
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < LAST else whole
