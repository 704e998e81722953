"""The access log: entries that make a chain, and strangers who cannot fill it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import orjson
import pytest

from shared.engine.access_log.entries import Access, Entry, Head, chain, find_breaks
from shared.engine.access_log.floods import MOST_OF_PRINCIPAL, MOST_OF_STRANGER, Floods, can_flood

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
READ = Access(
    AT, "desk", "token", "reader", "committee", (), "GET", "/visits/{visit}", "v-1", 200, "", "c-1", "203.0.113.7"
)
LOG = chain(Head(), "exchange", [replace(READ, thing=f"v-{number}") for number in range(1, 6)])


def problems(entries: list[Entry]) -> list[str]:
    found = find_breaks(Head(), [asdict(one) for one in entries])
    return [problem for _, problem in found if problem]


def forge(entry: Entry, **changes: object) -> Entry:
    """The entry with another content, and with the hash of that."""
    text = orjson.dumps(orjson.loads(entry.entry) | changes, option=orjson.OPT_SORT_KEYS).decode()
    return replace(entry, entry=text, hash=sha256(text.encode()).hexdigest())


def test_entries_that_nobody_touched_are_whole() -> None:
    assert problems(LOG) == []
    assert [one.number for one in LOG] == [1, 2, 3, 4, 5]


def test_a_log_goes_on_where_it_ended() -> None:
    more = chain(Head(LOG[-1].number, LOG[-1].hash), "exchange", [READ])
    assert problems([*LOG, *more]) == []


def test_a_changed_entry_is_found() -> None:
    changed = replace(LOG[2], entry=LOG[2].entry.replace("v-3", "v-9"))
    assert problems([*LOG[:2], changed, *LOG[3:]]) == ["entry 3 was changed"]


def test_a_changed_entry_with_a_new_hash_is_found_at_the_next() -> None:
    assert problems([*LOG[:2], forge(LOG[2], thing="v-9"), *LOG[3:]]) == [
        "entry 4 does not follow the one before: one of them was put in place of another"
    ]


def test_missing_entries_are_found() -> None:
    assert problems([LOG[0], *LOG[3:]])[0] == "entries 2 to 3 are missing"
    assert problems(LOG[1:])[0] == "entries 1 to 1 are missing"


def test_an_entry_that_is_no_json_is_found() -> None:
    junk = replace(LOG[4], entry="x", hash=sha256(b"x").hexdigest())
    assert len(problems([*LOG[:4], junk])) == 1


@pytest.mark.parametrize("field", ["principal", "proof", "right", "status", "refusal", "address", "correlation_id"])
def test_an_entry_says_who_did_what_with_which_right(field: str) -> None:
    content = orjson.loads(LOG[0].entry)
    assert content[field] == getattr(READ, field)
    assert (content["service"], content["before"]) == ("exchange", "0" * 64)


# ---- what somebody can have made without end -----------------------------------------------------

OF_STRANGER = replace(READ, principal="", status=401, refusal="token-unknown")
REFUSED = replace(READ, status=404, refusal="not-found")
SEVERAL = [(OF_STRANGER, MOST_OF_STRANGER), (REFUSED, MOST_OF_PRINCIPAL)]


@pytest.mark.parametrize(("access", "most"), SEVERAL)
def test_of_whoever_is_refused_again_and_again_some_are_kept_and_the_rest_is_counted(access: Access, most: int) -> None:
    floods = Floods()
    kept = [one for _ in range(1_000) for one in floods.count(access)]
    assert kept == [access] * most
    later = replace(access, at=AT + timedelta(minutes=1))
    counted, own = floods.count(later)
    assert (counted.principal, counted.thing, counted.times, own.times) == (access.principal, "", 1_000 - most, 1)
    assert list(floods.flush()) == []


@pytest.mark.parametrize(("access", "most"), SEVERAL)
def test_what_is_counted_is_written_once_also_within_a_minute(access: Access, most: int) -> None:
    floods = Floods()
    times = list[int]()
    for _ in range(3):
        times += [one.times for _ in range(100) for one in floods.count(access)]
        times += [one.times for one in floods.flush()]
    assert (sum(times), len(times)) == (300, most + 3)


def test_a_stranger_from_another_address_is_kept_beside_a_flood() -> None:
    floods = Floods()
    for _ in range(1_000):
        list(floods.count(OF_STRANGER))
    assert list(floods.count(replace(OF_STRANGER, address="198.51.100.1"))) != []


def test_another_principal_is_kept_beside_a_flood_from_the_same_address() -> None:
    floods = Floods()
    for _ in range(1_000):
        list(floods.count(REFUSED))
        list(floods.count(OF_STRANGER))
    assert list(floods.count(replace(REFUSED, principal="another"))) != []
    assert {(one.principal, one.address, one.times) for one in floods.flush()} == {
        ("desk", "203.0.113.7", 1_000 - MOST_OF_PRINCIPAL), ("", "203.0.113.7", 1_000 - MOST_OF_STRANGER),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("principal", "status", "can"),
    [("desk", 200, False), ("desk", 201, False), ("desk", 404, True), ("desk", 429, True), ("", 204, True)],
)
def test_what_a_principal_read_or_commanded_with_success_always_has_its_own_entry(
    principal: str, status: int, can: bool
) -> None:
    assert can_flood(replace(READ, principal=principal, status=status)) is can


def test_all_addresses_of_one_network_of_ipv6_count_as_one() -> None:
    floods = Floods()
    kept = [one for n in range(500) for one in floods.count(replace(OF_STRANGER, address=f"2001:db8::{n:x}"))]
    assert len(kept) == MOST_OF_STRANGER
    (counted,) = floods.flush()
    assert (counted.address, counted.times) == ("2001:db8::/64", 500 - MOST_OF_STRANGER)


def test_invented_addresses_take_no_memory_without_end() -> None:
    floods = Floods()
    kept = [one for n in range(5_000) for one in floods.count(replace(OF_STRANGER, address=f"a-{n}"))]
    assert len(kept) <= 520
    (others,) = floods.flush()
    assert (others.address, others.times) == ("others", 5_000 - len(kept))
