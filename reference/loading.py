"""Reads the files of reference data and refuses inconsistent ones.

Every message names the file and says what to do. The same files in any place give the same
digest. The services compare it with the digest that they last applied.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from reference.bodies import Body
from reference.checks import (
    BadReference,
    check_bodies,
    check_mandates,
    check_practice,
    check_provisions,
    check_report_days,
    check_themes,
    with_days,
    with_renewed,
)
from reference.languages import LANGUAGES
from reference.mandate import (
    AfterAnchor,
    DateInRequest,
    FixedDate,
    Mandate,
    MetBy,
    Obligation,
    Periodic,
    TimesAYear,
    Yearly,
)
from reference.model import (
    ActivityKind,
    DraftDay,
    ListingReason,
    MemberState,
    NonMember,
    Nudge,
    Practice,
    Reference,
    Theme,
    Usage,
)
from reference.provisions import Provision
from reference.ranking import Each, Once, Ranking, Ratings, Step, Steps
from reference.ranking_checks import check_other_names, check_ranking, check_usage

HERE = Path(__file__).parent

# An unknown key is a typing error, so it is refused.
_strict = with_config(ConfigDict(extra="forbid"))
_RULES: tuple[type, ...] = (AfterAnchor, DateInRequest, FixedDate, Periodic, TimesAYear, Yearly)
_WEIGHTS: tuple[type, ...] = (Each, Once, Ratings, Step, Steps, Ranking)
_KINDS: tuple[type, ...] = (
    *_RULES,
    *_WEIGHTS,
    ActivityKind,
    Body,
    DraftDay,
    ListingReason,
    MetBy,
    Obligation,
    Mandate,
    Nudge,
    Practice,
    Provision,
    Theme,
    Usage,
)
for _kind in _KINDS:
    _strict(_kind)

# The C parser is ten times as fast and gives the same result. The other one is used if it was not built.
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True)
class _ThemesFile:
    mandate: str
    """The mandate whose paragraphs the themes name."""
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class _ProvisionsFile:
    mandate: str
    """The mandate whose paragraphs the provisions name."""
    provisions: tuple[Provision, ...]


_mandate_adapter = TypeAdapter(Mandate)
_practice_adapter = TypeAdapter(Practice)
_themes_adapter = TypeAdapter(_strict(_ThemesFile))
_ranking_adapter = TypeAdapter(Ranking)
_bodies_adapter = TypeAdapter(tuple[Body, ...])
_usage_adapter = TypeAdapter(Usage)
_names_adapter = TypeAdapter(dict[str, tuple[str, ...]])
_provisions_adapter = TypeAdapter(_strict(_ProvisionsFile))


def load(directory: Path | None = None, extra_mandates: Path | None = None) -> Reference:
    """The reference data in `directory` (None: the product's own), with any mandates in `extra_mandates`.

    Raises BadReference if a file is missing, cannot be read, or contradicts another.
    """
    directory = directory or HERE
    files = _read(directory, extra_mandates)
    mandates = with_days(_mandates(files))
    themes = _parse(_themes_adapter, "themes.yaml", files)
    provisions = _parse(_provisions_adapter, "provisions.yaml", files)
    practice = _parse(_practice_adapter, "practice.yaml", files)
    check_mandates(mandates)
    by_id = {one.id: one for one in mandates}
    check_themes(themes.themes, by_id.get(themes.mandate))
    check_provisions(provisions.provisions, by_id.get(provisions.mandate), themes.themes)
    check_practice(practice, mandates)
    check_report_days(practice)
    ranking = _parse(_ranking_adapter, "ranking.yaml", files)
    check_ranking(ranking, practice)
    states = _states(files["member_states.csv"])
    other_names = _parse(_names_adapter, "other_names.yaml", files)
    non_members = tuple(NonMember(**row) for row in _rows("non_members.csv", files["non_members.csv"], _NON_MEMBER))
    check_other_names(other_names, states, non_members)
    bodies = _parse(_bodies_adapter, "bodies.yaml", files)
    check_bodies(bodies)
    usage = _parse(_usage_adapter, "usage.yaml", files)
    check_usage(usage, states)
    return Reference(
        states=states,
        non_members=non_members,
        themes=themes.themes,
        provisions=provisions.provisions,
        mandates=with_renewed(mandates),
        practice=practice,
        ranking=ranking,
        other_names=other_names,
        bodies=bodies,
        usage=usage,
        digest=_digest(files),
    )


def _read(directory: Path, extra_mandates: Path | None) -> dict[str, bytes]:
    """The content of each file by its name; a mandate's name has `mandates/` before it."""
    single = (
        "member_states.csv",
        "non_members.csv",
        "themes.yaml",
        "provisions.yaml",
        "practice.yaml",
        "ranking.yaml",
        "other_names.yaml",
        "bodies.yaml",
        "usage.yaml",
    )
    try:
        files = {name: (directory / name).read_bytes() for name in single}
        for place in (directory / "mandates", extra_mandates):
            for path in sorted(place.glob("*.yaml")) if place else ():
                files[f"mandates/{path.name}"] = path.read_bytes()
    except OSError as error:
        raise BadReference(f"cannot read the reference data: {error}") from error
    return files


def _digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 over each file's name and content, in order of name."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name} {len(files[name])}\n".encode())
        digest.update(files[name])
    return digest.hexdigest()


# ---- YAML -------------------------------------------------------------------------------


def _parse(adapter: TypeAdapter[Shape], name: str, files: Mapping[str, bytes]) -> Shape:
    try:
        content = yaml.load(files[name], Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a day that does not exist
        raise BadReference(f"{name} is no valid YAML: {' '.join(str(error).split())}") from error
    try:
        return adapter.validate_python(content)
    except ValidationError as error:
        raise BadReference(f"{name}: {_describe_first(error, content)}") from error


def _describe_first(error: ValidationError, content: Any) -> str:
    """The first error with its place. An obligation is named by its id and paragraph."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where, by = list(first["loc"]), ""
    if where[0] == "obligations" and len(where) > 2:  # then this obligation was read
        one = content["obligations"][where[1]]
        where[:2] = [one.get("id", where[1])]
        by = f" (rule 10, {one.get('paragraph')})" if where[1] == "rule" else f" ({one.get('paragraph')})"
    return f"{'.'.join(str(part) for part in where)}: {first['msg']}{by}"


def _mandates(files: Mapping[str, bytes]) -> tuple[Mandate, ...]:
    """All mandates of the files, in order of adoption."""
    mandates = []
    for name in files:
        if name.startswith("mandates/"):
            mandate = _parse(_mandate_adapter, name, files)
            if name != f"mandates/{mandate.id}.yaml":
                raise BadReference(f"{name}: its id is {mandate.id!r}, which must be the file's name without .yaml")
            mandates.append(mandate)
    return tuple(sorted(mandates, key=lambda mandate: (mandate.adopted_by, mandate.id)))


# ---- CSV --------------------------------------------------------------------------------

_NON_MEMBER = ("code", "name", "reason")
_STATE = (
    *("id", "iso2", "m49", "region", "subregion", "regional_group", "aliases", "admitted_on", "ended_on"),
    *(f"name_{language}" for language in LANGUAGES),
    *(f"formal_{language}" for language in LANGUAGES),
)


def _rows(name: str, content: bytes, columns: Iterable[str]) -> list[dict[str, str]]:
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8")), strict=True)
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadReference(f"{name} is no CSV in UTF-8: {error}") from error
    if set(reader.fieldnames or ()) != set(columns):
        raise BadReference(f"{name}: its columns must be {', '.join(columns)}")
    return rows


def _states(content: bytes) -> tuple[MemberState, ...]:
    states = tuple(_state(row) for row in _rows("member_states.csv", content, _STATE))
    ids = [state.id for state in states]
    if len(set(ids)) != len(ids) or ids != sorted(ids):
        raise BadReference("member_states.csv: each id stands once, in alphabetical order")
    return states


def _state(row: Mapping[str, str]) -> MemberState:
    columns = [column for column in _STATE if column not in {"aliases", "admitted_on", "ended_on"}]
    if not all(row[column] for column in columns):
        raise BadReference(f"member_states.csv: {row['id']} has an empty column; only validity and aliases may be")
    return MemberState(
        id=row["id"],
        iso2=row["iso2"],
        m49=row["m49"],
        names={language: row[f"name_{language}"] for language in LANGUAGES},
        formal_names={language: row[f"formal_{language}"] for language in LANGUAGES},
        region=row["region"],
        subregion=row["subregion"],
        regional_group=row["regional_group"],
        aliases=tuple(row["aliases"].split()),
        admitted_on=_day(row, "admitted_on"),
        ended_on=_day(row, "ended_on"),
    )


def _day(row: Mapping[str, str], column: str) -> date | None:
    try:
        return date.fromisoformat(row[column]) if row[column] else None
    except ValueError as error:
        raise BadReference(f"member_states.csv: {row['id']}: {column}: {error}") from error
