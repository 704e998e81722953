"""The command `ctc`: makes the product's folders importable, as `python FOLDER` does with a folder, and runs it."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOMS = HERE if (HERE / "ctc").is_dir() else HERE.parent
"""Where `ctc`, `services`, `shared` and the others lie: here once installed, one folder up in a clone."""


def main() -> None:
    """Runs the command line. Only a process that runs it sees the folders' names; who imports this does not."""
    sys.path.insert(0, str(ROOMS))
    from ctc.__main__ import main as run  # noqa: PLC0415 - it can be found only now

    run()


if __name__ == "__main__":
    main()
