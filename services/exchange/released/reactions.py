"""Each released copy, and each withdrawal, becomes an item of its audience's feed. Pure.

Copies of one thing come in the order in which they were told: they have one source and one key. Their times say less,
since the clock may have been ahead. So a copy that is new here counts, whatever its time. A dead letter that an
operator tries again comes late: it counts unless something of its thing came behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

from pydantic_core import from_json, to_json

from contracts.audiences import RELEASED_PREFIX, Audience
from contracts.base import EventData
from contracts.cloudevents import instant_of
from contracts.participants import RELEASED
from contracts.released import EVENTS, Released, ReleasedWithdrawn, thing_of
from services.exchange.released.model import FEED_ENDS, FEED_ITEMS, MOST_EVENTS, FeedEnd, FeedItem, item_key
from shared.engine.overtaking import is_overtaken, position_of
from shared.engine.rules import Change, Context, Event, Known, Need, Put, Rule

TOPICS: Final = RELEASED


def needs_of_copy(event: Event[Released]) -> Iterator[Need]:
    """The end of the feed, and what it has of this thing."""
    audience = _audience_of(event)
    yield Need(FEED_ENDS, audience, by="audience")
    yield Need(FEED_ITEMS, item_key(audience, _thing_of(event)))


def keep_copy(event: Event[Released], known: Known, context: Context) -> Iterable[Change]:
    """The copy takes the place of the earlier one of the same thing, at the end of the feed."""
    audience, thing = _audience_of(event), _thing_of(event)
    before = known.get(FEED_ITEMS, item_key(audience, thing))
    known_ids = before.event_ids if before else ()
    if event.id in known_ids or (before is not None and _is_overtaken(event, before)):
        return
    end = known.get(FEED_ENDS, audience) or FeedEnd(audience, 0)
    number = end.number + 1
    yield Put(FEED_ENDS, FeedEnd(audience, number))
    yield Put(
        FEED_ITEMS,
        FeedItem(
            id=item_key(audience, thing),
            audience=audience,
            number=number,
            thing_id=thing,
            type=event.type,
            state=getattr(event.data, "state", None),
            themes=getattr(event.data, "themes", None) or (),
            recorded_at=context.now,
            event_ids=(*known_ids, event.id)[-MOST_EVENTS:],
            event=_as_json(event),
            position=position_of(event),
        ),
    )


def _is_overtaken(event: Event[Released], item: FeedItem) -> bool:
    """Where it is in doubt, a copy opens nothing, and a withdrawal closes."""
    if not event.retry_of:  # to read the item's event takes time, and hardly any copy is tried again
        return False
    told_at = instant_of(from_json(item.event)["time"])
    is_copy = not isinstance(event.data, ReleasedWithdrawn)
    return is_overtaken(event, item.position, told_at, in_doubt=is_copy)


def _audience_of(event: Event[Released]) -> Audience:
    """The audience of the topic that brought it: the topic and not the event says who may have it."""
    assert event.message is not None, "only what a transport brought is released"
    return cast(Audience, event.message.topic.removeprefix(RELEASED_PREFIX))


def _thing_of(event: Event[Released]) -> str:
    thing = thing_of(event.data)
    assert thing is not None, event.type
    return thing


def _as_json(event: Event[Released]) -> str:
    """The event in the JSON form of CloudEvents."""
    assert event.message is not None
    attributes = {name: value for name, value in event.message.attributes.items() if name != "content-type"}
    return to_json({**attributes, "data": from_json(event.message.data or b"")}).decode()


REACTIONS: Final[dict[type[EventData], Rule[Any]]] = dict.fromkeys(EVENTS, Rule(needs_of_copy, keep_copy))
