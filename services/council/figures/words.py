"""The words of figures: what each is called and what it counts, by report and the figure's id. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.vocabulary import ReportName
from services.council.figures.model import Definition
from services.council.words.catalogue import Words


def label_figure(words: Words, report: ReportName, figure: str, year: int) -> str:
    """The label of the total."""
    return words.say(f"figure-{report}-{figure}", year=str(year), next=str(year + 1))


def label_cell(words: Words, report: ReportName, figure: str, name: str, year: int) -> str:
    """The label of a cell of its breakdown; `name`: the cell's name."""
    return words.say(f"figure-{report}-{figure}.cell", name=name, year=str(year), next=str(year + 1))


def explain_figure(words: Words, report: ReportName, figure: str) -> str:
    """What it counts, as the report prints it."""
    return words.say(f"figure-{report}-{figure}.counts")


def find_missing_words(words: Words, report: ReportName, figures: Iterable[Definition]) -> Iterator[str]:
    """What does not fit together: one sentence for each figure without words, and for words without a figure."""
    path, prefix = f"services/council/words/{words.language}/figures.ftl", f"figure-{report}-"
    broken_down = {figure.id: bool(figure.by) for figure in figures}
    messages = words.attributes(prefix)
    for id_ in sorted(broken_down.keys() - messages.keys()):
        yield f"{path}: {prefix}{id_} is missing: add the figure's label and what it counts"
    for id_ in sorted(messages.keys() - broken_down.keys()):
        yield f"{path}: {prefix}{id_} is of no figure of that report: remove it"
    for id_ in sorted(broken_down.keys() & messages.keys()):
        expected = {"counts", "cell"} if broken_down[id_] else {"counts"}
        if messages[id_] != expected:
            yield f"{path}: {prefix}{id_} must have these attributes: {', '.join(sorted(expected))}"
