"""Items of the calendar as iCalendar: the one place that knows the library. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from typing import Any

from icalendar import Calendar, Event

MEDIA_TYPE = "text/calendar"


def as_icalendar(items: Iterable[Mapping[str, Any]], home: str) -> bytes:
    """A whole day for each item, of the installation at `home`."""
    calendar = Calendar()
    calendar.add("prodid", "-//CTC Reporting//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "CTC: what is due")
    for item in items:
        calendar.add_component(_build_event(item, home))
    text: bytes = calendar.to_ical()
    return text


def _build_event(item: Mapping[str, Any], home: str) -> Event:
    event, day = Event(), item["due_on"]
    where = f"{item['subject']}: " if item["subject"] else ""
    late = " (overdue)" if item["state"] == "overdue" else ""
    event.add("uid", f"{item['id']}@ctc-reporting")
    # Of the day itself and not of this moment, so that the calendar stays the same until something in it changes.
    event.add("dtstamp", datetime.combine(day, time(), UTC))
    event.add("dtstart", day)
    event.add("summary", f"{where}{item['what']}{late}")
    event.add("description", _describe(item))
    event.add("url", f"{home}/calendar?from={day}&to={day}")
    event.add("transp", "TRANSPARENT")
    return event


def _describe(item: Mapping[str, Any]) -> str:
    names = ("owner", "recipient", "mandate", "paragraph", "wording", "state")
    return "\n".join(f"{name}: {item[name]}" for name in names if item[name])
