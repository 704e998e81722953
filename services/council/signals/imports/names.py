"""Which State an English name means, however it is written. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from reference import MemberState, NonMember, Reference

_FOOTNOTES_BACKWARDS = re.compile(r"(?:[\s,]*+\]?\d++\[?)++[\s,]*+")
"""Marks of footnotes, read from the end of a name: from its beginning a long row of them takes hours."""
_SAINT = re.compile(r"\bst\b")
_WORDS = re.compile(r"\w+")


def normalize(name: str) -> str:
    """The words that tell one name from another: no case, accents, articles, punctuation or marks of footnotes."""
    plain = unicodedata.normalize("NFKD", _cut_footnotes(name)).replace("&", " and ").casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(word for word in _WORDS.findall(_SAINT.sub("saint", letters)) if word != "the")


def _cut_footnotes(name: str) -> str:
    found = _FOOTNOTES_BACKWARDS.match(name[::-1])
    return name[: len(name) - found.end()] if found else name


def _turn(name: str) -> str:
    """`Kingdom of the Netherlands` of `Netherlands (Kingdom of the)` and of `Netherlands, Kingdom of the`."""
    first, _, second = _cut_footnotes(name).replace("(", ",", 1).replace(")", "").partition(",")
    return f"{second} {first}"


@dataclass(slots=True)
class Names:
    """The names by which Member States are known: short, formal, and those that other lists use."""

    reference: Reference
    _members: dict[str, MemberState] = field(init=False)
    _others: dict[str, NonMember] = field(init=False)

    def __post_init__(self) -> None:
        reference = self.reference
        self._others, self._members = {}, {}
        for other in reference.non_members:
            for name in (other.name, *reference.other_names.get(other.code, ())):
                self._others[normalize(name)] = other
        for state in reference.states:
            for name in (state.name, state.formal_names["en"], *reference.other_names.get(state.id, ())):
                self._members[normalize(name)] = state

    def member(self, name: str) -> MemberState | None:
        """The Member State of this name, past or present; also turned round: `Netherlands (Kingdom of the)`."""
        return self._members.get(normalize(name)) or self._members.get(normalize(_turn(name)))

    def reason_not_member(self, name: str) -> str:
        """Why this name is no Member State's, in a sentence for the sender."""
        other = self._others.get(normalize(name))
        if other is not None:
            return self.reference.reason_not_member(other.code)
        return f"{name[:60]!r} is no name of a Member State; if it is meant as one, add it to other_names.yaml"

    def is_jurisdiction(self, name: str) -> bool:
        """Whether it is known as a jurisdiction that is no Member State."""
        return normalize(name) in self._others
