"""An operator stops a consumer, as after a restore.

Then the service serves commands and sends its journal, but handles no message until it is resumed.
"""

from __future__ import annotations

from shared.engine.service import Service
from shared.engine.storage import dead_letters
from shared.operations.pools import Connection


async def stop_consumer(connection: Connection, service: Service) -> bool:
    """Stops it as too many dead letters in a row do. False if it never stops: what others send stops nothing.

    Do it before the service starts. A batch under way may begin to count dead letters anew.
    """
    if service.dead_letter_limit is None:
        return False
    now = await connection.fetchval("select now()")
    await dead_letters.set_state(connection, service.name, service.name, service.dead_letter_limit, now)
    return True
