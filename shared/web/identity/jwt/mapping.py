"""The identity file: the identity providers that are trusted, and what the claims of their JWTs allow."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Final, Literal, Self
from urllib.parse import urlsplit

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from contracts.audiences import AUDIENCES, Audience

LARGEST_FILE: Final = 1_000_000
HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that may be asked without TLS: they are on this machine."""
Algorithm = Literal[
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"
]  # fmt: skip
"""Asymmetric alone: whoever checks a signature must not be able to make one."""
USUAL_ALGORITHMS: Final[tuple[Algorithm, ...]] = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519")


class IdentityError(Exception):
    """What is wrong with the identity file, in one line."""


def check_address(url: str) -> str:
    """Raises ValueError unless what is fetched there cannot be changed on its way."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise ValueError("should begin with https://")
    return url


def _seen_from_file(path: Path, info: ValidationInfo) -> Path:
    """A path of the file is seen from the directory in which that stands."""
    return Path(info.context or "") / path


def _check_certificates(pem: str) -> str:
    try:
        ssl.create_default_context(cadata=pem)
    except (ssl.SSLError, ValueError, TypeError):  # the last two for what is not ASCII
        raise ValueError("should be certificates in PEM") from None
    return pem


Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,29}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Certificates = Annotated[str, StringConstraints(min_length=1, max_length=100_000), AfterValidator(_check_certificates)]
Scope = Annotated[str, StringConstraints(pattern=r"^[!#-\[\]-~]{1,100}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rights(_Part):
    """What a principal may see and do."""

    audience: Audience = "public"
    parties: tuple[Text, ...] = ()
    may_command: bool = False
    may_operate: bool = False


class MappingRule(Rights):
    """Rights for all whose claims have these values."""

    when: Mapping[Text, Text] = Field(min_length=1)
    """A claim and its value, or one of its values; `realm_access.roles` is a claim within a claim. All must hold."""


class SignIn(_Part):
    """How people sign in at an identity provider, with their browsers."""

    client_id: Text
    """This installation, as the provider calls it where it lets people sign in."""
    client_secret_file: Annotated[Path, AfterValidator(_seen_from_file)] | None = None
    """By what this installation proves itself to the provider; None: the provider asks for nothing but PKCE."""
    scopes: tuple[Scope, ...] = ()
    """What is asked for beside `openid`, such as `groups`."""
    title: Text | None = None
    """What a person reads who chooses among several; else the issuer's name."""


class Issuer(_Part):
    """One identity provider."""

    name: Name
    """Short: principals are called `NAME:SUBJECT`."""
    issuer: Annotated[Text, AfterValidator(check_address)]
    """Its address, exactly as the claim `iss` has it."""
    audience: Text
    """What the claim `aud` must hold: this installation, as the provider calls it."""
    algorithms: tuple[Algorithm, ...] = Field(default=USUAL_ALGORITHMS, min_length=1)
    clock_skew_seconds: int = Field(default=60, ge=0, le=300)
    """By how much its clock and ours may differ."""
    authorities: Certificates | None = None
    """Who vouches for its certificate (PEM), and nobody else; None: the usual authorities."""
    rules: tuple[MappingRule, ...] = ()
    sign_in: SignIn | None = None
    """None: people cannot sign in there."""

    @model_validator(mode="after")
    def _check_audiences(self) -> Self:
        """An ID token is for the cookie alone: it must not pass as a bearer token."""
        if self.sign_in is not None and self.sign_in.client_id == self.audience:
            raise ValueError("sign_in.client_id should differ from audience")
        return self

    def find_rights(self, claims: Mapping[str, object]) -> Rights:
        """What all rules together allow that hold of these claims; nothing if none does."""
        return _add(rule for rule in self.rules if all(_has(claims, name, one) for name, one in rule.when.items()))


class IdentityFile(_Part):
    """The whole file."""

    issuers: tuple[Issuer, ...] = Field(min_length=1, max_length=20)

    @field_validator("issuers")
    @classmethod
    def _check_once(cls, issuers: tuple[Issuer, ...]) -> tuple[Issuer, ...]:
        for field in ("name", "issuer"):
            if len({getattr(one, field) for one in issuers}) < len(issuers):
                raise ValueError(f"two issuers have the same {field}")
        return issuers


def load(path: Path) -> IdentityFile:
    """The file's content. Raises IdentityError."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise IdentityError(f"identity file {path} cannot be read: {error.strerror}") from None
    try:
        if len(text) > LARGEST_FILE:
            raise IdentityError(f"identity file {path} is larger than 1 MB")
        return IdentityFile.model_validate(yaml.safe_load(text), context=path.parent)
    except yaml.YAMLError:
        raise IdentityError(f"identity file {path} is no YAML") from None
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise IdentityError(f"identity file {path} is not valid at {where or 'its start'}: {problem['msg']}") from None


def _has(claims: Mapping[str, object], name: str, wanted: str) -> bool:
    value: object = claims.get(name)
    if value is None:
        value = claims
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    return wanted in value if isinstance(value, list) else value == wanted


def _add(rights: Iterable[Rights]) -> Rights:
    found = Rights()
    for one in rights:
        found = Rights(
            audience=min(found.audience, one.audience, key=AUDIENCES.index),
            parties=tuple(sorted({*found.parties, *one.parties})),
            may_command=found.may_command or one.may_command,
            may_operate=found.may_operate or one.may_operate,
        )
    return found
