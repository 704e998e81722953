"""Where editions are served, without a host. Pure."""

from __future__ import annotations

from urllib.parse import quote


def edition_path(report: str, of: int | str, edition: int) -> str:
    """Of an edition; `of`: the year, or the cycle of a follow-up report."""
    return f"/reports/{report}/{quote(str(of), safe='')}?edition={edition}"


def number_of(edition_id: str) -> str:
    """The number with which the id of an edition ends."""
    return edition_id.rpartition("-")[2]


def basis_path(report: str, of: int | str, figure: str, edition: int) -> str:
    """Of the list of what a figure of it counted."""
    return f"/reports/{report}/{quote(str(of), safe='')}/figures/{figure}/basis?edition={edition}"
