"""The access log: who did what, when, from which request, with which right, and what came of it. It only ever grows."""
