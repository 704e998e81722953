"""An error whose message is the answer is shown without a trace."""

from __future__ import annotations

from pkgutil import resolve_name

import httpx
import pytest

from ctc.client import _problem
from ctc.errors import EXPECTED, CannotStart, is_expected
from shared.operations.embedded_postgres import DataDirectoryInUse, EmbeddedPostgresError


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_name_of_an_expected_error_is_that_of_a_class_where_it_is_defined(name: str) -> None:
    error = resolve_name(name)
    assert issubclass(error, Exception)
    assert f"{error.__module__}.{error.__qualname__}" == name


def test_a_kind_of_an_expected_error_is_expected_and_a_fault_is_not() -> None:
    assert issubclass(DataDirectoryInUse, EmbeddedPostgresError)
    assert is_expected(DataDirectoryInUse.__new__(DataDirectoryInUse))
    assert is_expected(CannotStart("Kafka is away: start it"))
    assert not is_expected(ValueError("a fault"))


@pytest.mark.parametrize(
    ("scheme", "status", "says_so"), [("http", 400, True), ("https", 400, False), ("http", 502, False)]
)
def test_whoever_speaks_http_to_a_gateway_with_tls_is_told_of_https(scheme: str, status: int, says_so: bool) -> None:
    answer = httpx.Response(status, request=httpx.Request("GET", f"{scheme}://localhost"), content=b"Client sent HTTP")
    assert _problem(answer)["title"].endswith("CTC_URL may have to begin with https.") is says_so
