"""What in a changed schema would break somebody who works by the old one. Pure.

A contract only grows: by a new optional field, a new type of event, or a new value of an open list. Any other change
breaks readers (they get what they were not promised) or writers (what they send is no longer accepted). It needs a new
version beside the old one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from contracts.explaining import PASSED_OVER
from contracts.vocabulary import KNOWN_SO_FAR

Schema = Mapping[str, Any]

_NOTES: Final = frozenset({"$schema", "$id", "$defs", "title", "description", "examples", "discriminator"})
"""Keywords that tell people something and decide nothing."""
CLOSED: Final[Schema] = MappingProxyType({"patternProperties": {f"^{PASSED_OVER}": {}}, "additionalProperties": False})
"""For what others send. A name that the contract does not have was never part of it. So a sender that keeps the
contract loses nothing when it is refused. A sender's own names pass."""
_OF_ONE_VALUE: Final = frozenset({"enum", KNOWN_SO_FAR, "pattern", "minLength", "maxLength"})
_LOWER: Final = frozenset({"minLength", "minItems", "minimum"})
_ALTERNATIVES: Final = frozenset({"anyOf", "oneOf"})
_UPPER: Final = frozenset({"maxLength", "maxItems", "maximum"})


def find_breaks(old: Schema, new: Schema) -> list[str]:
    """One line for each change that would break a reader or a writer; none if the contract only grew."""
    return list(_compare(_plain(old, old), _plain(new, new), "the data"))


def _plain(schema: Any, root: Schema) -> Any:
    """The schema with its references replaced by what they name, and without notes."""
    if isinstance(schema, list):
        return [_plain(part, root) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    if "$ref" in schema:
        return _plain(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    plain = {key: _plain(value, root) for key, value in schema.items() if key not in _NOTES and key != "properties"}
    if "properties" in schema:  # a field may be called as a note is
        plain["properties"] = {name: _plain(field, root) for name, field in schema["properties"].items()}
    return plain


def _compare(old: Schema, new: Schema, at: str) -> Iterator[str]:
    yield from _fields(old, new, at)
    passed_over = {"properties", "required"}
    if KNOWN_SO_FAR in new and (KNOWN_SO_FAR in old or "enum" in old):
        yield from _known_so_far(old, new, at)
        passed_over |= _OF_ONE_VALUE if "enum" in old else {KNOWN_SO_FAR}
    for keyword in sorted((old.keys() | new.keys()) - passed_over):
        before, after = old.get(keyword), new.get(keyword)
        if before == after or (before is None and keyword in CLOSED and new.items() >= CLOSED.items()):
            continue
        if keyword == "items" and before and after:
            yield from _compare(before, after, f"{at}[]")
        elif keyword in _ALTERNATIVES and before and after and len(before) == len(after):
            for number, (one, other) in enumerate(zip(before, after, strict=True), 1):
                yield from _compare(one, other, f"{at}({number})")
        else:
            yield _describe_change(keyword, before, after, at)


def _known_so_far(old: Schema, new: Schema, at: str) -> Iterator[str]:
    """Known values must still be there, and be accepted. A closed list may be opened only by a decision (51)."""
    for value in old.get(KNOWN_SO_FAR) or old["enum"]:
        if value not in new[KNOWN_SO_FAR]:
            yield f"{at}: {value} removed"
        elif not re.search(new.get("pattern", ""), value) or len(value) > new.get("maxLength", len(value)):
            yield f"{at}: {value} is no longer taken"


def _fields(old: Schema, new: Schema, at: str) -> Iterator[str]:
    had, has = old.get("properties", {}), new.get("properties", {})
    old_required, new_required = set(old.get("required", ())), set(new.get("required", ()))
    for name in had:
        if name not in has:
            yield f"{at}.{name}: removed"
        else:
            yield from _compare(had[name], has[name], f"{at}.{name}")
    for name in sorted(new_required - old_required):
        yield f"{at}.{name}: {'now required' if name in had else 'new and required'}"
    for name in sorted((old_required - new_required) & has.keys()):
        yield f"{at}.{name}: no longer always there"


def _describe_change(keyword: str, before: Any, after: Any, at: str) -> str:
    if keyword == "enum" and before and after:
        additions = [f"{value} added" for value in after if value not in before]
        removals = [f"{value} removed" for value in before if value not in after]
        return f"{at}: {', '.join(additions + removals) or 'values in another order'}"
    if keyword in _LOWER | _UPPER and before is not None and after is not None:
        narrower = (after > before) == (keyword in _LOWER)
        return f"{at}: {keyword} {'narrowed' if narrower else 'widened'} from {before} to {after}"
    if before is None:
        return f"{at}: {keyword} added"
    if after is None:
        return f"{at}: {keyword} removed"
    return f"{at}: {keyword} changed"
