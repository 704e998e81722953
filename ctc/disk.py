"""Reports that can be opened from the disk: what each figure counted stands on a page beside, where its link leads."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from html import unescape
from pathlib import Path
from typing import Final

Read = Callable[[str], Awaitable[str]]
"""The page at a path, as HTML."""

LINK: Final = re.compile(r'<a ([^>]*?)href="(/[^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
"""A link to a path of the system, which is not there on a disk."""
BASIS: Final = re.compile(r"/reports/\w+/\d+/figures/([^/]+)/basis\?")
NEXT: Final = re.compile(r'href="(/[^"]*[?;&]after=[^"]*)"')
LARGEST_PAGE: Final = 1000


async def write_report(path: str, page: str, file: Path, read: Read) -> None:
    """Writes the page of the report at `path` to `file`, and what each figure counted to a folder of its name."""
    folder = file.with_suffix("")
    folder.mkdir(parents=True, exist_ok=True)
    names = {link: f"{found[1]}.html" for link in _paths(page) if (found := BASIS.match(link))}
    file.write_text(_lead(page, {link: f"{folder.name}/{name}" for link, name in names.items()}), encoding="utf-8")
    for link, name in names.items():
        await _write_basis(link, folder / name, path, file.name, read)


def unlink_page(page: str) -> str:
    """The page alone: its links to the system are plain text."""
    return _lead(page, {})


async def _write_basis(link: str, file: Path, report: str, report_file: str, read: Read) -> None:
    """Writes what was counted, page after page; each leads back to the report and on to the next."""
    number, next_link = 1, f"{link}&limit={LARGEST_PAGE}"
    while next_link:
        page = await read(next_link)
        leads = {one: f"../{report_file}" for one in _paths(page) if one.startswith(f"{report}?")}
        found = NEXT.search(page)
        next_link = unescape(found[1]) if found else ""
        leads |= {next_link: f"{file.stem}-{number + 1}.html"}
        this = file if number == 1 else file.with_stem(f"{file.stem}-{number}")
        this.write_text(_lead(page, leads), encoding="utf-8")
        number += 1


def _paths(page: str) -> list[str]:
    return [unescape(link) for _, link, _, _ in LINK.findall(page)]


def _lead(page: str, leads: dict[str, str]) -> str:
    """The page with its links led to these files. A link to anything else becomes plain text."""

    def put(found: re.Match[str]) -> str:
        before, link, after, text = found.groups()
        to = leads.get(unescape(link))
        return text if to is None else f'<a {before}href="{to}"{after}>{text}</a>'

    return LINK.sub(put, page)
