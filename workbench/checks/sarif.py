"""Findings as SARIF 2.1.0 (OASIS standard), which code hosts and editors show."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from db.records import Finding
from workbench.checks.check import Check

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class Located(NamedTuple):
    """A finding and where it was found."""

    finding: Finding
    name: str
    """What the pair or row is called: `pair 7`."""
    line: int = 0
    """Its line in a file of rows, from 1; 0 in a project."""
    waived: str = ""
    """Why a person said that it is no fault; empty where nobody did."""


def sarif(
    found: Iterable[Located], checks: Sequence[Check], *, file: Path | None, version: str
) -> dict[str, Any]:
    """One run of the checks over a file as a SARIF log, ready for `json.dumps`.

    Without a file, as for standard input, findings are told by the name of their pair or row alone.
    """
    uri = _uri(file) if file else ""
    places = {check.id: place for place, check in enumerate(checks)}
    driver = {
        "name": "workbench",
        "version": version,
        "rules": [
            {
                "id": check.id,
                "shortDescription": {"text": check.title},
                "fullDescription": {"text": check.explanation},
                "defaultConfiguration": {"level": str(check.severity)},
            }
            for check in checks
        ],
    }
    results = [_result(one, places[one.finding.check], uri) for one in found]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _uri(file: Path) -> str:
    """A URI reference (RFC 3986): a relative path stays relative to the folder that the checks ran in."""
    return file.as_uri() if file.is_absolute() else quote(os.fsencode(file.as_posix()))


def _result(one: Located, place: int, uri: str) -> dict[str, Any]:
    finding = one.finding
    location: dict[str, Any] = {"logicalLocations": [{"name": one.name}]}
    if uri:
        physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
        location["physicalLocation"] = physical
        if one.line:
            physical["region"] = {"startLine": one.line}
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": place,
        "level": str(finding.severity),
        "message": {"text": f"{one.name}: {finding.message}"},
        "locations": [location],
        "properties": {"source_span": finding.source_span, "target_span": finding.target_span},
    }
    if one.waived:
        result["suppressions"] = [{"kind": "external", "justification": one.waived}]
    return result
