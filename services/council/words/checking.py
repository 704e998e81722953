"""What the words lack, so that `make check` finds it and no reader does. Each gap is one sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from babel import Locale
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from reference import LANGUAGES, Language, Reference
from services.council.words.catalogue import HERE, TAGGED, list_files, read_resource
from services.council.words.names import Titled

_FURTHER: Final = re.compile(r"\$([a-z_]+) may be used too")
PLURALS: Final = frozenset({"zero", "one", "two", "few", "many", "other"})
Patterns: TypeAlias = Mapping[str, ast.Pattern]
"""The patterns of messages and their attributes, by `id` and `id.attribute`."""


def find_gaps(reference: Reference) -> Iterator[str]:
    """All gaps; none if every message and name can be said in each language."""
    for language in LANGUAGES:
        yield from _find_unreadable(language)
        yield from find_differences(language, read_patterns("en"), read_patterns(language))
        yield from _find_missing_names(language, reference)


def find_differences(language: Language, english: Patterns, others: Patterns) -> Iterator[str]:
    """Where messages differ from the English ones: which there are, what stands in them, and their plural forms."""
    where = f"services/council/words/{language}"
    for id_ in sorted(english.keys() - others.keys()):
        yield f"{where}: the message {id_} is missing: translate it"
    for id_ in sorted(others.keys() - english.keys()):
        yield f"{where}: there is no message {id_} in English: remove it"
    for id_ in english.keys() & others.keys():
        problems = compare_patterns(language, english[id_], others[id_], find_further(id_))
        yield from (f"{where}: {id_}: {problem}" for problem in problems)


def compare_patterns(
    language: Language, english: ast.Pattern, other: ast.Pattern, further: Set[str] = frozenset()
) -> Iterator[str]:
    """Why one cannot stand for the other: an argument or a tag that only one has, or a plural form that is missing.

    `further`: arguments that code brings too, and that English does not need.
    """
    before, after = read_contents(english), read_contents(other)
    for what, wanted, found, allowed in (
        ("argument", before.arguments, after.arguments, further),
        ("tag", before.tags, after.tags, frozenset()),
    ):
        for name in sorted(wanted - found):
            yield f"the {what} {name} is missing"
        for name in sorted(found - wanted - allowed):
            yield f"the {what} {name} is not in the English message"
    for select in after.plurals:
        if missing := sorted(list_plurals(language) - select):
            yield f"a number needs these plural forms too: {', '.join(missing)}"


def list_plurals(language: Language) -> frozenset[str]:
    """The plural forms of whole numbers in this language (CLDR)."""
    rule = Locale.parse(language).plural_form
    return frozenset(rule(number) for number in range(1000))


# ---- what stands in a message ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a message beside its words."""

    arguments: frozenset[str]
    tags: frozenset[str]
    plurals: tuple[frozenset[str], ...]
    """The forms of each choice by number."""


class _Reader(Visitor):
    def __init__(self) -> None:
        self.arguments: set[str] = set()
        self.tags: set[str] = set()
        self.plurals: list[frozenset[str]] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.arguments.add(node.id.name)

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802
        self.tags.update(TAGGED.findall(node.value))

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        names = frozenset(one.key.name for one in node.variants if isinstance(one.key, ast.Identifier))
        if names <= PLURALS and len(names) > 1:
            zero = {"zero"} if any(_is_zero(one.key) for one in node.variants) else set()
            self.plurals.append(names | zero)
        self.generic_visit(node)


def _is_zero(key: ast.Identifier | ast.NumberLiteral) -> bool:
    return isinstance(key, ast.NumberLiteral) and key.value == "0"


def read_contents(pattern: ast.Pattern) -> Contents:
    """The arguments, tags and choices by number of a message."""
    reader = _Reader()
    reader.visit(pattern)
    return Contents(frozenset(reader.arguments), frozenset(reader.tags), tuple(reader.plurals))


@cache
def read_patterns(language: Language) -> Patterns:
    """All patterns of a language."""
    return {id_: pattern for file in list_files(language) for id_, pattern in list_patterns(read_resource(file))}


def find_further(id_: str) -> Set[str]:
    """The arguments of which the comment above the English message says that they may be used too."""
    comment = _read_comments().get(id_.partition(".")[0], "")
    return frozenset(_FURTHER.findall(comment))


@cache
def _read_comments() -> Mapping[str, str]:
    messages = (one for file in list_files("en") for one in read_resource(file).body if isinstance(one, ast.Message))
    return {one.id.name: one.comment.content or "" for one in messages if one.comment is not None}


def list_patterns(resource: ast.Resource) -> Iterator[tuple[str, ast.Pattern]]:
    """The patterns of a file, in its order."""
    for one in resource.body:
        if isinstance(one, ast.Message):
            if one.value is not None:
                yield one.id.name, one.value
            yield from ((f"{one.id.name}.{each.id.name}", each.value) for each in one.attributes)


def _find_unreadable(language: Language) -> Iterator[str]:
    names = {file.name for file in list_files("en")}
    for name in sorted(names ^ {file.name for file in list_files(language)}):
        yield f"services/council/words/{language}/{name}: each language has the same files as English"
    seen: dict[str, Path] = {}
    for file in list_files(language):
        where = file.relative_to(HERE.parent.parent.parent)
        for one in read_resource(file).body:
            if isinstance(one, ast.Junk):
                yield f"{where}: cannot be read: {' '.join((one.content or '').split())[:80]}"
            if isinstance(one, ast.Message):
                if one.id.name in seen:
                    yield f"{where}: {one.id.name} is said already in {seen[one.id.name].name}: remove one"
                seen[one.id.name] = file


# ---- names --------------------------------------------------------------------------------------


def _find_missing_names(language: Language, reference: Reference) -> Iterator[str]:
    """States, themes and provisions are checked when they are read: they cannot lack a language."""
    if language == "en":
        return
    yield from _find_untitled(language, "bodies.yaml", reference.bodies)
    yield from _find_untitled(language, "practice.yaml: listing_reasons", reference.practice.listing_reasons)
    yield from _find_untitled(language, "practice.yaml: activity_kinds", reference.practice.activity_kinds)
    for mandate in reference.mandates:
        yield from _find_untitled(language, f"mandates/{mandate.id}.yaml", mandate.obligations or ())


def _find_untitled(language: Language, where: str, titled: Iterable[Titled]) -> Iterator[str]:
    for one in titled:
        if not one.titles.get(language):
            yield f"reference/{where}: {one.title!r} has no title in {language}: add it to titles"
