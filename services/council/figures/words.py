"""The words of figures: what each is called and what it counts, by report and the figure's id (`words/`). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from pydantic import TypeAdapter

from contracts.vocabulary import ReportName

DIRECTORY: Final = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one figure."""

    label: str
    """What it is called; `{year}` stands for the report's year."""
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


def missing_words(report: ReportName, stated: Mapping[str, bool]) -> Iterator[str]:
    """What does not fit together: one sentence for each figure without words, and for words without a figure.

    `stated`: the figures by their ids, and whether each is broken down.
    """
    words = words_of(report)
    for id_ in stated.keys() - words.keys():
        yield f"The figure {id_} of the report {report} has no words in {report}.yaml."
    for id_ in words.keys() - stated.keys():
        yield f"The words of {id_} in {report}.yaml are of no figure of that report."
    for id_ in stated.keys() & words.keys():
        if stated[id_] != bool(words[id_].cell):
            yield f"The figure {id_} of the report {report} needs words for a cell exactly if it is broken down."
