"""When Python looks for garbage that counting references does not find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def collect_seldom() -> None:
    """Lets the garbage collector run after 20,000 new objects.

    A batch keeps some ten thousand until its end, and a simulation its whole history, without cycles. Looking through
    them took a sixth of a batch's time. A start keeps all that it loads, and took a seventh longer.
    """
    gc.set_threshold(20_000, 20, 50)


@contextmanager
def loading() -> Iterator[None]:
    """Lets the garbage collector rest while the block makes what stays as long as the process, and leave that alone.

    It would look through all of it again and again: a fifth of a second at a start, and later at every round.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
