"""A delivery as an e-mail. It holds a link and no words of the report: whoever follows it sees what they may see then.

Pure, but for the words, which are read once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, Literal, cast

from contracts.vocabulary import FormName
from services.exchange.feeds.entries import with_language
from services.exchange.subscriptions.addresses import read_mailbox
from services.exchange.subscriptions.model import Subscription
from services.exchange.words import read_words

Occasion = Literal["code", "paused", "ended", "new", "corrected", "reissued", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a letter has beside its words."""

    delivery_id: str
    """Its `Message-ID` is made of it, so that a letter that is sent again has the same."""
    sender: str
    now: datetime
    """In UTC, and of the real clock."""
    public_url: str
    """Of this installation."""


def occasion_of(event: dict[str, Any]) -> Occasion:
    """What the letter is about."""
    data, kind = event["data"], event["type"].split(".")[-2]
    if kind == "confirmation":
        return "code"
    if kind in ("withdrawn", "paused", "ended"):
        return cast(Occasion, kind)
    return "reissued" if data.get("reissue") else "corrected" if data.get("corrects") else "new"


def link_of(event: dict[str, Any], one: Subscription, public_url: str) -> str | None:
    """Where the edition is, in the language and the form of the subscription; None: the event is of no edition."""
    path: str | None = event["data"].get("path")
    return f"{public_url}{with_language(_in_form(path, one.form), one.language)}" if path else None


def json_link_of(event: dict[str, Any], public_url: str) -> str | None:
    """Where the JSON is whose digest the event has; None: it has none."""
    path = event["data"].get("path")
    return (
        f"{public_url}{with_language(_in_form(path, 'json'), 'en')}" if path and event["data"].get("digest") else None
    )


def _in_form(path: str, form: FormName) -> str:
    """A page is at the path itself."""
    if form == "html":
        return path
    place, mark, query = path.partition("?")
    return f"{place}.{form}{mark}{query}"


def build_letter(one: Subscription, event: dict[str, Any], link: str | None, stamp: Stamp) -> EmailMessage:
    """The e-mail. `link`: to the edition; of one that was withdrawn, where it was."""
    occasion, data, words = occasion_of(event), event["data"], read_words(one.language)
    lines = [_say_occasion(one, occasion, data), _place_of(occasion, data, link, stamp)]
    if json_link := json_link_of(event, stamp.public_url):
        lines += [words.say("letter-digest", digest=data["digest"].removeprefix("sha-256:")), json_link]
    letter = EmailMessage()
    letter["From"] = stamp.sender
    letter["To"] = read_mailbox(one.url)
    letter["Subject"] = _write_subject(one, occasion, data)
    letter["Date"] = format_datetime(stamp.now)
    letter["Message-ID"] = f"<{stamp.delivery_id}@{stamp.sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter["Content-Language"] = one.language
    letter.set_content("\n\n".join([*lines, words.say("letter-end", subscription=one.id)]) + "\n")
    return letter


def _say_occasion(one: Subscription, occasion: Occasion, data: dict[str, Any]) -> str:
    words = read_words(one.language)
    if occasion in ("paused", "ended"):
        last_day = date.fromisoformat(data["last_day"])
        values = {"failing": data["subscription_id"]} | ({"day": last_day} if occasion == "paused" else {})
        return words.say(f"letter-{occasion}", **values)
    return words.say(f"letter-{occasion}")


def _place_of(occasion: Occasion, data: dict[str, Any], link: str | None, stamp: Stamp) -> str:
    """Where to look, or the code."""
    if occasion in ("paused", "ended"):
        return f"{stamp.public_url}/subscriptions/{data['subscription_id']}"
    return str(data["code"] if occasion == "code" else link or data.get("id", ""))


def _write_subject(one: Subscription, occasion: Occasion, data: dict[str, Any]) -> str:
    words = read_words(one.language)
    if occasion in ("code", "withdrawn", "paused", "ended"):
        return words.say(f"letter-{occasion}-subject")
    report = f"report-{data['report']}"
    name = words.say(report) if words.has(report) else data["title"]
    title = " ".join(str(part) for part in (name, data.get("state"), data.get("year")) if part)
    return words.say("letter-new-subject", title=title, edition=str(data["edition"]))
