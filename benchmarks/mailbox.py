"""A mail server in a process of its own: prints its port and its certificate, and takes whatever comes."""

from __future__ import annotations

import asyncio

from tests.support.mail_server import make_certificate, postbox


async def main() -> None:
    async with postbox() as box:
        print(f"server {box.server.port} {make_certificate()[0]}", flush=True)
        while True:
            await asyncio.sleep(1)
            box.letters.clear()


if __name__ == "__main__":
    asyncio.run(main())
