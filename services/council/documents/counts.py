"""What was counted and listed for an edition: its queries make it, and its document is made from it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from services.council.counting.numbers import Figure
from services.council.documents.document import AnyChart, Paragraph, Table
from services.council.words.catalogue import ENGLISH, Words


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted for one edition of a report, in the words of one language."""

    figures: tuple[Figure, ...]
    withheld: int
    """How many of the things counted its audience may not see (rule 12)."""
    synthetic: bool
    """Whether something of this is invented."""
    tables: tuple[Table, ...] = ()
    """What the report lists, as far as its audience may see it."""
    words: Words = ENGLISH
    said_again: Callable[[Words], Counts] | None = field(default=None, repr=False, compare=False)
    """The same counts in other words. None: there are no others."""
    brief: tuple[Paragraph, ...] = ()
    """What the report says first; not numbered yet."""
    charts: tuple[AnyChart, ...] = ()
    """Charts of what it lists."""
    marks: Mapping[str, int] = field(default_factory=dict)
    """`Tally.mark` of the figures that it breaks down, by their ids; never printed."""

    def say_in(self, words: Words) -> Counts:
        """The same numbers and rows in the words of this language. Nothing is counted again."""
        if words is self.words:
            return self
        assert self.said_again is not None, "what was counted can be said in every language"
        return self.said_again(words)
