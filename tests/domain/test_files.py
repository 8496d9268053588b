"""How far a file comes, and what of a voice message may be played."""

from __future__ import annotations

from itertools import product

import pytest

from hotline.domain.files import (
    BYTES_A_DAY,
    FILES_A_DAY,
    LARGEST,
    SMALL,
    Attached,
    FileKind,
    FileState,
    Happened,
    NoSuchMove,
    Spent,
    first_state,
    moved,
)
from hotline.domain.ogg import NotAVoice, bare_voice, written
from hotline.sandbox.files import Files

VOICE = Files().sample("voice").content
CANARY = b"canary"


@pytest.mark.parametrize(("state", "happened"), list(product(FileState, Happened)))
def test_only_a_wanted_file_comes_and_only_one_that_is_not_here_is_asked_for(
    state: FileState, happened: Happened
) -> None:
    here_or_hopeless = {FileState.WANTED, FileState.FETCHED, FileState.TOO_LARGE}
    if happened is Happened.ASKED:
        allowed = state not in here_or_hopeless
    else:
        allowed = state is FileState.WANTED

    if allowed:
        assert moved(state, happened) is not state
    else:
        with pytest.raises(NoSuchMove):
            moved(state, happened)


def test_a_place_is_here_at_once_and_a_file_waits_until_somebody_needs_it() -> None:
    assert first_state(Attached(FileKind.PLACE, place=(38.5, 68.7))) is FileState.FETCHED
    assert first_state(Attached(FileKind.PHOTO, "handle", 1)) is FileState.ANNOUNCED
    assert first_state(Attached(FileKind.VIDEO, "handle", LARGEST + 1)) is FileState.TOO_LARGE


@pytest.mark.parametrize(
    ("kind", "size", "by_itself"),
    [
        (FileKind.PHOTO, SMALL, True),
        (FileKind.VOICE, 1, True),
        (FileKind.VOICE, SMALL + 1, False),
        (FileKind.PHOTO, None, False),
        (FileKind.DOCUMENT, 1, False),
    ],
)
def test_only_small_photos_and_voices_come_by_themselves(
    kind: FileKind, size: int | None, *, by_itself: bool
) -> None:
    assert Attached(kind, "handle", size).comes_by_itself is by_itself


def test_a_day_has_room_for_so_many_files_and_bytes_and_no_more() -> None:
    assert Spent(FILES_A_DAY - 1, BYTES_A_DAY - 10).has_room(10)
    assert not Spent(FILES_A_DAY, 0).has_room(None)
    assert not Spent(0, BYTES_A_DAY - 10).has_room(11)


def with_tags(tags: bytes) -> bytes:
    """A voice with comments of ours."""
    head, rest = VOICE.split(b"OpusTags")[0][:47], VOICE[VOICE.index(b"OggS", 60) :]
    return head + written(0, 0, 1, 1, [b"OpusTags" + tags]) + rest


def test_a_voice_is_played_without_what_its_comments_say() -> None:
    told = with_tags(CANARY * 3)
    bare = bare_voice(told)

    assert CANARY in told
    assert CANARY not in bare
    assert bare_voice(bare) == bare


@pytest.mark.parametrize(
    "odd",
    [
        b"",
        b"RIFF" + VOICE,
        VOICE[:-1],
        VOICE[:60],
        VOICE + b"<html>",
        VOICE + VOICE,
        VOICE.replace(b"OpusHead", b"vorbis.."),
        VOICE.replace(b"OpusTags", b"OpusHead"),
        VOICE[:47] + VOICE[VOICE.index(b"OggS", 60) :],
        VOICE[:47]
        + written(0, 0, 1, 1, [b"OpusTags", CANARY])
        + VOICE[VOICE.index(b"OggS", 60) :],
    ],
)
def test_what_is_not_built_as_telegrams_voice_is_not_played(odd: bytes) -> None:
    with pytest.raises(NotAVoice):
        bare_voice(odd)
