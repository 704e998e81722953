"""Files of risk signals: ratings, an index, the status of a treaty; line by line through the handler."""

from services.council.imports.running import import_fatf, import_terrorism_index, import_treaties

__all__ = ["import_fatf", "import_terrorism_index", "import_treaties"]
