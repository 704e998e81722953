"""What follows from a registration, and from the contracts, for users of Kafka."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.audiences import AUDIENCES, Audience
from contracts.exchange import PublisherChanged
from contracts.participants import PARTICIPANTS
from shared.transports.access import Access, Differences, rights_of_publisher, user_of
from shared.transports.kafka.access import Right
from shared.transports.topics import spec_of


def publisher(
    name: str = "unodc", audience: Audience = "un", active: bool = True, certificate: str | None = None
) -> PublisherChanged:
    return PublisherChanged(
        publisher_id=name, change="registered", changed_by="desk", active=active, name=name, contact="the desk",
        audience=audience, events_per_minute=1, bytes_per_day=1, certificate=certificate,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("audience", "topics"),
    [
        ("committee", ["council", "un", "partners", "public"]),
        ("council", ["council", "un", "partners", "public"]),
        ("un", ["un", "partners", "public"]),
        ("partners", ["partners", "public"]),
        ("public", ["public"]),
    ],
)
def test_a_publisher_reads_the_releases_of_its_audience_and_of_wider_ones(
    audience: Audience, topics: list[str]
) -> None:
    read = {one.name for one in rights_of_publisher(publisher(audience=audience)) if one.operation == "read"}
    assert read == {*(f"ctc.released.{name}" for name in topics), "unodc.reader", "unodc.reader-2", "unodc.reader-3"}


def test_nobody_but_a_publisher_itself_writes_to_its_topic() -> None:
    access = Access({name: publisher(name, audience) for name, audience in zip("abcde", AUDIENCES, strict=True)})
    for name in access.publishers:
        writers = {
            one.user
            for one in access.rights()
            if one.operation == "write" and f"ctc.external.{name}".startswith(one.name)
        }
        assert writers == {name}


def test_no_publisher_reads_an_internal_topic_or_receipts() -> None:
    access = Access({"unodc": publisher(audience="committee")})
    names = {one.name for one in access.rights() if one.user == "unodc"}
    assert all(name.startswith(("ctc.released.", "ctc.external.unodc", "unodc.")) for name in names)


def test_who_is_not_let_in_has_no_right_and_no_password() -> None:
    access = Access({"unodc": publisher(active=False)})
    assert not [one for one in access.rights() if one.user == "unodc"]
    assert access.is_ours("unodc")
    assert not access.may_log_in("unodc")
    assert access.topics() == []


def test_a_certificate_gives_the_rights_of_the_publisher_that_names_it() -> None:
    rights = list(rights_of_publisher(publisher(certificate="CN=unodc.example")))
    by_password = {replace(one, user="CN=unodc.example") for one in rights if one.user == "unodc"}
    assert {one for one in rights if one.user != "unodc"} == by_password


def test_a_certificate_that_nobody_names_has_no_right_to_what_is_ours() -> None:
    access, mine = Access({"unodc": publisher()}), "CN=old.example"
    of_ours = [Right(mine, "write", "topic", "ctc.external.unodc"), Right(mine, "read", "group", "unodc.reader")]
    others = [Right(mine, "write", "topic", "theirs"), Right("bob", "write", "topic", "ctc.external.unodc")]
    assert [access.is_about_ours(one) for one in (*of_ours, *others)] == [True, True, False, False]


def test_a_service_writes_what_the_contracts_say_and_nothing_else() -> None:
    for service in PARTICIPANTS[:-1]:
        written = {
            one.name for one in Access({}).rights() if one.user == user_of(service.name) and one.operation == "write"
        }
        assert written == {*service.publishes, "ctc.installation"}


def test_a_difference_says_whose_it_is_and_what_mends_it() -> None:
    right = Right("bob", "read", "group", "bob.", "prefixed")
    lines = Differences(frozenset(), frozenset(), frozenset(), frozenset({right}), frozenset({"bob"})).lines()
    assert lines == [
        "bob may read group bob.*: of no registration; `ctc access apply --prune` removes it",
        "bob has a password: of no registration; `ctc access apply --prune` removes it",
    ]


def test_a_publisher_s_topic_keeps_three_days_of_its_quota_at_most() -> None:
    (topic,) = Access({"unodc": publisher()}).topics()
    assert (topic.name, topic.most_bytes) == ("ctc.external.unodc", 3)
    spec = spec_of(replace(topic, most_bytes=3_000_000_000), brokers=1)
    assert (spec.partitions, spec.settings["retention.bytes"]) == (1, "3000000000")
    assert spec.settings["segment.bytes"] == "750000000"
