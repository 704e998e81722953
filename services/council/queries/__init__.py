"""Queries that are no population: each is one whole statement in a file of its own, which runs alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from services.council.populations import Statement, prepare


@cache
def query(name: str) -> Statement:
    """The statement of this name."""
    return prepare((Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8"))
