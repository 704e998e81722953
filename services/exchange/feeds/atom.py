"""Entries as Atom: the one place that knows the library. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from io import StringIO

from feedgenerator import Atom1Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from services.exchange.feeds.entries import Entry

MEDIA_TYPE = "application/atom+xml"


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library has no types
    """Without entries too it says when it changed last, so that it stays the same until it changes."""

    changed_at: datetime

    def latest_post_date(self) -> datetime:
        return self.changed_at


def write_atom(title: str, url: str, home: str, entries: Iterable[Entry], changed_at: datetime) -> Iterator[str]:
    """The feed at `url`, of the installation at `home`, entry by entry: to write them all takes some milliseconds."""
    feed = _Feed(title, home, None, feed_url=url, feed_guid=url, author_name="CTC Reporting", language="en")
    feed.changed_at = changed_at
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("feed", feed.root_attributes())
    feed.add_root_elements(xml)
    for one in entries:
        add_entry(feed, one, home)
        xml.startElement("entry", {})
        feed.add_item_elements(xml, feed.items[-1])
        xml.endElement("entry")
        yield _take(text)
    xml.endElement("feed")
    yield _take(text)


def add_entry(feed: Atom1Feed, one: Entry, home: str) -> None:
    """Puts the entry behind the others."""
    feed.add_item(
        one.title,
        f"{home}{one.path}",
        escape(one.text) or None,
        unique_id=one.id,
        pubdate=one.at,
        updateddate=one.at,
        categories=one.categories,
    )


def _take(text: StringIO) -> str:
    """What was written, which is then gone."""
    taken = text.getvalue()
    text.seek(0)
    text.truncate()
    return taken
