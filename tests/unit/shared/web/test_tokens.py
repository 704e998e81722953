"""Who comes in with a token, and what the file of tokens gives away: nothing."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from services.council.names import SYSTEM
from services.exchange.lanes.rules import KEEPER
from services.exchange.subscriptions.failing import DELIVERY
from shared.engine.principals import OWNER, PUBLIC, RESERVED, Principal
from shared.engine.running.runtime import REFERENCE
from shared.web import tokens
from shared.web.tokens import Tokens, TokensError

DESK = Principal("cted-desk", "committee", frozenset({"state:KEN"}), frozenset({"/cted"}), may_command=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


def spoil(path: Path) -> None:
    path.write_text("{")


async def test_a_token_stands_for_the_principal_it_was_made_for(path: Path) -> None:
    token = tokens.add(path, DESK)
    assert await Tokens(path).principal_for(token) == DESK


async def test_any_other_token_stands_for_nobody(path: Path) -> None:
    token = tokens.add(path, DESK)
    for other in ("", "rubbish", token[:-1], token + "x", "Ünïcödé"):
        assert await Tokens(path).principal_for(other) is None


async def test_without_a_file_nobody_comes_in(path: Path) -> None:
    assert await Tokens(path).principal_for("x") is None
    assert await Tokens(None).principal_for("x") is None


def test_the_file_holds_no_token_and_is_for_its_owner_only(path: Path) -> None:
    token = tokens.add(path, DESK)
    assert token not in path.read_text()
    assert token.removeprefix("ctc_") not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_a_change_of_the_file_holds_from_the_next_request_on(path: Path) -> None:
    reader = Tokens(path)
    token = tokens.add(path, DESK)
    assert await reader.principal_for(token) == DESK
    tokens.revoke(path, "cted-desk")
    assert await reader.principal_for(token) is None


async def test_a_token_given_to_the_process_is_in_no_file(path: Path) -> None:
    tokens.add(path, DESK)
    operator = Principal("operator", "committee", may_operate=True)
    assert await Tokens(path, {"given": operator}).principal_for("given") == operator
    assert [principal.name for principal in tokens.principals(path)] == ["cted-desk"]


def test_principals_are_listed_by_name(path: Path) -> None:
    tokens.add(path, Principal("unoct", "un"))
    tokens.add(path, DESK)
    assert [principal.name for principal in tokens.principals(path)] == ["cted-desk", "unoct"]


def test_a_name_is_taken_once(path: Path) -> None:
    tokens.add(path, DESK)
    with pytest.raises(TokensError, match="there is a principal cted-desk already: revoke it first"):
        tokens.add(path, DESK)


@pytest.mark.parametrize("name", ["", "a b", "a/b", "x" * 101, "a\nb"])
def test_a_name_that_could_not_stand_in_a_log_is_refused(path: Path, name: str) -> None:
    with pytest.raises(TokensError):
        tokens.add(path, Principal(name))
    assert not path.exists()


@pytest.mark.parametrize("name", ["reference", "public", "council-service", "Reference"])
def test_a_publisher_cannot_come_under_a_name_in_which_the_system_acts(path: Path, name: str) -> None:
    with pytest.raises(TokensError, match="the system itself acts under this name"):
        tokens.add(path, Principal(name))
    path.write_text(json.dumps({"principals": [{"name": name, "token_sha256": "0" * 64}]}))
    with pytest.raises(TokensError, match=r"principals\.0\.name: name_of_the_system"):
        Tokens(path)


def test_all_names_in_which_the_system_acts_are_reserved() -> None:
    assert {one.name for one in (REFERENCE, SYSTEM, PUBLIC, DELIVERY, KEEPER)} == RESERVED


def test_revoking_an_unknown_name_is_an_error(path: Path) -> None:
    with pytest.raises(TokensError, match="there is no principal unoct"):
        tokens.revoke(path, "unoct")


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("{", "its start"),
        ('{"principals": [{"name": "a", "token_sha256": "short"}]}', "principals.0.token_sha256"),
        ('{"principals": [{"name": "a", "token_sha256": "%s", "may_comand": true}]}' % ("0" * 64), "may_comand"),
    ],
)
def test_a_file_that_is_not_valid_stops_the_start_with_one_line(path: Path, content: str, where: str) -> None:
    path.write_text(content)
    with pytest.raises(TokensError, match=where) as raised:
        Tokens(path)
    assert "\n" not in str(raised.value)


async def test_a_file_spoilt_while_running_leaves_those_in_who_were(path: Path) -> None:
    token = tokens.add(path, DESK)
    reader = Tokens(path)
    spoil(path)
    assert await reader.principal_for(token) == DESK


def test_changes_at_the_same_time_are_all_kept(path: Path) -> None:
    names = [f"office-{number}" for number in range(20)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: tokens.add(path, Principal(name)), names))
    assert [principal.name for principal in tokens.principals(path)] == sorted(names)


PLANS = frozenset({"notice.visit.planned"})


async def test_what_a_token_may_send_is_kept_and_changed_without_a_new_token(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    token = tokens.add(path, replace(Principal("unodc", "un"), notice_types=PLANS, bodies=frozenset({"unodc"})))
    known = tokens.Tokens(path)
    found = await known.principal_for(token)
    assert found is not None
    assert (found.notice_types, found.bodies) == (PLANS, frozenset({"unodc"}))
    tokens.change(path, "unodc", bodies=frozenset({"icao"}))
    changed = await known.principal_for(token)
    assert changed == replace(found, bodies=frozenset({"icao"}))


def test_rights_of_somebody_unknown_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(tokens.TokensError, match="there is no principal nobody"):
        tokens.change(tmp_path / "tokens.json", "nobody", bodies=frozenset())


def test_a_file_from_before_there_were_rights_is_read_and_grants_none(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    old = {"name": "old", "token_sha256": "0" * 64, "audience": "un", "sources": ["urn:a"]}
    officer = {
        "name": "office",
        "token_sha256": "1" * 64,
        "audience": "committee",
        "sources": ["*"],
        "may_command": True,
    }
    path.write_text(json.dumps({"principals": [old, officer]}))
    office, one = tokens.principals(path)
    assert not one.may_send("notice.visit.planned")
    assert office.may_send("notice.visit.planned")
    assert office.speaks_for_body("cted")


def test_on_kafka_only_those_send_who_are_registered_for_exactly_the_source(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    for name, sources in (("a", {"urn:a"}), ("ab", {"urn:a", "urn:b"}), ("any", {"*"}), ("c", {"*", "urn:c"})):
        tokens.add(path, Principal(name, "committee", sources=frozenset(sources), may_command=True))
    known = tokens.Tokens(path)
    assert [one.name for one in known.senders_of("urn:a")] == ["a", "ab"]
    assert known.senders_of("urn:elsewhere") == ()
    (named,) = known.senders_of("urn:c")
    assert (named.sources, named.speaks_for_everybody) == (frozenset({"urn:c"}), False)
    tokens.revoke(path, "a")
    assert [one.name for one in known.senders_of("urn:a")] == ["ab"]


def test_the_token_of_a_laptop_covers_the_sources_that_nobody_registered(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    tokens.add(path, Principal("a", sources=frozenset({"urn:a"})))
    known = tokens.Tokens(path, {"owner": OWNER})
    assert [one.name for one in known.senders_of("urn:a")] == ["a"]
    (owner,) = known.senders_of("urn:b")
    assert (owner.name, owner.speaks_for("urn:b"), owner.speaks_for("urn:a")) == ("owner", True, False)


# ---- tokens that end -----------------------------------------------------------------------------


TODAY = date(2026, 6, 1)


def on(path: Path, day: date) -> Tokens:
    return Tokens(path, today=lambda: day)


async def test_a_token_lets_its_holder_in_until_the_day_on_which_it_expires(path: Path) -> None:
    token = tokens.add(path, DESK, expires_on=TODAY)
    assert await on(path, TODAY).principal_for(token) == DESK
    assert await on(path, TODAY + timedelta(days=1)).principal_for(token) is None


async def test_two_tokens_are_valid_after_a_rotation_until_the_old_one_ends(path: Path) -> None:
    old = tokens.add(path, DESK)
    new = tokens.rotate(path, "cted-desk", TODAY, days=7)
    for day, found in ((TODAY, DESK), (TODAY + timedelta(days=7), DESK), (TODAY + timedelta(days=8), None)):
        assert await on(path, day).principal_for(old) == found
        assert await on(path, day).principal_for(new) == DESK


async def test_the_old_token_ends_at_once_when_it_is_revoked(path: Path) -> None:
    old = tokens.add(path, DESK)
    new = tokens.rotate(path, "cted-desk", TODAY, days=7)
    tokens.revoke_old(path, "cted-desk")
    assert await on(path, TODAY).principal_for(old) is None
    assert await on(path, TODAY).principal_for(new) == DESK
    with pytest.raises(TokensError, match="has one token only"):
        tokens.revoke_old(path, "cted-desk")


def test_a_third_valid_token_is_refused(path: Path) -> None:
    tokens.add(path, DESK)
    tokens.rotate(path, "cted-desk", TODAY, days=7)
    with pytest.raises(TokensError, match="two tokens of cted-desk are valid"):
        tokens.rotate(path, "cted-desk", TODAY, days=7)
    tokens.rotate(path, "cted-desk", TODAY + timedelta(days=8), days=7)


def test_a_token_that_expires_is_not_followed_by_one_that_never_does(path: Path) -> None:
    tokens.add(path, DESK, expires_on=TODAY)
    with pytest.raises(TokensError, match="say with --expires"):
        tokens.rotate(path, "cted-desk", TODAY, days=7)
    tokens.rotate(path, "cted-desk", TODAY, days=7, expires_on=TODAY + timedelta(days=90))
    (entry,) = tokens.listing(path)
    assert entry.old is not None
    assert (entry.old.expires_on, entry.expires_on) == (TODAY, TODAY + timedelta(days=90))


async def test_the_day_of_the_last_use_is_known(path: Path) -> None:
    token = tokens.add(path, DESK)
    (entry,) = tokens.listing(path)
    assert tokens.last_uses(path, list(entry.last_days)) is None
    await Tokens(path).principal_for(token)
    assert tokens.last_uses(path, list(entry.last_days)) is not None


async def test_a_broken_file_is_a_problem_until_it_is_put_right(path: Path) -> None:
    token = tokens.add(path, DESK)
    good, reader = path.read_text(), Tokens(path)
    assert await reader.find_problem() is None
    spoil(path)
    for _ in range(2):  # not only at the first look
        problem = await reader.find_problem()
        assert problem is not None
        assert problem.endswith("the last valid one holds")
    assert await reader.principal_for(token) == DESK
    path.write_text(good + "\n")
    assert await reader.find_problem() is None


async def test_a_use_is_noted_where_the_file_itself_cannot_be_changed(tmp_path: Path) -> None:
    path, uses = tmp_path / "tokens.json", tmp_path / "uses"
    token = tokens.add(path, DESK)
    (entry,) = tokens.listing(path)
    assert await Tokens(path, uses=uses).principal_for(token) == DESK
    assert tokens.last_uses(path, list(entry.last_days), uses) is not None
    assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == ["uses"]
