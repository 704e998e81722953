"""Paths of editions, without a host. Pure."""

from __future__ import annotations

from urllib.parse import quote


def edition_path(report: str, of: int | str, edition: int) -> str:
    """Path of an edition. `of` is the year, or the cycle of a follow-up report."""
    return f"/reports/{report}/{quote(str(of), safe='')}?edition={edition}"


def number_of(edition_id: str) -> str:
    """The number with which the id of an edition ends."""
    return edition_id.rpartition("-")[2]


def basis_path(report: str, of: int | str, figure: str, edition: int) -> str:
    """Path of the page that lists what a figure counted."""
    return f"/reports/{report}/{quote(str(of), safe='')}/figures/{figure}/basis?edition={edition}"
