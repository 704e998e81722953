"""Which version of the product runs."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version

PACKAGE = "ctc-reporting"


def read_version() -> str:
    """The tag of the image, which sets CTC_VERSION; else the version of the package that is installed."""
    if tag := os.environ.get("CTC_VERSION"):
        return tag
    try:
        return version(PACKAGE)
    except PackageNotFoundError:  # an image without a tag, or the folders alone
        return "development"
