"""Synthetic mandates: one is in force in every simulated year, except in one planned gap."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from reference import load

TERM = 4
"""Years of a synthetic mandate, as of the real ones."""
GAP = timedelta(days=200)
"""Longer than a State's six months, so that whole duties fall into the gap."""
GAP_AFTER = 2
"""Synthetic mandates before the gap."""

TEMPLATE = """\
id: {id}
title: Synthetic mandate of {adopted.year}, invented for simulation
adopted: {adopted}
in_force_from: {start}
in_force_until: {end}
source: synthetic
text: not at hand
renews: {renews}
obligations_of_renewed: true
after_gap: {after_gap}
synthetic: true
note: Invented for simulation; no such resolution exists.
"""


def write(directory: Path, until: date) -> None:
    """Writes mandate files up to the one that is in force on `until`."""
    last = load().mandates[-1]
    renews, start, number = last.id, last.in_force_until + timedelta(days=1), 0
    while start <= until:
        gap = number == GAP_AFTER
        start += GAP if gap else timedelta()
        end = start.replace(year=start.year + TERM) - timedelta(days=1)
        name = f"synthetic-{start.year}"
        text = TEMPLATE.format(
            id=name, adopted=start - timedelta(days=7), start=start, end=end, renews=renews,
            after_gap=str(gap).lower(),
        )  # fmt: skip
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
        renews, start, number = name, end + timedelta(days=1), number + 1
