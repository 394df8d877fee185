"""The seam to marshmallow: a field that is one function of the value and its siblings."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import marshmallow as ma

T = TypeVar("T")


class OwnField(ma.fields.Field[T], Generic[T]):
    """A marshmallow field whose work is done by ``load``."""

    @abstractmethod
    def load(self, value: object, beside: Mapping[str, Any], /) -> T: ...

    def _deserialize(
        self,
        value: Any,
        attr: str | None,  # noqa: ARG002 - marshmallow's signature
        data: Mapping[str, Any] | None,
        **_kwargs: Any,
    ) -> T:
        return self.load(value, data or {})
