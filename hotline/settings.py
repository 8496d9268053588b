"""What an administrator chooses: HOTLINE_* variables and a folder of secrets, checked once.

Variables win over files. The folder is named by HOTLINE_SECRETS_DIR; a file in it is called like
its field (`token`) or like its variable (`hotline_token`) and holds nothing but the value.
A `.env` file is never read by itself. No sentence made here repeats a value.

In Kubernetes set `enableServiceLinks: false`, because a service called `hotline` would otherwise
put its own HOTLINE_PORT into every pod.
"""

from __future__ import annotations

import os
import re
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from dialogs.words.languages import LANGUAGES, SOURCE
from hotline.boundaries import BOUNDARIES
from hotline.domain.retention import NOTICE, Kind, Spans

PREFIX = "HOTLINE_"
SECRETS_DIR = "HOTLINE_SECRETS_DIR"
# Read by others: the folder of secrets by this module, the rest by the tests.
_ALSO_KNOWN = frozenset({SECRETS_DIR, "HOTLINE_BROWSER_REQUIRED", "HOTLINE_CHROMIUM"})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

# As long as Telegram's own bound allows us to ask for: nobody guesses 32 characters.
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}", re.ASCII)
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]+", re.ASCII)
_PATH = re.compile(r"/[A-Za-z0-9_./-]*", re.ASCII)


# Nothing goes before the notice of it is over.
SHORTEST_SPAN = NOTICE.days + 1
_SPAN = f"days that {{}} is kept after anything last happened, {SHORTEST_SPAN} to 3650"

T = TypeVar("T")


class SettingsError(Exception):
    """The program cannot start like this; the text is one sentence for a person."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        more = len(problems) - 1
        rest = f" ({more} more: `hotline doctor` lists them)" if more else ""
        super().__init__(f"{problems[0]}{rest}.")


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
    die_at: str | None = Field(
        default=None,
        description=f"one of {', '.join(BOUNDARIES)}, and only together with a sandbox token",
    )

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
            raise SettingsError(_sentence("letterbox_dir", "is missing"))
        return self.letterbox_dir

    @property
    def spans(self) -> Spans:
        """Return how long each kind of what we were told is kept."""
        return {
            Kind.SAID: timedelta(days=self.keep_said_days),
            Kind.ANSWERS: timedelta(days=self.keep_answers_days),
            Kind.NOTES: timedelta(days=self.keep_notes_days),
        }

    @property
    def private_server(self) -> Path:
        """Return the folder of the private database server."""
        return self.data_dir / "postgres"

    @property
    def webhook_address(self) -> str:
        """Return the whole address that Telegram is told; receive must be webhook."""
        if self.webhook_url is None:
            raise SettingsError(_sentence("webhook_url", "is missing"))
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
        return _is_sandbox(self.token)

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
        return (init_settings, env_settings, _Files(settings_cls))

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, url: SecretStr | None) -> SecretStr | None:
        return _require(url, url is None or url.get_secret_value().startswith("postgresql://"))

    @field_validator("token")
    @classmethod
    def _shaped_like_a_token(cls, token: SecretStr) -> SecretStr:
        return _require(token, _TOKEN.fullmatch(token.get_secret_value()))

    @field_validator("bot_api")
    @classmethod
    def _server(cls, address: str) -> str:
        return _require(address.rstrip("/"), _is_address(address))

    @field_validator("webhook_url", "desk_url")
    @classmethod
    def _public(cls, address: str | None) -> str | None:
        if address is None:
            return None
        parts = urlsplit(address)
        safe = parts.scheme == "https" or parts.hostname in _LOOPBACK
        return _require(address.rstrip("/"), safe and _is_address(address))

    @field_validator("webhook_path")
    @classmethod
    def _free_path(cls, path: str) -> str:
        return _require(path, _PATH.fullmatch(path))

    @field_validator("webhook_secret")
    @classmethod
    def _long(cls, secret: SecretStr | None) -> SecretStr | None:
        return _require(
            secret, secret is None or _WEBHOOK_SECRET.fullmatch(secret.get_secret_value())
        )

    @field_validator("staff_language")
    @classmethod
    def _spoken(cls, language: str) -> str:
        return _require(language, language in LANGUAGES)

    @model_validator(mode="after")
    def _together(self) -> Self:
        if self.receive == "webhook":
            _require_set("webhook_url", self.webhook_url)
            _require_set("webhook_secret", self.webhook_secret)
        if self.desk_url is not None:
            _require_set("desk_port", self.desk_port)
        if self.die_at is not None and not (self.is_sandbox and self.die_at in BOUNDARIES):
            raise _Unusable("die_at", "is not usable")
        return self


class _Unusable(ValueError):
    """Names the field that is at fault when a rule spans several."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(field)
        self.field = field
        self.fault = fault


