"""What the files of search words hold: `dialogs/search/words` and `dialogs/search/danger`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

Tongue = Literal["kk", "ky", "tg", "tk", "uz", "ru", "en", "fa_AF"]
PageName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,19}:[a-z][a-z0-9_]{0,19}$")]
Phrase = Annotated[str, Field(min_length=2, max_length=80)]
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1)]


class PageWords(RootModel[dict[PageName, dict[Tongue, Phrases]]]):
    """What people really type when they look for a page, by page and language."""


class DangerWords(BaseModel):
    """One language's words that mean now; a word that ends in * may go on in any way.

    `heavy` phrases say that somebody may want to die. `harmless` phrases are
    taken out first: to be bored to death is no danger.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Tongue
    heavy: Phrases
    danger: Phrases
    harmless: tuple[Phrase, ...] = ()
