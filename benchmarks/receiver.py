"""An endpoint in a process of its own: prints its address, and answers 204 to whatever comes."""

from __future__ import annotations

import asyncio

from tests.support.receiver import receiver


async def main() -> None:
    async with receiver() as endpoint:
        print(f"address {endpoint.url}", flush=True)
        while True:
            await asyncio.sleep(1)
            endpoint.received.clear()


if __name__ == "__main__":
    asyncio.run(main())
