"""Business answers that say no, by the rule that says so: never a dead letter."""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):
    """A business answer: the trigger was understood, and a rule says no.

    A subclass's docstring is the sentence that the user reads. It names the rule, and the
    resolution's paragraph where there is one; never a value somebody may not see.
    """

    rule: ClassVar[str] = ""
    """Number of the rule in `docs/reference/rules.md`."""
    paragraph: str = ""
    status: ClassVar[int] = 409
    """The HTTP status that a command gets."""

    def __init__(self, detail: str = "", fields: tuple[str, ...] = (), paragraph: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.fields = fields
        if paragraph:  # for a rule that several paragraphs ask for
            self.paragraph = paragraph

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields it is about, for a line of the log."""
        return self.fields

    @property
    def title(self) -> str:
        return (type(self).__doc__ or type(self).__name__).strip().splitlines()[0]

    @property
    def sentence(self) -> str:
        """All that it says: the title, and what more is known of this case."""
        return f"{self.title} {self.detail}".strip()

    @property
    def code(self) -> str:
        """The class name in kebab case: the last part of the problem's `type`."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


class NotAllowed(Refusal):
    """Your token does not allow this: ask who issued it for the right to command, or to operate."""

    status = 403


class NotFound(Refusal):
    """There is nothing here of this name or id that you may see: check how it is written."""

    status = 404


class Stale(Refusal):
    """It has changed since you read it: read it again, then send your change."""

    status = 412
