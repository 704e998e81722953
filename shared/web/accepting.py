"""Which of several forms of a thing its reader would rather have: the header `Accept` (RFC 9110, 12.5.1)."""

from __future__ import annotations


def quality(accept: str, media_type: str) -> float:
    """How much this form is wanted: 0 is not at all. Without the header all forms are wanted alike."""
    if not accept.strip():
        return 1.0
    found = (_fit(one, media_type) for one in accept.split(","))
    _, wanted = max((fit for fit in found if fit), default=(0, 0.0))
    return wanted


def _fit(text: str, media_type: str) -> tuple[int, float] | None:
    """How closely a range names this form, and how much it is wanted; None where it does not name it."""
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    names = {"*": 1, "*/*": 1, f"{media_type.partition('/')[0]}/*": 2, media_type: 3}
    if name not in names:
        return None
    return names[name], next((_number(one[2:]) for one in parameters if one.startswith("q=")), 1.0)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
