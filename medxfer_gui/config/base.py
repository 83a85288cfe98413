"""The behaviour every configuration value shares."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from medxfer_gui.errors import UsageError


class Config(BaseModel):
    """A frozen configuration value; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    @classmethod
    def checked(cls, values: Any) -> Self:
        """Build from JSON-like ``values``.

        Raises
        ------
        UsageError
            Naming every field that does not fit, and why.
        """
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            problems = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'value'}: {e['msg']}" for e in error.errors())
            hint = "`medxfer train --help` gives the ranges."
            raise UsageError("The settings do not fit: {problems}.", hint, problems=problems) from None

    def changed(self, **values: Any) -> Self:
        """A copy with some fields replaced, validated again."""
        return self.checked({**self.model_dump(), **values})
