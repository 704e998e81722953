"""A command's body as its class demands it: read as JSON, so that dates are text and lists become tuples."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, Final

import orjson
from pydantic import ConfigDict, GetCoreSchemaHandler, TypeAdapter, with_config
from pydantic_core import CoreSchema, core_schema

OF_BODIES: Final = ConfigDict(extra="forbid", use_attribute_docstrings=True)
"""Nothing unknown is passed over. The words below a field describe it in the documents, and in the help of `ctc`."""


class AsJson:
    """Annotation of an endpoint's body: `body: Annotated[Receipt, AsJson]`.

    The framework hands on what it has parsed already, in which the contracts' strict types find no
    dates and no tuples; this validates it as the JSON that it was. A field that a dataclass does not
    have is refused: a misspelt one must not be passed over in silence. So it is in the parts that events have
    too, whose readers ignore what they do not know: `audiance` would leave a part to the whole UN system.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        if isinstance(source, type) and is_dataclass(source):
            with_config(OF_BODIES)(source)
        adapter: TypeAdapter[object] = TypeAdapter(source)

        def validate(parsed: object) -> object:
            try:
                as_sent = orjson.dumps(parsed)
            except TypeError:  # it can write everything that was parsed, except what nests without end
                raise ValueError("nests too deep") from None
            return adapter.validate_json(as_sent, extra="forbid")

        return core_schema.no_info_before_validator_function(validate, handler(source))
