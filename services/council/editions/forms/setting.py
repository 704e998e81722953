"""What the process that makes forms does. Pure."""

from __future__ import annotations

import orjson

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
        return FORMS[name].render(as_json.load(orjson.dumps(_spell_out(orjson.loads(as_json.dump(document))))))


def _spell_out(part: object) -> object:
    """The texts of a part of JSON, and of its parts."""
    if isinstance(part, str):
        return spell_out(part)
    if isinstance(part, list):
        return [_spell_out(one) for one in part]
    return {name: _spell_out(one) for name, one in part.items()} if isinstance(part, dict) else part
