"""What is wrong with data that breaks its contract: all of it, in plain words, and no value that was sent. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError

from contracts import dates, vocabulary

LONGEST_REASON: Final = 2_000
"""Characters of a reason; what does not fit is counted."""
MOST_EXPLAINED: Final = 3_000
"""Things that are wrong that are looked at one by one: three of each of 1,000 parts."""
MOST_FIELDS: Final = 100
"""Names that an answer holds, as its contract has it."""
PASSED_OVER: Final = "x_"
"""Names that begin so are the sender's own: no contract will ever use them, and nobody reads them here."""

BROKEN: Final = "contract-broken"
UNKNOWN: Final = "unknown-field"
NOT_JSON: Final = "not-json"

Location = Sequence[int | str]
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
"""The form of a field's name. Anything else in its place may be content, and is not repeated."""
_UNNAMED: Final = "(a name that no field has)"

_PATTERNS: Final[Mapping[str, str]] = {
    dates.FULL: "must be a day such as 2024-01-31",
    dates.PARTIAL: "must be a date such as 2024, 2024-01 or 2024-01-31",
    vocabulary.ONE_LINE: "must be one line of text",
    vocabulary.ANY_LINES: "must be text without the character NUL",
    vocabulary.STATE: "must be three capital letters such as KEN",
    vocabulary.STATE_OR_ALIAS: "must be a State's code such as KEN",
    vocabulary.CODE: "must be small letters, digits and hyphens, such as border-control",
    vocabulary.PARTY: "must be a party such as state:KEN or body:unoct",
}
_INSTANT: Final = "must be an instant such as 2024-01-31T12:00:00Z"
_DAY: Final = "must be a day that exists, such as 2024-01-31"
_KINDS: Final[Mapping[str, str]] = {
    "missing": "is missing",
    "missing_argument": "is missing",
    "extra_forbidden": "there is no such field",
    "unexpected_keyword_argument": "there is no such field",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_parsing": "must be a whole number",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "model_type": "must be an object",
    "dataclass_type": "must be an object",
    "dict_type": "must be an object",
    "date_type": "must be a day such as 2024-01-31",
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "datetime_type": _INSTANT,
    "datetime_parsing": _INSTANT,
    "datetime_from_date_parsing": _INSTANT,
    "timezone_aware": _INSTANT,
    "string_too_long": "must have at most {max_length} characters",
    "too_long": "must have at most {max_length} entries",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "union_tag_invalid": "is of a kind that is not known here",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """What is wrong: a sentence, a code for programs, and the names of the fields."""

    reason: str
    code: str
    fields: tuple[str, ...] = ()


TOO_MUCH: Final = Broken(
    f"more than {MOST_EXPLAINED} fields are wrong or unknown: compare the data with its schema", BROKEN
)
"""What is said of data in which more is wrong than is told."""


def explain(error: ValidationError, model: type[BaseModel]) -> Broken | None:
    """All that is wrong with the data; None where it only has fields of the sender's own, which are passed over."""
    if error.error_count() > MOST_EXPLAINED:
        return TOO_MUCH
    problems = [
        problem
        for problem in error.errors(include_url=False, include_input=False)
        if not _is_passed_over(problem["type"], problem["loc"])
    ]
    if not problems:
        return None
    if problems[0]["type"] == "json_invalid":
        return Broken(problems[0]["msg"], NOT_JSON)
    unknown = all(problem["type"] == "extra_forbidden" for problem in problems)
    names = [_path(problem["loc"]) for problem in problems]
    sentences = (_sentence(problem, model) for problem in problems)
    return Broken(_limit(sentences, len(problems)), UNKNOWN if unknown else BROKEN, _limit_fields(names))


def explain_missing(locations: Sequence[Location]) -> Broken:
    """What is missing at these places, of which there is one at least."""
    names = [_path(one) for one in locations]
    return Broken(_limit((f"{one} is missing" for one in names), len(names)), BROKEN, _limit_fields(names))


def _is_passed_over(kind: str, location: Location) -> bool:
    return kind == "extra_forbidden" and str(location[-1]).startswith(PASSED_OVER)


def _sentence(problem: Any, model: type[BaseModel]) -> str:
    where = _path(problem["loc"]) or "the data"
    if problem["type"] == "extra_forbidden":
        return f"{where} is not a field of this contract{_suggestion(problem['loc'], model)}"
    if problem["type"] == "value_error":  # of a validator of a contract, which repeats nothing that was sent
        return f"{where} is wrong: {problem['ctx']['error']}"
    return f"{where} {describe_expectation(problem['type'], problem.get('ctx', {}))}"


def describe_expectation(kind: str, context: Mapping[str, Any]) -> str:
    """What a value must be, by pydantic's kind of error and its context; never what was sent."""
    if kind in {"literal_error", "enum"}:
        words = re.findall("'([^']*)'", context["expected"]) or [context["expected"]]
        return f"must be {'one of ' if len(words) > 1 else ''}{', '.join(words)}"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], f"must match {context['pattern']}")
    if kind in {"string_too_short", "too_short"}:
        return "must not be empty" if context["min_length"] == 1 else f"must have at least {context['min_length']}"
    return _KINDS.get(kind, "is not valid").format_map(context)


def _path(location: Location) -> str:
    """`recommendations[0].priority`."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{_safe_name(part)}" for part in location]
    return "".join(parts).removeprefix(".")


def _safe_name(part: str) -> str:
    return part if _NAME.fullmatch(part) else _UNNAMED


def _suggestion(location: Location, model: type[BaseModel]) -> str:
    """The field that was perhaps meant: `audience` for `audeince`, `assistance_needed` for `assistanceNeeded`."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(location[-1])[:60]).lower().replace("-", "_")
    close = difflib.get_close_matches(name, _fields_at(location[:-1], model), 1, 0.75)
    return f" (did you mean {close[0]}?)" if close else ""


def _fields_at(location: Location, model: type[BaseModel]) -> list[str]:
    models = [model]
    for part in location:
        if isinstance(part, str):
            annotations = [one.model_fields[part].annotation for one in models if part in one.model_fields]
            models = [model_ for annotation in annotations for model_ in find_models(annotation)]
    return [name for one in models for name in one.model_fields]


def find_models(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that may stand where a field has this annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from find_models(part)


def _limit_fields(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_FIELDS]


def _limit(sentences: Iterator[str], count: int) -> str:
    """As many of the sentences as an answer takes, and how many more there are."""
    fitting: list[str] = []
    room = LONGEST_REASON - len("; and 1000000 more")
    for sentence in sentences:
        room -= len(sentence) + 2
        if room < 0:
            break
        fitting.append(sentence)
    more = [f"and {count - len(fitting)} more"] if len(fitting) < count else []
    return "; ".join(fitting + more)
