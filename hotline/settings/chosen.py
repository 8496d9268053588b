"""Each setting, what it may be and what follows from it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from dialogs.words.languages import LANGUAGES, SOURCE
from hotline.boundaries import BOUNDARIES
from hotline.domain.retention import NOTICE, Kind, Spans
from hotline.settings.addresses import is_address, is_private
from hotline.settings.files import Files
from hotline.settings.refusal import (
    PREFIX,
    SettingsError,
    Unusable,
    require,
    require_set,
    sentence,
)

# As long as Telegram's own bound allows us to ask for: nobody guesses 32 characters.
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}", re.ASCII)
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]+", re.ASCII)
_PATH = re.compile(r"/[A-Za-z0-9_./-]*", re.ASCII)

# Nothing goes before the notice of it is over.
SHORTEST_SPAN = NOTICE.days + 1
_SPAN = f"days that {{}} is kept after anything last happened, {SHORTEST_SPAN} to 3650"


class Settings(BaseSettings):
    """Everything that differs between one installation and another."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    database_url: SecretStr | None = Field(
        default=None,
        description="the database's address, such as postgresql://name:password@host/hotline, "
        "or leave it out to use a private server",
    )
    data_dir: Path = Field(
        default=Path(".hotline"), description="a folder this program may write to"
    )
    token: SecretStr = Field(
        description="the bot's token as @BotFather gives it, such as 123456:ABC"
    )
    bot_api: str = Field(
        default="https://api.telegram.org",
        description="the address of a Bot API server, such as https://api.telegram.org",
    )
    receive: Literal["polling", "webhook"] = Field(
        default="polling", description="polling or webhook"
    )
    webhook_url: str | None = Field(
        default=None,
        description="the public https address in front of the webhook's path, such as "
        "https://hotline.example.org (needed when HOTLINE_RECEIVE is webhook)",
    )
    webhook_path: str = Field(default="/telegram", description="a path that begins with a slash")
    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="the address to listen on, such as 127.0.0.1",
    )
    port: int = Field(
        default=8081, ge=0, le=65535, description="a port from 1 to 65535, or 0 for any free one"
    )
    metrics_host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="the private address for /healthz, /readyz and /metrics, such as 127.0.0.1",
    )
    metrics_port: int = Field(
        default=8082, ge=0, le=65535, description="a port from 1 to 65535, or 0 for any free one"
    )
    webhook_secret: SecretStr | None = Field(
        default=None,
        description="32 to 256 characters of A-Z, a-z, 0-9, _ and - made by chance "
        "(needed when HOTLINE_RECEIVE is webhook)",
    )
    # A group's id is Telegram's, so it stays out of every representation.
    staff_group: int = Field(
        lt=0, repr=False, description="the staff group's id, a number below zero"
    )
    desk: str | None = Field(
        default=None,
        pattern=r"^[a-z]{2}$",
        description="the desk of the staff group, such as kz, or leave it out where one group "
        "answers in all languages",
    )
    desks_dir: Path | None = Field(
        default=None,
        description="a folder with a file for each desk, instead of the built-in ones",
    )
    partners_dir: Path | None = Field(
        default=None,
        description="a folder with the partners of each country, instead of the invented ones",
    )
    desk_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="a port from 1 to 65535 for the pages of the desk, or leave it out to have "
        "none",
    )
    desk_url: str | None = Field(
        default=None,
        description="the https address at which staff reach the desk, such as "
        "https://desk.example.org, or leave it out to use it on this machine only",
    )
    staff_language: str = Field(default=SOURCE, description=f"one of {', '.join(LANGUAGES)}")
    key_file: Path | None = Field(
        default=None, description="the file that holds the root key, outside the database"
    )
    drafts: Literal["refuse", "allow"] = Field(
        default="refuse",
        description="refuse, or allow while texts of safety or law are not approved yet",
    )
    keystore_dir: Path | None = Field(
        default=None,
        description="the folder of the days' keys, outside the database and its backups, "
        "shared by all copies of the program",
    )
    letterbox_dir: Path | None = Field(
        default=None,
        description="a folder of public keys, written by whole copies of the program and read by "
        "one that only receives",
    )
    keep_said_days: int = Field(
        default=90, ge=SHORTEST_SPAN, le=3650, description=_SPAN.format("what was said in a case")
    )
    keep_answers_days: int = Field(
        default=90, ge=SHORTEST_SPAN, le=3650, description=_SPAN.format("answers and signs")
    )
    keep_notes_days: int = Field(
        default=90, ge=SHORTEST_SPAN, le=3650, description=_SPAN.format("operators' notes")
    )
    keep_files_days: int = Field(
        default=90,
        ge=SHORTEST_SPAN,
        le=3650,
        description=_SPAN.format("files and places, never longer than the talk they were sent in"),
    )
    backup_dir: Path | None = Field(
        default=None, description="a folder on another disk or machine, where backups go"
    )
    backup_recipient: str | None = Field(
        default=None,
        pattern=r"^age1[0-9a-z]{50,}([ ,]+age1[0-9a-z]{50,})*$",
        description="who can open backups: age1… as `hotline backup init` shows it",
    )
    backup_keep: int = Field(
        default=14, ge=2, le=1000, description="how many backups stay, from 2 to 1000"
    )
    archive_key: str | None = Field(
        default=None,
        pattern=r"^[0-9a-f]{64}$",
        description="the public key of the archive, as `hotline keys archive init` shows it; "
        "without it closed talks stay readable",
    )
    archive_days: int = Field(
        default=3,
        ge=1,
        le=365,
        description="how many days after closing a talk is sealed for the archive, from 1 to 365",
    )
    log_format: Literal["json", "console"] = Field(default="json", description="json or console")
    pace: bool = Field(default=True, description="true, or false against a load tool only")
    pace_per_second: int = Field(
        default=30,
        ge=1,
        le=1000,
        description="how many messages a second Telegram takes from this bot, from 1 to 1000",
    )
    channels: str | None = Field(
        default=None,
        repr=False,
        pattern=r"^[a-zA-Z_]{2,5}=-[0-9]+([ ,]+[a-zA-Z_]{2,5}=-[0-9]+)*$",
        description="public channels for campaigns by language, such as ru=-1001,tg=-1002",
    )
    die_at: str | None = Field(
        default=None,
        description=f"one of {', '.join(BOUNDARIES)}, and only together with a sandbox token",
    )

    @property
    def public_channels(self) -> dict[str, int]:
        """Return the id of the public channel of each language that has one."""
        told = (self.channels or "").replace(",", " ").split()
        pairs = (each.partition("=") for each in told)
        return {language: int(channel) for language, _, channel in pairs}

    @property
    def root_key(self) -> Path:
        """Return where the root key lies; only `hotline demo` makes one there by itself."""
        return self.key_file or self.data_dir / "root.key"

    @property
    def keystore(self) -> Path:
        """Return the folder of the days' keys."""
        return self.keystore_dir or self.data_dir / "keystore"

    @property
    def letterbox(self) -> Path:
        """Return the folder of the public keys; raises SettingsError when there is none."""
        if self.letterbox_dir is None:
            raise SettingsError(sentence(type(self).model_fields, "letterbox_dir", "is missing"))
        return self.letterbox_dir

    @property
    def spans(self) -> Spans:
        """Return how long each kind of what we were told is kept."""
        return {
            Kind.SAID: timedelta(days=self.keep_said_days),
            Kind.ANSWERS: timedelta(days=self.keep_answers_days),
            Kind.NOTES: timedelta(days=self.keep_notes_days),
            Kind.FILES: timedelta(days=min(self.keep_files_days, self.keep_said_days)),
        }

    @property
    def private_server(self) -> Path:
        """Return the folder of the private database server."""
        return self.data_dir / "postgres"

    @property
    def webhook_address(self) -> str:
        """Return the whole address that Telegram is told; receive must be webhook."""
        if self.webhook_url is None:
            raise SettingsError(sentence(type(self).model_fields, "webhook_url", "is missing"))
        return f"{self.webhook_url}{self.webhook_path}"

    @property
    def desk_origin(self) -> str:
        """Return the one address of the desk; over plain http it is this machine's own."""
        return self.desk_url or f"http://127.0.0.1:{self.desk_port}"

    @property
    def desk_host(self) -> str:
        """Return where the desk listens: beyond this machine only behind an https address."""
        return self.host if self.desk_url else "127.0.0.1"

    @property
    def is_sandbox(self) -> bool:
        """Say whether the token is one that no real Telegram server would take."""
        return self.token.get_secret_value().partition(":")[2].startswith("sandbox")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what is given, then variables, then files; nothing else."""
        del dotenv_settings, file_secret_settings
        return (init_settings, env_settings, Files(settings_cls))

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, url: SecretStr | None) -> SecretStr | None:
        return require(url, url is None or url.get_secret_value().startswith("postgresql://"))

    @field_validator("token")
    @classmethod
    def _shaped_like_a_token(cls, token: SecretStr) -> SecretStr:
        return require(token, _TOKEN.fullmatch(token.get_secret_value()))

    @field_validator("bot_api")
    @classmethod
    def _server(cls, address: str) -> str:
        return require(address.rstrip("/"), is_address(address))

    @field_validator("webhook_url", "desk_url")
    @classmethod
    def _public(cls, address: str | None) -> str | None:
        if address is None:
            return None
        return require(address.rstrip("/"), is_private(address) and is_address(address))

    @field_validator("webhook_path")
    @classmethod
    def _free_path(cls, path: str) -> str:
        return require(path, _PATH.fullmatch(path))

    @field_validator("webhook_secret")
    @classmethod
    def _long(cls, secret: SecretStr | None) -> SecretStr | None:
        return require(
            secret, secret is None or _WEBHOOK_SECRET.fullmatch(secret.get_secret_value())
        )

    @field_validator("staff_language")
    @classmethod
    def _spoken(cls, language: str) -> str:
        return require(language, language in LANGUAGES)

    @model_validator(mode="after")
    def _together(self) -> Self:
        if self.receive == "webhook":
            require_set("webhook_url", self.webhook_url)
            require_set("webhook_secret", self.webhook_secret)
        if self.desk_url is not None:
            require_set("desk_port", self.desk_port)
        if self.die_at is not None and not (self.is_sandbox and self.die_at in BOUNDARIES):
            raise Unusable("die_at", "is not usable")
        return self
