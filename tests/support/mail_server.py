"""A mail server of somebody else's: it keeps what it takes, and answers as the test says."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from threading import Thread
from typing import Any

import httpx
from aiosmtpd.smtp import SMTP, Envelope, Session

from shared.engine.running.outside import MailServer
from tests.support.serving import Serving
from tests.support.webhooks import change_outside, deliveries, subscribe, turn

TAKEN = "250 Taken"


@dataclass
class Postbox:
    """It listens as `server` says."""

    server: MailServer
    to_address: str | None = TAKEN
    """Its answer to an address; None: it never answers."""
    to_letter: str | None = TAKEN
    """Its answer to a letter; None: it keeps the letter, and never answers."""
    letters: list[EmailMessage] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    """Of the test."""

    async def handle_RCPT(  # noqa: N802  # the library calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.to_address == TAKEN:
            envelope.rcpt_tos.append(address)
        if self.to_address is None:
            await asyncio.sleep(3600)
        return self.to_address or ""

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # likewise
        content = envelope.content
        assert isinstance(content, bytes)
        if self.to_letter is None or self.to_letter == TAKEN:
            self.letters.append(message_from_bytes(content, policy=policy.default))
        self.loop.call_soon_threadsafe(self.news.set)
        if self.to_letter is None:
            await asyncio.sleep(3600)
        return self.to_letter or ""

    def subjects(self) -> list[str]:
        return [str(one["Subject"]) for one in self.letters]


@cache
def make_certificate() -> tuple[Path, Path]:
    """A certificate for this machine and its key, made once."""
    directory = Path(mkdtemp(prefix="ctc-mail-"))
    certificate, key = directory / "certificate.pem", directory / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


@asynccontextmanager
async def postbox(from_beginning: bool = False, host: str = "localhost") -> AsyncIterator[Postbox]:
    """A server that takes letters by TLS alone."""
    certificate, key = make_certificate()
    offers = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    offers.load_cert_chain(certificate, key)
    kept: list[Postbox] = []

    def accept() -> SMTP:
        if from_beginning:
            return SMTP(kept[0], enable_SMTPUTF8=False, hostname="localhost")
        return SMTP(kept[0], tls_context=offers, require_starttls=True, enable_SMTPUTF8=False, hostname="localhost")

    # Its STARTTLS knows the loop of the standard library alone, so it has one of its own, in a thread.
    loop = asyncio.SelectorEventLoop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    starting = loop.create_server(accept, "127.0.0.1", 0, ssl=offers if from_beginning else None)
    listening = await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(starting, loop))
    trust = ssl.create_default_context(cafile=certificate)
    port = listening.sockets[0].getsockname()[1]
    kept.append(Postbox(MailServer(host, port, from_beginning, "reports@ctc.example", trust=trust)))
    try:
        yield kept[0]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        listening.close()
        loop.close()


def use(exchange: Serving, box: Postbox) -> None:
    """From now on exchange sends its letters there."""
    change_outside(exchange, mail=box.server)


def text_of(box: Postbox, number: int = -1) -> str:
    content: str = box.letters[number].get_content()
    return content.replace("\r\n", "\n")


async def confirm_by_mail(
    exchange: Serving, client: httpx.AsyncClient, box: Postbox, to: str, **more: Any
) -> dict[str, Any]:
    """A confirmed subscription by e-mail."""
    made = await subscribe(client, to, channel="email", **more)
    await turn(exchange)
    assert box.letters, await deliveries(client, made)
    code = text_of(box).split("\n\n")[1].strip()
    response = await client.post(f"/subscriptions/{made['id']}/confirmation", json={"code": code})
    assert (response.status_code, response.json()["status"]) == (200, "active"), response.text
    box.letters.clear()
    return made
