"""Entries as Atom: the one place that knows the library. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from feedgenerator import Atom1Feed

from services.exchange.feeds.entries import Entry

MEDIA_TYPE = "application/atom+xml"


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library has no types
    """Without entries too it says when it changed last, so that it stays the same until it changes."""

    changed_at: datetime

    def latest_post_date(self) -> datetime:
        return self.changed_at


def as_atom(title: str, url: str, home: str, entries: Sequence[Entry], changed_at: datetime) -> bytes:
    """The feed at `url`, of the installation at `home`."""
    feed = _Feed(title, home, None, feed_url=url, feed_guid=url, author_name="CTC Reporting", language="en")
    feed.changed_at = changed_at
    for one in entries:
        feed.add_item(
            one.title,
            f"{home}{one.path}",
            escape(one.text) or None,
            unique_id=one.id,
            pubdate=one.at,
            updateddate=one.at,
            categories=one.categories,
        )
    text: str = feed.writeString("utf-8")
    return text.encode()
