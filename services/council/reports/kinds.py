"""All kinds of reports. Each is a file of this folder, or a folder of it, with the name of the report. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from contracts.vocabulary import REPORTS, ReportName
from services.council.reports.kind import Kind


def _load_kind(name: ReportName) -> Kind:
    module = f"services.council.reports.{name}"
    if find_spec(module) is None:
        raise ImportError(f"{module.replace('.', '/')}.py: is missing: contracts/vocabulary.py names the report {name}")
    kind: Kind = import_module(module).KIND
    return kind


KINDS: Final[tuple[Kind, ...]] = tuple(_load_kind(name) for name in REPORTS)
"""In the order of the contract."""
NAMED: Final[Mapping[str, Kind]] = {kind.name: kind for kind in KINDS}
