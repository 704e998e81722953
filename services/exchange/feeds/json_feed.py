"""Entries as JSON Feed 1.1. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from services.exchange.feeds.entries import Entry

MEDIA_TYPE = "application/feed+json"


def as_json_feed(title: str, url: str, home: str, entries: Sequence[Entry]) -> dict[str, object]:
    """The feed at `url`, of the installation at `home`."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": home,
        "feed_url": url,
        "language": "en",
        "items": [
            {
                "id": one.id,
                "url": f"{home}{one.path}",
                "title": one.title,
                "content_text": one.text or one.title,
                "date_published": one.at,
                "tags": one.categories,
            }
            for one in entries
        ],
    }
