"""The words of figures: what each is called and what it counts, by report and the figure's id (`words/`). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from pydantic import TypeAdapter

from contracts.vocabulary import ReportName
from services.council.figures.model import Definition

DIRECTORY: Final = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one figure."""

    label: str
    """Its name; `{year}` stands for the report's year."""
    counts: str
    """What it counts, as the report prints it."""
    cell: str = ""
    """What a cell of its breakdowns is called; `{name}` stands for the cell's name."""

    def title(self, year: int) -> str:
        """The label of the total."""
        return self.label.format(year=year)

    def cell_title(self, name: str) -> str:
        """The label of a cell."""
        return self.cell.format(name=name)


_WORDS: Final = TypeAdapter(dict[str, Words])


@cache
def words_of(report: ReportName) -> Mapping[str, Words]:
    """The words of the report's figures, by their ids."""
    return _WORDS.validate_python(yaml.safe_load((DIRECTORY / f"{report}.yaml").read_text(encoding="utf-8")))


def find_missing_words(report: ReportName, figures: Iterable[Definition]) -> Iterator[str]:
    """What does not fit together: one sentence for each figure without words, and for words without a figure."""
    broken_down = {figure.id: bool(figure.by) for figure in figures}
    path = f"services/council/figures/words/{report}.yaml"
    if not (DIRECTORY / f"{report}.yaml").exists():
        yield f"{path}: is missing: name the figures of the report {report} there"
        return
    words = words_of(report)
    for id_ in sorted(broken_down.keys() - words.keys()):
        yield f"{path}: the figure {id_} has no words: add its label and what it counts"
    for id_ in sorted(words.keys() - broken_down.keys()):
        yield f"{path}: the words of {id_} are of no figure of that report: remove them"
    for id_ in sorted(broken_down.keys() & words.keys()):
        if broken_down[id_] and not words[id_].cell:
            yield f"{path}: the figure {id_} is broken down, and a cell of it has no words: add `cell`"
        if words[id_].cell and not broken_down[id_]:
            yield f"{path}: the figure {id_} is not broken down: remove `cell`"
