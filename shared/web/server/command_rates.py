"""How often one principal commands: a person never comes near the bound, and a loop that goes astray does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from shared.engine.principals import Principal
from shared.web.problems import TooManyCommands
from shared.web.server.rates import Rates

MOST_AT_ONCE: Final = 600
"""Commands of one principal that may come as fast as they can. `ctc sandbox` gives the most, some 130."""
A_SECOND: Final = 2.0
"""After these."""
OF_DESK_AT_ONCE: Final = 1_200
"""The same of all accounts of a State or a body together: two that go astray leave the others half of the pace."""
OF_DESK_A_SECOND: Final = 8.0
OF_OTHERS_AT_ONCE: Final = 60
"""The same of an account without any right, of which there are many: it applies to be registered, or subscribes."""
OF_OTHERS_A_SECOND: Final = 0.2


class CommandRates:
    """The commands that one service of a process got, by principal."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._rates = Rates(MOST_AT_ONCE, A_SECOND, clock)
        self._of_desks = Rates(OF_DESK_AT_ONCE, OF_DESK_A_SECOND, clock)
        self._of_others = Rates(OF_OTHERS_AT_ONCE, OF_OTHERS_A_SECOND, clock)

    def count_commands(self, principal: Principal, number: int = 1) -> None:
        """Counts so many more commands of this principal. Raises TooManyCommands, and then has counted nothing."""
        counted = [(self._rates if principal.has_rights else self._of_others, principal.itself)]
        if not principal.is_staff:
            counted.append((self._of_desks, principal.desk))
        if not all(rates.may_take(whose, number) for rates, whose in counted):
            raise TooManyCommands
        for rates, whose in counted:
            rates.add(whose, number)
