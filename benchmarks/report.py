"""What was measured: a row a figure, for `build/bench.json` and for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson


@dataclass(frozen=True, slots=True)
class Figure:
    """One row. `ratio` and `against` are None for an absolute figure."""

    name: str
    value: float
    unit: str
    ratio: float | None
    against: str | None
    on: str
    aim: str = ""
    """Shown to people beside the figure."""


def write(figures: Sequence[Figure], path: Path) -> None:
    """The file that other programs read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{name: value for name, value in asdict(figure).items() if name != "aim"} for figure in figures]
    path.write_bytes(orjson.dumps(rows, option=orjson.OPT_INDENT_2) + b"\n")


def table(figures: Sequence[Figure]) -> str:
    """One table, for people."""
    lines = [f"{'what':<36}{'value':>12}  {'unit':<12}{'ratio':>8}  {'against':<24}aim"]
    for one in figures:
        ratio = f"{one.ratio:.3g}" if one.ratio is not None else ""
        lines.append(f"{one.name:<36}{one.value:>12,.4g}  {one.unit:<12}{ratio:>8}  {one.against or '':<24}{one.aim}")
    return "\n".join(lines)
