"""What the process that makes forms does. Pure."""

from __future__ import annotations

from contracts.vocabulary import FormName
from services.council.documents import as_json
from services.council.documents.document import Document
from services.council.documents.forms import FORMS
from services.council.documents.setting.characters import spell_out
from services.council.documents.setting.problems import CannotBeSet


def set_form(name: FormName, document: Document) -> bytes:
    """The document in this form. Raises CannotBeSet.

    What others sent may hold a character that no font has. It is spelled out, so that the reader gets all the rest.
    """
    try:
        return FORMS[name].render(document)
    except CannotBeSet:
        return FORMS[name].render(as_json.load(spell_out(as_json.dump(document).decode()).encode()))
