"""Events in the bodies and headers of HTTP: one, a batch, and what is neither."""

from __future__ import annotations

import json

import pytest

from contracts import http_binding
from contracts.catalog import Unreadable
from contracts.cloudevents import STRUCTURED, batch, write_structured
from tests.unit.contracts.sent import ATTRIBUTES, DATA, JS_BINARY, NOW


def test_a_batch_has_each_event_with_its_own_problem() -> None:
    good = write_structured(ATTRIBUTES, DATA)
    body = b"[" + b",".join([good, b"7", good.replace(b'"1.0"', b'"0.2"'), good]) + b"]"
    events = http_binding.read_request({"content-type": "application/cloudevents-batch+json"}, body, NOW)
    assert [bool(event.problem) for event in events] == [False, True, True, False]
    assert json.loads(batch([(ATTRIBUTES, DATA)])) == [json.loads(good)]


@pytest.mark.parametrize("body", [b"", b"{", b"[{]", b"[" * 1000, b"\xff", b'{"a": NaN}'])
@pytest.mark.parametrize("content_type", [STRUCTURED, "application/cloudevents-batch+json"])
def test_a_body_that_cannot_be_parsed_is_unreadable_as_a_whole(content_type: str, body: bytes) -> None:
    with pytest.raises(Unreadable):
        http_binding.read_request({"content-type": content_type}, body, NOW)


def test_a_batch_of_too_many_is_refused() -> None:
    with pytest.raises(Unreadable, match="1000"):
        http_binding.read_batch(b"[" + b",".join([b"{}"] * 1001) + b"]", NOW)


@pytest.mark.parametrize("headers", [{}, {"content-type": "application/json"}, {"content-type": "text/html"}])
def test_what_is_no_cloud_event_is_an_unsupported_medium(headers: dict[str, str]) -> None:
    with pytest.raises(http_binding.UnsupportedMedia):
        http_binding.read_request(headers, b"{}", NOW)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("K%C3%A9%20100%25", "Ké 100%"),
        ('"quoted \\"so\\""', 'quoted "so"'),
        ("Ké".encode().decode("latin-1"), "Ké"),
        ("Ké", "Ké"),  # as Node sends it: one byte of Latin-1
        ("100%", "100%"),
    ],
)
def test_a_header_is_percent_decoded(sent: str, read: str) -> None:
    (event,) = http_binding.read_request(JS_BINARY | {"ce-subject": sent}, b"{}", NOW)
    assert (event.problem, event.attributes["subject"]) == ("", read)


def test_a_percent_encoded_header_that_is_no_text_is_named() -> None:
    (event,) = http_binding.read_request(JS_BINARY | {"ce-subject": "%ff%fe"}, b"{}", NOW)
    assert event.problem == "header ce-subject: is not UTF-8"
