"""What an installation signs, everybody can check; what was changed since has no signature."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from dataclasses import replace

import pytest
from joserfc import jws
from joserfc.jwk import KeySet

from shared.engine.signing import UNSIGNED, NoKey, read_keys

STATEMENT = {"edition": "annual-2023-1", "sha-256": {"en": "ab" * 32}}
OLD, NEW = "01" * 32, "02" * 32


def test_a_signature_is_believed_for_what_was_signed_alone() -> None:
    signer = read_keys(OLD)
    signature = signer.sign(STATEMENT)
    assert signer.has_signed(STATEMENT, signature)
    assert signer.has_signed(dict(reversed(STATEMENT.items())), signature)
    assert not signer.has_signed({**STATEMENT, "edition": "annual-2023-2"}, signature)
    assert not signer.has_signed(STATEMENT, signature[:-4] + "AAAA")


@pytest.mark.parametrize("signature", ["", "a", "a.b.c", "....", "e30.e30.e30", "\ud800", "é.é.é"])
def test_what_is_no_signature_is_none(signature: str) -> None:
    assert not read_keys(OLD).has_signed(STATEMENT, signature)


def test_a_key_that_is_not_ours_signs_nothing_for_us() -> None:
    assert not read_keys(OLD).has_signed(STATEMENT, read_keys(NEW).sign(STATEMENT))


def test_after_a_rotation_what_the_old_key_signed_holds_and_the_new_one_signs() -> None:
    before = read_keys(OLD).sign(STATEMENT)
    (public,) = [key["x"] for key in read_keys(OLD).list_public_keys()]
    digits = urlsafe_b64decode(public + "=").hex()
    rotated = read_keys(f"{NEW}\npublic:{digits}\n")
    assert rotated.has_signed(STATEMENT, before)
    assert read_keys(NEW).has_signed(STATEMENT, rotated.sign(STATEMENT))
    assert [key["kid"] for key in rotated.list_public_keys()] == [read_keys(NEW).name, read_keys(OLD).name]


def test_whoever_has_the_public_keys_can_check_with_another_library_s_means() -> None:
    signer = read_keys(OLD)
    keys = KeySet.import_key_set({"keys": signer.list_public_keys()})
    assert b"annual-2023-1" in jws.deserialize_compact(signer.sign(STATEMENT), keys, algorithms=["Ed25519"]).payload
    assert not any("d" in key for key in signer.list_public_keys()), "a private half stays here"


@pytest.mark.parametrize("text", ["", "  ", "xy" * 32, "01" * 31, f"public:{OLD}", f"{OLD} short"])
def test_what_is_no_key_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="64 hexadecimal digits") as refused:
        read_keys(text)
    assert not text.strip() or text.rsplit(maxsplit=1)[-1] not in str(refused.value)


def test_without_a_key_nothing_is_signed() -> None:
    with pytest.raises(NoKey):
        UNSIGNED.sign(STATEMENT)
    with pytest.raises(NoKey):
        replace(read_keys(f"{OLD} public:{NEW}"), keys=read_keys(f"{OLD} public:{NEW}").keys[1:]).sign(STATEMENT)
