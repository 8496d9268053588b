"""What a check says: a file, a line and a sentence, for a person or for a program."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Shape = Literal["text", "json", "github"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend; a `warning` is worth reading and stops nothing unless one is strict."""

    path: str
    line: int
    sentence: str
    warning: bool = False
    # Which rule says so; set when all rules are asked together.
    rule: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {'warning: ' * self.warning}{self.sentence}"


def finding_from(line: str) -> Finding:
    """Return what an unreadable file's "file:line: sentence" says as a finding."""
    path, number, sentence = line.split(":", 2)
    return Finding(path, int(number), sentence.strip(), rule="shape")


def shaped(findings: Sequence[Finding], shape: Shape) -> str:
    """Return findings as lines for a person, as JSON, or as annotations of GitHub Actions."""
    if shape == "json":
        return json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=2)
    return "\n".join(_annotation(each) if shape == "github" else str(each) for each in findings)


def outcome(findings: Sequence[Finding], *, strict: bool) -> int:
    """Return the exit code: 1 for errors, 2 for nothing but warnings when strict, else 0."""
    if any(not each.warning for each in findings):
        return 1
    return 2 if findings and strict else 0


def _annotation(finding: Finding) -> str:
    # docs.github.com, "Workflow commands": these three would end the sentence early.
    told = finding.sentence.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    kind = "warning" if finding.warning else "error"
    return f"::{kind} file={finding.path},line={finding.line},title={finding.rule}::{told}"
