"""Files that are archives, the same bytes each time. Pure."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest day that an archive can say."""


def pack_again(archive: bytes) -> bytes:
    """The same parts in the same order, with no day on which they were put in."""
    file = BytesIO()
    with ZipFile(BytesIO(archive)) as before, ZipFile(file, "w", ZIP_DEFLATED) as after:
        for one in before.infolist():
            part = ZipInfo(one.filename, LONG_AGO)
            part.compress_type = ZIP_DEFLATED
            after.writestr(part, before.read(one))
    return file.getvalue()
