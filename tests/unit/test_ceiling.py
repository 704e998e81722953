"""The rebuild's ceiling copies the rows that council makes of the same events, whatever its facts are."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeAlias

from aiokafka import ConsumerRecord

from benchmarks.copies import COLUMNS
from benchmarks.rebuilding import ONE_ASSESSMENT, _records, _rows, _templates
from services.council.facts import PROJECTED
from services.council.facts.projections import facts_of
from services.council.service import SERVICE
from shared.engine.receiving import build_trigger
from shared.engine.rules import Event
from shared.transports.kafka.decoding import message_of

Record: TypeAlias = "ConsumerRecord[bytes, bytes]"


def read(assessments: int) -> list[Record]:
    """What the benchmark writes to Kafka, as a consumer gets it."""
    return [
        ConsumerRecord(
            topic=topic, partition=number % 3, offset=number, timestamp=0, timestamp_type=1, key=key, value=value,
            checksum=None, serialized_key_size=len(key), serialized_value_size=len(value), headers=headers,
        )
        for number, (topic, key, value, headers) in enumerate(_records(assessments * len(ONE_ASSESSMENT)))
    ]  # fmt: skip


def test_the_ceiling_makes_the_product_s_rows_of_every_event() -> None:
    records, wanted = read(2), defaultdict(list)
    for record in records:
        event = build_trigger(SERVICE, message_of(record))
        assert isinstance(event, Event)
        for table, row in facts_of(event):
            wanted[table.name].append(tuple(row))
    made = {name: [tuple(row) for row in rows] for name, rows in _rows(_templates(), records).items()}
    assert made == wanted


def test_the_columns_that_are_copied_are_those_of_the_tables() -> None:
    assert {table.name: table.row._fields for table in PROJECTED} == COLUMNS
    for name, rows in _rows(_templates(), read(1)).items():
        assert {len(row) for row in rows} == {len(COLUMNS[name])}
