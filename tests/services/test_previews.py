"""What may be shown of a picture: its dots and nothing else, whatever somebody sent."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from hotline.domain.files import Attached, FileKind
from hotline.sandbox.files import Files
from hotline.services import previews
from hotline.services.previews import preview, where_taken
from tests.services.pictures import CANARY, DUSHANBE, bomb, photo, polyglot, wide

DOCUMENT = Attached(FileKind.DOCUMENT, "handle")


@pytest.mark.parametrize("sent", [photo(), polyglot()])
async def test_a_picture_is_drawn_anew_upright_and_says_nothing_of_where_or_who(
    sent: bytes,
) -> None:
    drawn = await preview(DOCUMENT, sent)

    assert CANARY.encode() in sent
    assert drawn is not None
    assert drawn[:4] + drawn[8:12] == b"RIFFWEBP"
    assert not any(each in drawn for each in (CANARY.encode(), b"EXIF", b"XMP", b"ICCP", b"<html"))
    assert Image.open(BytesIO(drawn)).size == (300, 400)
    assert await where_taken(sent) == DUSHANBE
    assert await where_taken(drawn) is None


@pytest.mark.parametrize(
    "sent",
    [
        bomb(),
        wide(),
        bomb(6000, 6000),  # few enough dots, and none of them there
        photo()[:800],
        b"\xff\xd8\xff" + b"<html>" * 100,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"",
    ],
)
async def test_a_bomb_a_broken_picture_and_what_is_none_show_nothing(sent: bytes) -> None:
    assert await preview(DOCUMENT, sent) is None
    assert await where_taken(sent) is None


async def test_a_voice_is_shown_and_a_video_is_not() -> None:
    voice = Files().sample("voice").content

    assert await preview(Attached(FileKind.VOICE, "handle"), voice)
    assert await preview(Attached(FileKind.VOICE, "handle"), photo()) is None
    assert await preview(Attached(FileKind.VIDEO, "handle"), voice) is None


async def test_who_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "PATIENCE_SECONDS", 0.01)

    assert await preview(DOCUMENT, photo()) is None
