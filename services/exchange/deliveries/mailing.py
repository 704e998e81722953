"""Sends e-mail. That a server is about to take it is noted before, so that after a crash it is not sent twice."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from email import policy
from email.message import EmailMessage
from typing import Final

from aiosmtplib import (
    SMTP,
    SMTPConnectError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPTimeoutError,
)

from services.exchange.deliveries.model import OF_OUR_SERVER, TAKEN, UNSURE
from shared.engine.running.outside import MailServer

LONGEST_SENDING: Final = 20.0
"""Seconds for all of a letter, so that the lease of a turn outlasts it."""
FAREWELL: Final = 1.0
"""Seconds for taking leave of the server: the letter is with it by then."""


async def send_letter(
    server: MailServer, letter: EmailMessage, begin_sending: Callable[[], Awaitable[None]]
) -> tuple[str, int]:
    """Sends, and returns the outcome in a word and how many milliseconds it took. Raises nothing of the server's.

    `begin_sending` is awaited when the server has taken both addresses, right before it gets the letter.
    """
    begun = time.monotonic()
    outcome = await _try(server, letter, begin_sending)
    return outcome, int((time.monotonic() - begun) * 1000)


async def _try(server: MailServer, letter: EmailMessage, begin_sending: Callable[[], Awaitable[None]]) -> str:
    client, whose, has_begun = _build_client(server), OF_OUR_SERVER, False
    try:
        async with asyncio.timeout(LONGEST_SENDING):
            await client.connect()
            await client.mail(server.sender)
            whose = ""  # what follows is about the address
            await client.rcpt(str(letter["To"]))
            await begin_sending()
            has_begun = True
            await client.data(letter.as_bytes(policy=policy.SMTP))
        await _take_leave(client)
        return TAKEN
    except (SMTPResponseException, SMTPRecipientRefused, SMTPSenderRefused) as error:
        return f"{whose}status {error.code}"  # it was not taken
    except (SMTPException, TimeoutError, OSError) as error:
        return UNSURE if has_begun else f"{whose}{_word_of(error)}"
    finally:
        client.close()


def _build_client(server: MailServer) -> SMTP:
    """It gives no password away before TLS has begun."""
    return SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.from_beginning,
        start_tls=not server.from_beginning,
        tls_context=server.trust,
        timeout=LONGEST_SENDING,
    )


async def _take_leave(client: SMTP) -> None:
    with suppress(SMTPException, TimeoutError, OSError):
        await client.quit(timeout=FAREWELL)


def _word_of(error: Exception) -> str:
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return "certificate not valid"
    if isinstance(error, SMTPTimeoutError | TimeoutError):
        return "timed out"
    return "not reached" if isinstance(error, SMTPConnectError) else "broken off"