class _Files(PydanticBaseSettingsSource):
    """Reads a folder in which each file is one setting."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:  # noqa: ANN401 - pydantic-settings declares it so
        """Leave everything to `__call__`."""
        del field
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        named = os.environ.get(SECRETS_DIR)
        if not named:
            return {}
        folder = Path(named)
        if not folder.is_dir():
            raise SettingsError(f"{SECRETS_DIR} is not usable: set it to a folder that exists")
        values = {_field(file.name): _read(file) for file in _files_of_ours(folder)}
        return {name: value for name, value in values.items() if value}


def load_settings(**overrides: object) -> Settings:
    """Return the checked settings.

    Raises:
        SettingsError: something is missing, unusable or unknown; its text says what to do.
    """
    _refuse_unknown()
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        problems = _problems(error)
    raise SettingsError(*problems)


def _refuse_unknown() -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | _ALSO_KNOWN
    given = {name.upper() for name in os.environ if name.upper().startswith(PREFIX)}
    unknown = sorted(given - known)
    if unknown:
        raise SettingsError(*(f"{name} is unknown{_nearest(name, known)}" for name in unknown))


def _nearest(name: str, known: set[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f": {near[0]} may be meant" if near else ": remove it"


def _problems(error: ValidationError) -> list[str]:
    # A sentence is made from the field's name and description only: what pydantic says may hold
    # the value.
    found: list[str] = []
    for detail in error.errors(include_url=False, include_input=False):
        raised = detail.get("ctx", {}).get("error")
        if isinstance(raised, _Unusable):
            found.append(_sentence(raised.field, raised.fault))
        else:
            fault = "is missing" if detail["type"] == "missing" else "is not usable"
            found.append(_sentence(str(detail["loc"][0]), fault))
    return found


def _sentence(field: str, fault: str) -> str:
    known = Settings.model_fields.get(field)
    how = f"set it to {known.description}" if known else "there is no such setting"
    return f"{PREFIX}{field.upper()} {fault}: {how}"


def _require(value: T, holds: object) -> T:
    if not holds:
        raise ValueError
    return value


def _require_set(field: str, value: object) -> None:
    if value is None:
        raise _Unusable(field, "is missing")


def _is_sandbox(token: SecretStr) -> bool:
    return token.get_secret_value().partition(":")[2].startswith("sandbox")


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and plain


def _files_of_ours(folder: Path) -> list[Path]:
    # The folder may serve other programs too, and Kubernetes keeps its own ".." entries in it; but
    # a file that calls itself ours and is not known is a typing mistake.
    files = [file for file in sorted(folder.iterdir()) if file.is_file()]
    unknown = [
        file.name
        for file in files
        if file.name.lower().startswith(PREFIX.lower())
        and _field(file.name) not in Settings.model_fields
    ]
    if unknown:
        raise SettingsError(
            *(f"the file {name} in {SECRETS_DIR} is unknown: rename it" for name in unknown)
        )
    return [file for file in files if _field(file.name) in Settings.model_fields]


def _field(file_name: str) -> str:
    return file_name.lower().removeprefix(PREFIX.lower())


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        problem = f"the file {file.name} in {SECRETS_DIR} cannot be read: make it readable text"
    raise SettingsError(problem)
