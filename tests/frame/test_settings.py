"""What an administrator may choose, and the one sentence that a mistake gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hotline.boundaries import BOUNDARIES
from hotline.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from pathlib import Path

REAL_TOKEN = "123456:AAinvented-token"
SANDBOX_TOKEN = "123456:sandbox-invented"
SECRET = "s" * 32


@pytest.fixture(autouse=True)
def _complete(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTLINE_TOKEN", REAL_TOKEN)
    monkeypatch.setenv("HOTLINE_STAFF_GROUP", "-1001")


def refusal(**overrides: object) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(**overrides)
    return str(caught.value)


def test_a_token_and_a_staff_group_are_enough() -> None:
    settings = load_settings()

    assert settings.receive == "polling"
    assert settings.database_url is None


@pytest.mark.parametrize("name", ["HOTLINE_TOKEN", "HOTLINE_STAFF_GROUP"])
def test_a_missing_setting_is_named_with_the_way_to_set_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(name)

    assert refusal().startswith(f"{name} is missing: set it to ")


def test_several_mistakes_are_one_sentence_that_counts_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HOTLINE_TOKEN")
    monkeypatch.delenv("HOTLINE_STAFF_GROUP")

    assert "(1 more: `hotline doctor` lists them)" in refusal()


def test_an_empty_variable_is_a_missing_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTLINE_TOKEN", "")

    assert "HOTLINE_TOKEN is missing" in refusal()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "canary"),
        ("DATABASE_URL", "mysql://canary"),
        ("BOT_API", "canary"),
        ("BOT_API", "http://canary:word@host"),
        ("BOT_API", "http://canary:999999"),
        ("RECEIVE", "canary"),
        ("WEBHOOK_URL", "http://canary.example.org"),
        ("WEBHOOK_URL", "https://host/?canary"),
        ("WEBHOOK_PATH", "canary"),
        ("WEBHOOK_SECRET", "canary"),
        ("WEBHOOK_SECRET", "канарейка" * 5),
        ("PORT", "canary"),
        ("PORT", "70000"),
        ("METRICS_PORT", "70000"),
        ("STAFF_GROUP", "1001"),
        ("STAFF_LANGUAGE", "canary"),
        ("LOG_FORMAT", "canary"),
        ("PACE", "canary"),
        ("DIE_AT", "canary"),
    ],
)
def test_an_unusable_value_is_named_and_never_repeated(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"HOTLINE_{name}", value)

    sentence = refusal()

    assert sentence.startswith(f"HOTLINE_{name} is not usable: set it to ")
    assert "canary" not in sentence


def test_an_unknown_variable_stops_the_program_and_the_nearest_is_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOTLINE_STAF_GROUP", "-1001")

    assert refusal() == "HOTLINE_STAF_GROUP is unknown: HOTLINE_STAFF_GROUP may be meant."


def test_a_webhook_without_a_secret_is_refused() -> None:
    sentence = refusal(receive="webhook", webhook_url="https://hotline.example.org")

    assert sentence.startswith("HOTLINE_WEBHOOK_SECRET is missing")


def test_a_webhook_without_an_address_is_refused() -> None:
    sentence = refusal(receive="webhook", webhook_secret=SECRET)

    assert sentence.startswith("HOTLINE_WEBHOOK_URL is missing")


@pytest.mark.parametrize("address", ["https://hotline.example.org/", "http://127.0.0.1:8081"])
def test_telegram_is_told_the_address_and_the_path(address: str) -> None:
    settings = load_settings(receive="webhook", webhook_url=address, webhook_secret=SECRET)

    assert settings.webhook_address == f"{address.rstrip('/')}/telegram"


def test_only_a_sandbox_bot_may_be_told_to_die() -> None:
    assert refusal(die_at=BOUNDARIES[0]).startswith("HOTLINE_DIE_AT is not usable")
    assert load_settings(token=SANDBOX_TOKEN, die_at=BOUNDARIES[0]).die_at == BOUNDARIES[0]


def test_nothing_secret_and_no_telegram_id_is_in_the_representation() -> None:
    settings = load_settings(
        database_url="postgresql://name:canary@host/db", webhook_secret="canary" * 6
    )

    for secret in (REAL_TOKEN, "canary", "1001"):
        assert secret not in f"{settings!r} {settings}"


@pytest.mark.parametrize("file_name", ["token", "hotline_token", "HOTLINE_TOKEN"])
def test_a_secret_may_come_from_a_file(
    file_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOTLINE_TOKEN")
    monkeypatch.setenv("HOTLINE_SECRETS_DIR", str(tmp_path))
    (tmp_path / file_name).write_text(f"{SANDBOX_TOKEN}\n")

    assert load_settings().token.get_secret_value() == SANDBOX_TOKEN


def test_a_variable_wins_over_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTLINE_SECRETS_DIR", str(tmp_path))
    (tmp_path / "token").write_text(SANDBOX_TOKEN)

    assert load_settings().token.get_secret_value() == REAL_TOKEN


def test_a_misnamed_secret_of_ours_is_refused_and_a_strangers_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTLINE_SECRETS_DIR", str(tmp_path))
    (tmp_path / "postgres_password").write_text("canary")
    assert isinstance(load_settings(), Settings)

    (tmp_path / "hotline_tokn").write_text("canary")

    assert refusal().startswith("the file hotline_tokn in HOTLINE_SECRETS_DIR is unknown")


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_a_folder_or_file_that_cannot_be_read_is_one_sentence(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTLINE_SECRETS_DIR", str(tmp_path if content else tmp_path / "nowhere"))
    if content:
        (tmp_path / "token").write_bytes(content)

    assert "HOTLINE_SECRETS_DIR" in refusal()


def test_an_env_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("HOTLINE_PORT=9999\n")
    monkeypatch.chdir(tmp_path)

    assert load_settings().port == 8081
