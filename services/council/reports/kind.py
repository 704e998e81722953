"""What a report is of which editions are made: its readers, what it counts, how it is composed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from contracts.audiences import Audience
from contracts.vocabulary import ReportName
from reference import Reference
from services.council.counting.scope import Scope
from services.council.figures.words import words_of
from services.council.reports.counts import Counts
from services.council.reports.document import Document
from services.council.reports.plan import Counting


@dataclass(frozen=True, slots=True)
class Kind:
    """A report of which editions are made."""

    name: ReportName
    audience: Audience
    shown_to: Audience
    """The level of its least privileged readers: what it breaks down and lists is what they may see."""
    title: Callable[[Scope], str]
    subtitle: str
    """From whom to whom."""
    plan: Counting
    """What it counts and lists."""
    compose: Callable[[Kind, Scope, Counts, int, Reference], Document]
    """The edition with this number."""
    parties: tuple[str, ...] = ()
    """Who reads it beside its audience; of a report on one State, that State does too."""
    makers: tuple[str, ...] = ()
    """Whose report it is beside the Committee's and CTED's: who has it made and published."""
    by_thing: bool = False
    """It is about one thing (a cycle), not a year; its State is among its readers."""
    unsaid: str = ""
    """What it should say by its paragraph, and of which nothing is recorded."""
    ahead: bool = False
    """It is made also before its year begins, of what is planned for it."""

    @property
    def definitions(self) -> Mapping[str, str]:
        """What each figure counts, by the part of its id before the first full stop."""
        return {id_: words.counts for id_, words in words_of(self.name).items()}
