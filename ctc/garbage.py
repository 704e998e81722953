"""When Python looks for garbage that counting references does not find."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Lets the garbage collector run after 20,000 new objects.

    A batch keeps some ten thousand until its end, and a simulation its whole history, without cycles. Looking through
    them took a sixth of a batch's time. A start keeps all that it loads, and took a seventh longer.
    """
    gc.set_threshold(20_000, 20, 50)
