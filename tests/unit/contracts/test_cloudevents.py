"""An event is the same after each way of sending it."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from contracts import http_binding, kafka_binding
from contracts.cloudevents import STRUCTURED, attributes_of, cut_text, is_too_long, unwrap, write_structured
from tests.unit.contracts.sent import ATTRIBUTES, DATA, ENVELOPE, NOW, read_envelope


def test_an_envelope_is_the_same_after_each_way_of_sending_it() -> None:
    assert read_envelope(ATTRIBUTES) == ENVELOPE
    headers: list[tuple[str, bytes | None]] = [*kafka_binding.headers_of(ATTRIBUTES)]
    attributes, problem = kafka_binding.read_headers(headers, None)
    assert problem == ""
    assert read_envelope(unwrap(attributes, DATA)[0]) == ENVELOPE
    (sent,) = http_binding.read_request(http_binding.headers_of(ATTRIBUTES), DATA, NOW + timedelta(days=1))
    assert (read_envelope(sent.attributes), sent.data, sent.problem) == (ENVELOPE, DATA, "")
    attributes, data = unwrap({"content-type": STRUCTURED}, write_structured(ATTRIBUTES, DATA))
    assert (attributes["datacontenttype"], json.loads(data)) == ("application/json", json.loads(DATA))
    assert attributes_of(read_envelope(attributes)) == ATTRIBUTES | {"datacontenttype": "application/json"}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_cut_is_the_beginning_and_short_enough(text: str) -> None:
    cut = cut_text(text, 5)
    assert text.startswith(cut)
    assert not is_too_long(cut, 5)
    assert cut == text or is_too_long(text[: len(cut) + 1], 5)


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30).filter(lambda s: s.strip() == s)
)
def test_any_subject_survives_kafka_and_http(subject: str) -> None:
    attributes = ATTRIBUTES | {"subject": subject}
    headers: list[tuple[str, bytes | None]] = [*kafka_binding.headers_of(attributes)]
    assert kafka_binding.read_headers(headers, None)[0]["subject"] == subject
    (sent,) = http_binding.read_request(http_binding.headers_of(attributes), DATA, NOW)
    assert sent.attributes["subject"] == subject
