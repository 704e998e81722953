"""Which language a reader wants, by an address or by `Accept-Language` (RFC 9110). Pure."""

from __future__ import annotations

from collections.abc import Collection

from reference import LANGUAGES, Language


def find_language(name: str | None) -> Language | None:
    """The language of this tag, such as `fr` or `fr-CH`; None: it is none of ours."""
    tag = (name or "").strip().lower().partition("-")[0]
    return next((one for one in LANGUAGES if one == tag), None)


def find_most_wanted(accepted: str, among: Collection[Language] = LANGUAGES) -> Language | None:
    """The one of these that `Accept-Language` wants most; None: it wants none of them."""
    wanted = [
        (_read_quality(parameters), -place, language)
        for place, one in enumerate(accepted.split(","))
        for tag, _, parameters in [one.partition(";")]
        if (language := find_language(tag)) in among and language is not None
    ]
    quality, _, language = max(wanted, default=(0.0, 0, None))
    return language if quality > 0 else None


def _read_quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
