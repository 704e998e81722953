"""What the process that makes forms does, and within which memory."""

from __future__ import annotations

import resource
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple, Unpack

import orjson

from contracts.vocabulary import FormName
from services.council.documents import as_json
from services.council.documents.document import Document
from services.council.documents.forms import FORMS
from services.council.documents.setting.characters import spell_out
from services.council.documents.setting.problems import CannotBeSet

Given = TypeVarTuple("Given")
Made = TypeVar("Made")


def do_within(memory: int, what: Callable[[Unpack[Given]], Made], *given: *Given) -> Made:
    """Does it in at most these bytes of memory. Raises MemoryError, or ends the process where Typst wants more.

    Such an end leaves no image of the memory behind: what stood in it may be confidential.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    return what(*given)


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
