"""A sign-in that was begun, and the two small pages."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import parse_qs

import orjson
import pytest

from services.exchange.sign_in.attempts import (
    Attempt,
    SignInNotBegun,
    read_attempt,
    write_attempt,
    write_question,
)
from services.exchange.sign_in.pages import build_session_page, write_policy
from shared.engine.principals import Principal
from shared.web.identity.cookies import MOST_BYTES
from shared.web.identity.ways_back import is_way_back

ATTEMPT = Attempt("login", "s" * 43, "n" * 43, "v" * 43, "/visits?state=KEN")


@pytest.mark.parametrize("path", ["/", "/visits", "/visits?state=KEN#top", "/sign-ins", "/a//b", "/%2f%2fevil.example"])
def test_a_path_of_ours_is_a_way_back(path: str) -> None:
    assert is_way_back(path)


@pytest.mark.parametrize(
    "path", ["", "//x", "/\\x", "\\x", "https://x", "x", "/\tx", "/x\n", "/\u2028", "/x y", "/x\x7f", "/sign-in#x"]
)
def test_what_a_browser_could_take_for_another_address_is_none(path: str) -> None:
    assert not is_way_back(path)


def test_an_attempt_comes_back_as_it_was() -> None:
    assert read_attempt(write_attempt(ATTEMPT), ATTEMPT.state) == ATTEMPT


def test_the_longest_way_back_fits_into_a_cookie() -> None:
    assert len(write_attempt(Attempt("a" * 30, "s" * 43, "n" * 43, "v" * 43, "/" + '"' * 999))) < MOST_BYTES - 100


@pytest.mark.parametrize(
    "cookie",
    [
        None, "", "junk", "\u00e9", "W10", write_attempt(Attempt("login", "", "n", "v", "/"))[:-4],
        orjson.dumps(asdict(ATTEMPT)).decode(),
        write_attempt(Attempt("login", "s" * 43, "n", "v", "//evil.example")),
        write_attempt(Attempt("login", ATTEMPT.state, "n", "v", 1)),  # type: ignore[arg-type]
        write_attempt(Attempt("login", ATTEMPT.state, "", "v", "/")),
    ],
)  # fmt: skip
def test_what_no_browser_of_ours_sends_has_begun_nothing(cookie: str | None) -> None:
    with pytest.raises(SignInNotBegun):
        read_attempt(cookie, ATTEMPT.state)


def test_the_question_hides_the_verifier() -> None:
    question = write_question(ATTEMPT, "ctc-pages", ("groups",), "https://ctc.example/sign-in/callback")
    assert ATTEMPT.verifier not in question
    asked = parse_qs(question)
    assert (asked["scope"], asked["code_challenge_method"]) == (["openid groups"], ["S256"])


def test_no_name_is_markup() -> None:
    page = build_session_page(Principal("<b>", parties=frozenset({"<i>"}), proof="sign-in login"))
    assert "<b>" not in page
    assert "<i>" not in page
    assert 'action="/sign-out"' in page
    assert 'action="/sign-out"' not in build_session_page(Principal("desk", proof="token"))


def test_a_form_may_lead_on_to_the_provider_alone() -> None:
    policy = write_policy(["https://login.example:8443/realms/ct/logout", "https://login.example:8443/other", ""])
    assert policy.endswith("form-action 'self' https://login.example:8443")
