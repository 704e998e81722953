"""Files of visits and assessments: line by line through the handler, each line known by its content."""

from services.assessments.imports.running import import_assessments, import_visits

__all__ = ["import_assessments", "import_visits"]
