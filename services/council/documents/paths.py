"""Paths of editions, without a host. Pure."""

from __future__ import annotations

from urllib.parse import quote


def edition_path(report: str, of: int | str, edition: int, language: str = "", form: str = "") -> str:
    """Path of an edition, in a form if it has a name. `of` is the year, or the cycle of a follow-up report."""
    return f"/reports/{report}/{quote(str(of), safe='')}{form and f'.{form}'}?edition={edition}{_add_lang(language)}"


def number_of(edition_id: str) -> str:
    """The number with which the id of an edition ends."""
    return edition_id.rpartition("-")[2]


def basis_path(report: str, of: int | str, figure: str, edition: int, language: str) -> str:
    """Path of the page that lists what a figure counted."""
    return f"/reports/{report}/{quote(str(of), safe='')}/figures/{figure}/basis?edition={edition}{_add_lang(language)}"


def _add_lang(language: str) -> str:
    """A path without a language leads to what the reader's own settings want."""
    return language and f"&lang={language}"
