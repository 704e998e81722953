"""How much a JSON text from outside may hold. It is counted before anything is made of the text. Pure.

Three bytes may become an object, and each thing that is wrong with it an error: four megabytes filled the memory.
"""

from __future__ import annotations

from typing import Final

MOST_VALUES: Final = 25_000
"""Values of an event or a command. The fullest assessment has 10,000, and as many commas in its texts."""
MOST_OBJECTS: Final = 2_500
"""Objects among them. One without its fields breaks its contract at each of them."""
MOST_VALUES_OF_BATCH: Final = 100_000
"""Values of a batch of events. Each of its events has MOST_VALUES and MOST_OBJECTS too."""


def find_excess(data: bytes) -> str | None:
    """What an event or a command has too much of; None if there is nothing."""
    if data.count(b"{") > MOST_OBJECTS:
        return f"there are more than {MOST_OBJECTS} objects, by its opening braces"
    return _find_too_many_values(data, MOST_VALUES)


def find_excess_of_batch(data: bytes) -> str | None:
    """The same of a batch of events as a whole."""
    return _find_too_many_values(data, MOST_VALUES_OF_BATCH)


def _find_too_many_values(data: bytes, most: int) -> str | None:
    if count_values(data) > most:
        return f"there are more than {most} values, by its commas and opening brackets"
    return None


def count_values(data: bytes) -> int:
    """Each value but one has a comma, or the opening of a list or an object, before it. Those in texts count too."""
    return data.count(b",") + data.count(b"[") + data.count(b"{")
