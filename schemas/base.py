"""The two bases every value of tapecheck is built on."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, model_validator


class Value(BaseModel):
    """A frozen value; unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Value):
    """A stretch of an article's body: ``body[start:end] == text``, counted in characters."""

    start: int
    end: int
    text: str

    @model_validator(mode="after")
    def _length_is_text(self) -> Span:
        if self.end - self.start != len(self.text) or self.start < 0:
            raise ValueError(f"span {self.start}:{self.end} does not hold {len(self.text)} characters")
        return self
