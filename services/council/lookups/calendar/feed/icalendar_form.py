"""Items of the calendar as iCalendar: the one place that knows the library. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

MEDIA_TYPE = "text/calendar"


def write_icalendar(items: Iterable[Mapping[str, Any]], home: str) -> Iterator[bytes]:
    """A whole day for each item, of the installation at `home`, day by day: a thousand take the library a second."""
    from icalendar import Calendar  # noqa: PLC0415 - a twentieth of a second, for one page

    calendar = Calendar()
    calendar.add("prodid", "-//CTC Reporting//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "CTC: what is due")
    whole: bytes = calendar.to_ical()
    begin, end, rest = whole.rpartition(b"END:VCALENDAR")
    yield begin
    for item in items:
        yield write_event(item["id"], item["due_on"], _summarize(item), _describe(item), home)
    yield end + rest


@lru_cache(maxsize=4096)  # the library takes half a millisecond, and programs ask for the same days again and again
def write_event(item_id: str, day: date, summary: str, description: str, home: str) -> bytes:
    """A day without a time."""
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{item_id}@ctc-reporting")
    # Of the day itself and not of this moment, so that the calendar stays the same until something in it changes.
    event.add("dtstamp", datetime.combine(day, time(), UTC))
    event.add("dtstart", day)
    event.add("summary", summary)
    event.add("description", description)
    event.add("url", f"{home}/calendar?from={day}&to={day}")
    event.add("transp", "TRANSPARENT")
    text: bytes = event.to_ical()
    return text


def _summarize(item: Mapping[str, Any]) -> str:
    where = f"{item['subject']}: " if item["subject"] else ""
    late = " (overdue)" if item["state"] == "overdue" else ""
    return f"{where}{item['what']}{late}"


def _describe(item: Mapping[str, Any]) -> str:
    names = ("owner", "recipient", "mandate", "paragraph", "wording", "state")
    return "\n".join(f"{name}: {item[name]}" for name in names if item[name])
