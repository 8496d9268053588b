"""`python -m dialogs.checks`: what an editor, a translator and CI run."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

from dialogs.checks.catalogue import catalogue_path, template, template_path, updated
from dialogs.checks.content import Content, read_content
from dialogs.checks.extraction import every_text
from dialogs.checks.graph import mermaid
from dialogs.checks.report import all_findings, summary
from dialogs.checks.schemas import schemas
from dialogs.instruments import shelf
from dialogs.reading import LOCALES, ContentError, named, read_library

if TYPE_CHECKING:
    from pathlib import Path

    from dialogs.engine import Library


def main(arguments: list[str] | None = None) -> int:
    """Do what was asked and return the exit code: 1 when something must be mended."""
    asked = _parser().parse_args(arguments)
    if asked.write_schemas:
        _write_schemas()
    try:
        if asked.graph:
            return _graph(read_library(), asked.graph)
        content = read_content()
        shelf.texts()
    except ContentError as error:
        _say(error)
        return 1
    if asked.write_template or asked.update:
        _write_template(content)
    if asked.update:
        _update(content)
    if asked.write_schemas or asked.write_template or asked.update:
        return 0
    return _check(content, asked.on)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dialogs.checks", description=__doc__)
    add = parser.add_argument
    add("--on", metavar="DATE", type=date.fromisoformat, help="also name facts expired that day")
    add("--graph", metavar="NAME", help="print a script as a Mermaid flow chart")
    add("--write-schemas", action="store_true", help="write the JSON Schemas of content files")
    add("--write-template", action="store_true", help="write locales/hotline.pot")
    add("--update", action="store_true", help="bring the template and the catalogues up to date")
    return parser


def _check(content: Content, on: date | None) -> int:
    findings = all_findings(content, on)
    _say(*findings, summary(content, findings))
    return int(any(not finding.warning for finding in findings))


def _graph(library: Library, name: str) -> int:
    script = library.current.get(name)
    _say(mermaid(script) if script else f"There is no script {name}.")
    return int(script is None)


def _write_schemas() -> None:
    for path, text in schemas():
        _write(path, text)


def _write_template(content: Content) -> None:
    _write(template_path(LOCALES), template(every_text(content)))


def _update(content: Content) -> None:
    for catalogue in content.catalogues:
        path = catalogue_path(LOCALES, catalogue.language)
        if catalogue.wrong and path.exists():  # never write over what could not be read
            _say(f"{catalogue.path}:1: {catalogue.wrong}")
            continue
        _write(path, updated(every_text(content), catalogue))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    _say(f"wrote {named(path)}")


def _say(*lines: object) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
