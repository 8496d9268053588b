"""What is shipped is closed: nobody is root, nothing is writable, no secret is in a variable."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from hotline.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES = sorted(COMPOSE["services"])
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_closed(name: str) -> None:
    service = COMPOSE["services"][name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_database_is_reached_from_inside_only() -> None:
    database = COMPOSE["services"]["database"]

    assert "ports" not in database
    assert database["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_the_service_listens_to_this_machine_only() -> None:
    for port in COMPOSE["services"]["hotline"]["ports"]:
        assert port.startswith("127.0.0.1:")


def test_the_copy_that_only_receives_holds_nothing_that_opens_anything() -> None:
    letterbox = COMPOSE["services"]["letterbox"]

    assert letterbox["command"] == ["serve", "--ingest-only"]
    assert letterbox["secrets"] == ["token", "database_url"]
    assert letterbox["volumes"] == ["letterbox:/letterbox:ro"]
    assert not {name for name in letterbox["environment"] if re.search("KEY|BACKUP|DESK", name)}
    assert all(port.startswith("127.0.0.1:") for port in letterbox["ports"])


def test_the_whole_copy_fills_the_letterbox_that_the_other_reads() -> None:
    services = COMPOSE["services"]

    assert "letterbox:/letterbox" in services["hotline"]["volumes"]
    for name in ("hotline", "letterbox"):
        assert services[name]["environment"]["HOTLINE_LETTERBOX_DIR"] == "/letterbox"
    assert "letterbox" in COMPOSE["volumes"]
    assert "/letterbox" in DOCKERFILE


def test_secrets_are_files() -> None:
    assert all(set(secret) == {"file"} for secret in COMPOSE["secrets"].values())
    for service in COMPOSE["services"].values():
        for name in service["environment"]:
            assert not re.search(r"TOKEN|SECRET$|PASSWORD$|DATABASE_URL", name)


@pytest.mark.parametrize("name", SERVICES)
def test_every_secret_and_network_a_service_names_is_there(name: str) -> None:
    service = COMPOSE["services"][name]

    assert set(service["secrets"]) <= set(COMPOSE["secrets"])
    assert set(service["networks"]) <= set(COMPOSE["networks"])
    assert set(service.get("depends_on", {})) <= set(SERVICES)


def test_the_image_does_not_run_as_root() -> None:
    accounts = re.findall(r"^USER (\S+)$", DOCKERFILE, flags=re.MULTILINE)

    assert accounts[-1] == "10001:10001"


def test_the_image_installs_only_what_was_locked() -> None:
    assert "--require-hashes" in DOCKERFILE


def test_the_image_asks_the_private_port_whether_it_is_ready() -> None:
    port = Settings.model_fields["metrics_port"].default

    assert f"get('HOTLINE_METRICS_PORT', '{port}')" in DOCKERFILE
    assert "'GET', '/readyz'" in DOCKERFILE


@pytest.mark.parametrize(
    "copied", re.findall(r"^COPY (?!--)(\S+)", DOCKERFILE, flags=re.MULTILINE)
)
def test_what_the_image_copies_is_sent_to_the_builder(copied: str) -> None:
    sent = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()

    assert f"!{copied}" in sent
    assert (ROOT / copied).exists()


def test_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
