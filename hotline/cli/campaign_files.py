"""A campaign as a file: YAML with one text per language, read strictly."""

from __future__ import annotations

from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dialogs.notation import loaded
from dialogs.words.languages import LANGUAGES
from hotline.domain.campaign import Audience, Missing
from hotline.services.campaigning import Draft


class Unreadable(ValueError):
    """The file is not a campaign; `faults` say where."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


class CampaignFile(BaseModel):
    """What the file may say; a misspelt field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    topic: str
    origin: str | None = None
    languages: tuple[str, ...] = tuple(LANGUAGES)
    missing: Literal["wait", "fallback", "skip"] = "wait"
    posts: bool = False
    texts: dict[str, str] = Field(default_factory=dict)


def read_draft(raw: bytes) -> Draft:
    """Return the campaign a file holds; raises Unreadable."""
    try:
        told = CampaignFile.model_validate(loaded(raw.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise Unreadable(["The file is not in UTF-8."]) from None
    except yaml.YAMLError as error:
        raise Unreadable([f"This is not YAML: {' '.join(str(error).split())}"]) from None
    except ValidationError as error:
        faults = [
            f"{'.'.join(map(str, each['loc'])) or 'file'}: {each['msg']}"
            for each in error.errors()
        ]
        raise Unreadable(faults) from None
    return Draft(
        name=told.name,
        audience=Audience(told.topic, told.languages, told.origin),
        texts={language: words.strip() for language, words in told.texts.items()},
        missing=Missing(told.missing),
        posts=told.posts,
    )
