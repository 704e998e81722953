"""TLS as the settings have it: what this process shows, and whom its own requests trust."""

from __future__ import annotations

import ssl
from pathlib import Path
from urllib.parse import urlsplit

from ctc.errors import CannotStart
from shared.engine.running.outside import MailServer
from shared.operations.key_exchange import bound_key_exchange
from shared.operations.settings import Settings


def build_own_tls(settings: Settings) -> ssl.SSLContext | None:
    """What the server speaks TLS with, from version 1.2 on; None: it speaks plain HTTP. Raises CannotStart."""
    certificate, key = settings.tls_certificate, settings.tls_key
    if certificate is None:
        if key is not None:
            raise CannotStart("CTC_TLS_KEY is the key of CTC_TLS_CERTIFICATE: set that too")
        return None
    context = bound_key_exchange(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
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
    return True if settings.ca_file is None else _read_authorities("CTC_CA_FILE", settings.ca_file)


def _read_authorities(setting: str, file: Path) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=str(file))
    except OSError as error:
        raise CannotStart(f"{setting}: {file} holds no certificates: {error.strerror}") from error


def build_mail_server(settings: Settings) -> MailServer | None:
    """Who takes our e-mail; None where the settings do not name both server and sender. Raises CannotStart."""
    if settings.mail_server is None or settings.mail_sender is None:
        return None
    parts, authorities = urlsplit(settings.mail_server), settings.mail_ca_file
    from_beginning, password = parts.scheme == "smtps", settings.mail_password
    return MailServer(
        parts.hostname or "",
        parts.port or (465 if from_beginning else 587),
        from_beginning,
        settings.mail_sender,
        settings.mail_user,
        password.get_secret_value() if password else None,
        _read_authorities("CTC_MAIL_CA_FILE", authorities) if authorities else None,
    )
