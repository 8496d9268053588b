"""The documents are true where a machine can tell: what they name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
# Where every promise names its test.
PROMISES = [ROOT / "docs" / "safety.md", ROOT / "docs" / "threat-model.md"]
# What is told as not promised needs no test.
NO_PROMISE = ("Not", "Later")
NAMED = re.compile(r"tests/[\w/]+\.\w+(?:::test_\w+)?|\btest_\w+\.py\b", re.ASCII)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
BULLET = re.compile(r"^\* (.*(?:\n  .*)*)", re.MULTILINE)


def page_id(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_test_that_a_document_names_exists(page: Path) -> None:
    lost = [name for name in NAMED.findall(page.read_text("utf-8")) if not known(name)]

    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_link_inside_a_document_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PROMISES, ids=page_id)
def test_every_promise_names_its_test(page: Path) -> None:
    bullets = BULLET.findall(page.read_text("utf-8"))
    promises = [told for told in bullets if not told.startswith(NO_PROMISE)]

    assert promises
    assert [told for told in promises if not NAMED.search(told)] == []


def test_every_row_of_the_security_list_names_its_test_or_says_why_not() -> None:
    told = (ROOT / "docs" / "desk" / "asvs.md").read_text("utf-8")
    rows = [row.split(" | ") for row in told.splitlines() if re.match(r"\| \d+ \|", row)]

    assert [int(row[0].strip("| ")) for row in rows] == [*range(1, 44)]
    assert [row for row in rows if len(row) != 4 or len(row[3].strip("| ")) < 20] == []


def known(name: str) -> bool:
    """Say whether there is such a file, and such a test in it."""
    path, _, test = name.partition("::")
    if "/" not in path:
        return any(ROOT.glob(f"tests/**/{path}"))
    file = ROOT / path
    return file.exists() and (not test or f"def {test}(" in file.read_text("utf-8"))


def test_a_test_that_nobody_wrote_is_missed() -> None:
    assert not known("tests/frame/test_documents.py::test_nobody_wrote")
    assert not known("test_nobody_wrote.py")
