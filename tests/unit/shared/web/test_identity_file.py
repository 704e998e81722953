"""The identity file: what it may say, and one line for what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.web.identity.jwt.mapping import IdentityError, Rights, load

GOOD = """
issuers:
  - name: login
    issuer: https://login.example/realms/ct
    audience: ctc-reporting
    rules:
      - when: {groups: ctc-officers}
        audience: committee
        may_command: true
      - when: {groups: ctc-officers, realm_access.roles: operator}
        may_operate: true
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "identity.yaml"
    path.write_text(text)
    return path


def test_all_conditions_of_a_rule_must_hold(tmp_path: Path) -> None:
    (issuer,) = load(write(tmp_path, GOOD)).issuers
    assert issuer.find_rights({"groups": ["ctc-officers"]}) == Rights(audience="committee", may_command=True)
    operator = issuer.find_rights({"groups": ["ctc-officers"], "realm_access": {"roles": ["operator"]}})
    assert operator.may_operate
    for nothing in ({}, {"groups": "ctc"}, {"groups": {"ctc-officers": 1}}, {"realm_access": "operator"}):
        assert issuer.find_rights(nothing) == Rights()


def test_a_file_with_a_secret_is_looked_for_beside_the_identity_file(tmp_path: Path) -> None:
    for written, meant in (("secret", tmp_path / "secret"), ("/run/secrets/a", Path("/run/secrets/a"))):
        more = f"    audience: ctc-reporting\n    sign_in: {{client_id: pages, client_secret_file: {written}}}"
        (issuer,) = load(write(tmp_path, GOOD.replace("    audience: ctc-reporting", more))).issuers
        assert issuer.sign_in is not None
        assert issuer.sign_in.client_secret_file == meant


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("audience: ctc-reporting", "audience: ''", "issuers.0.audience"),
        ("https://login", "http://login", "should begin with https://"),
        ("name: login", "name: Login Page", "issuers.0.name"),
        ("may_command: true", "may_comand: true", "issuers.0.rules.0.may_comand"),
        ("audience: committee", "audience: everybody", "issuers.0.rules.0.audience"),
        ("when: {groups: ctc-officers}", "when: {}", "issuers.0.rules.0.when"),
        ("    audience: ctc-reporting", "    audience: a\n    algorithms: [HS256]", "issuers.0.algorithms.0"),
        ("    audience: ctc-reporting", "    audience: a\n    algorithms: [none]", "issuers.0.algorithms.0"),
        ("    audience: ctc-reporting", "    audience: a\n    authorities: none", "should be certificates in PEM"),
        ("    audience: ctc-reporting", "    audience: a\n    authorities: n\u00e9", "should be certificates in PEM"),
        ("    audience: ctc-reporting", "    audience: a\n    clock_skew_seconds: 3600", "clock_skew_seconds"),
        ("    audience: ctc-reporting", "    audience: a\n    sign_in: {client_id: a}", "should differ from audience"),
        ("    audience: ctc-reporting", "    audience: a\n    sign_in: {client_secret_file: a}", "sign_in.client_id"),
        ("    audience: ctc-reporting", "    audience: a\n    sign_in: {client_id: b, scopes: [a b]}", "scopes.0"),
        ("issuers:", "issuers: [", "is no YAML"),
        ("issuers:", "providers:", "issuers"),
    ],
)
def test_a_file_that_is_not_valid_stops_the_start_with_one_line(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    with pytest.raises(IdentityError, match=message) as raised:
        load(write(tmp_path, GOOD.replace(before, after)))
    assert "\n" not in str(raised.value)


def test_an_issuer_is_named_once(tmp_path: Path) -> None:
    twice = GOOD + GOOD.replace("issuers:", "").replace("name: login", "name: other")
    with pytest.raises(IdentityError, match="two issuers have the same issuer"):
        load(write(tmp_path, twice))


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IdentityError, match="cannot be read"):
        load(tmp_path / "none.yaml")
