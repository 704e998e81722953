"""What a command of a desk officer is: a line in one of the files `of_*.py`. Pure.

The rest follows from the OpenAPI documents: options, choices, help. To add a command, write a line: its verb, the
operation behind it, and an example. The how-to `docs/how-to/a-desk-officers-year.md` shows them at work.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Verb:
    """One command on a thing."""

    name: str
    operation: str
    """Method and path."""
    example: str = ""
    """What follows the verb in the example of its help."""
    columns: tuple[str, ...] = ()
    """What a list shows of each; absent: the columns of the thing."""
    service: str = ""
    """Which answers; absent: that of the thing."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing, with the commands on it."""

    name: str
    service: str
    about: str
    verbs: tuple[Verb, ...]
    columns: tuple[str, ...] = field(default=("id", "state", "status"))
    """What a list shows of each."""

    @property
    def example(self) -> str:
        """An example of the first command."""
        return f"ctc {self.name} {self.verbs[0].name} {self.verbs[0].example}".rstrip()


ID: Final = "3f2a91c0-4be7-5d10-9b57-0c9a3a8f7d11"
"""An id in examples."""
