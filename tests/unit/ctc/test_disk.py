"""Reports on a disk: every link leads to a page beside, and none to a path of the system."""

from __future__ import annotations

import re
from pathlib import Path

from ctc.disk import write_report

REPORT = "/reports/annual/2024"
PAGES = {
    f"{REPORT}/figures/visits/basis?edition=1&limit=1000": (
        f'<p><a href="{REPORT}?edition=1">Back</a> <a href="/states/KEN">Kenya</a>'
        f' <a rel="next" href="{REPORT}/figures/visits/basis?edition=1&amp;after=x&amp;limit=1000">Next</a></p>'
    ),
    f"{REPORT}/figures/visits/basis?edition=1&after=x&limit=1000": f'<a href="{REPORT}?edition=1">Back</a>',
    f"{REPORT}/figures/implemented.theme.cft/basis?edition=1&limit=1000": '<a href="/trace/1">a trace</a>',
}
PAGE = (
    '<a href="#summary">Summary</a>'
    f'<td><a href="{REPORT}/figures/visits/basis?edition=1">5</a></td>'
    f'<svg><a class="bar" href="{REPORT}/figures/implemented.theme.cft/basis?edition=1"><rect/></a></svg>'
    f'<td><a href="{REPORT}/figures/visits/basis?edition=1">5</a></td>'
)


async def test_what_a_figure_counted_stands_on_pages_beside_the_report(tmp_path: Path) -> None:
    asked: list[str] = []

    async def read(path: str) -> str:
        asked.append(path)
        return PAGES[path]

    await write_report(REPORT, PAGE, tmp_path / "annual-2024.html", read)
    assert sorted(asked) == sorted(PAGES), "each once"
    report = (tmp_path / "annual-2024.html").read_text()
    assert report == (
        '<a href="#summary">Summary</a>'
        '<td><a href="annual-2024/visits.html">5</a></td>'
        '<svg><a class="bar" href="annual-2024/implemented.theme.cft.html"><rect/></a></svg>'
        '<td><a href="annual-2024/visits.html">5</a></td>'
    )
    visits = (tmp_path / "annual-2024" / "visits.html").read_text()
    assert visits == '<p><a href="../annual-2024.html">Back</a> Kenya <a rel="next" href="visits-2.html">Next</a></p>'
    files = list(tmp_path.rglob("*.html"))
    assert len(files) == 4
    for file in files:
        for link in re.findall('href="([^"#]+)"', file.read_text()):
            assert (file.parent / link).exists(), link
