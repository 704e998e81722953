"""A command's body as its class demands it: read as JSON, so that dates are text and lists become tuples."""

from __future__ import annotations

import warnings
from dataclasses import is_dataclass
from typing import Annotated, Any, Final, get_args, get_origin

import orjson
from pydantic import ConfigDict, GetCoreSchemaHandler, TypeAdapter, ValidationError, with_config
from pydantic.warnings import UnsupportedFieldAttributeWarning
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from contracts.explaining import MOST_EXPLAINED

TOO_MUCH_WRONG: Final = "too_much_wrong"
OF_BODIES: Final = ConfigDict(extra="forbid", use_attribute_docstrings=True, defer_build=True)
"""Nothing unknown is passed over. The words below a field describe it in the documents, and in the help of `ctc`.

What validates a body is made when the first one comes: no start waits until all hundred are made.
"""
# For its own reading of parameters the framework says the same, but not for what is made later.
warnings.filterwarnings("ignore", category=UnsupportedFieldAttributeWarning)


def set_rules(hint: object) -> None:
    """Gives the rules of bodies to the dataclass that this annotation of a parameter names as a body, if any."""
    type_ = get_args(hint)[0] if get_origin(hint) is Annotated and AsJson in get_args(hint) else hint
    if isinstance(type_, type) and is_dataclass(type_):
        with_config(OF_BODIES)(type_)


class AsJson:
    """Annotation of an endpoint's body: `body: Annotated[Receipt, AsJson]`.

    The framework hands on what it has parsed already, in which the contracts' strict types find no
    dates and no tuples; this validates it as the JSON that it was. A field that a dataclass does not
    have is refused: a misspelt one must not be passed over in silence. So it is in the parts that events have
    too, whose readers ignore what they do not know: `audiance` would leave a part to the whole UN system.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        set_rules(source)
        adapter: TypeAdapter[object] = TypeAdapter(source)

        def validate(parsed: object) -> object:
            try:
                as_sent = orjson.dumps(parsed)
            except TypeError:  # it can write everything that was parsed, except what nests without end
                raise ValueError("nests too deep") from None
            return _validate(adapter, as_sent)

        return core_schema.no_info_before_validator_function(validate, handler(source))


def _validate(adapter: TypeAdapter[object], as_sent: bytes) -> object:
    """Raises one error where there are so many that a list of them would fill the memory."""
    try:
        return adapter.validate_json(as_sent, extra="forbid")
    except ValidationError as error:
        if error.error_count() <= MOST_EXPLAINED:
            raise
        count = error.error_count()
    raise PydanticCustomError(TOO_MUCH_WRONG, "{count} fields are wrong or unknown", {"count": count})
