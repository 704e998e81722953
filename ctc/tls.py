"""TLS as the settings have it: what this process shows, and whom its own requests trust."""

from __future__ import annotations

import ssl

from ctc.errors import CannotStart
from shared.operations.settings import Settings


def build_own_tls(settings: Settings) -> ssl.SSLContext | None:
    """What the server speaks TLS with, from version 1.2 on; None: it speaks plain HTTP. Raises CannotStart."""
    certificate, key = settings.tls_certificate, settings.tls_key
    if certificate is None:
        if key is not None:
            raise CannotStart("CTC_TLS_KEY is the key of CTC_TLS_CERTIFICATE: set that too")
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key, password=_refuse_password)
    except OSError as error:  # those of TLS too
        raise CannotStart(f"CTC_TLS_CERTIFICATE: {certificate} and its key cannot be used: {error.strerror}") from error
    except KeyHasPassword:
        raise CannotStart(f"CTC_TLS_CERTIFICATE: the key of {certificate} has a password: take it away") from None
    return context


class KeyHasPassword(Exception):
    """A server that starts by itself has nobody to ask for it."""


def _refuse_password() -> str:
    raise KeyHasPassword


def build_trust(settings: Settings) -> ssl.SSLContext | bool:
    """Whose certificates are believed, as HTTPX takes it. Raises CannotStart."""
    if settings.ca_file is None:
        return True
    try:
        return ssl.create_default_context(cafile=str(settings.ca_file))
    except OSError as error:
        raise CannotStart(f"CTC_CA_FILE: {settings.ca_file} holds no certificates: {error.strerror}") from error
