"""Bearer tokens: a file of principals, each known by the SHA-256 of its token.

The file never holds a token, so whoever reads a backup of it still cannot come in. A token has 256 random bits, so a
plain hash is enough, and a lookup by hash takes the same time whoever asks.
"""

from shared.web.tokens.changing import add, change, remove_all, revoke, revoke_old, rotate
from shared.web.tokens.entries import Entry, TokensError, listing, principals
from shared.web.tokens.finding import Tokens
from shared.web.tokens.uses import last_uses

__all__ = [
    "Entry",
    "Tokens",
    "TokensError",
    "add",
    "change",
    "last_uses",
    "listing",
    "principals",
    "remove_all",
    "revoke",
    "revoke_old",
    "rotate",
]
