"""Failures that are told to the user in words."""

from __future__ import annotations


class MedxferError(Exception):
    """An expected failure: what happened, and what to do about it.

    Parameters
    ----------
    message, hint
        English templates with ``{name}`` fields, never f-strings: the window looks the template up in its
        translations before the facts are filled in. The hint says what to do; it may be empty.
    **facts
        Values for the fields. Never a patient's name, identifier or birth date.
    """

    def __init__(self, message: str, hint: str = "", **facts: object) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the facts on the way from one process to another."""
        return _again, (type(self), self.message, self.hint, self.facts)

    @property
    def text(self) -> str:
        """The message with its facts filled in."""
        return self.message.format(**self.facts)

    @property
    def hint_text(self) -> str:
        """The hint with its facts filled in."""
        return self.hint.format(**self.facts)

    def __str__(self) -> str:
        text, hint = self.text, self.hint_text
        if hint and not text.endswith((".", "!", "?", ":")):
            text += "."
        return f"{text} {hint}".rstrip()


class UsageError(MedxferError):
    """Arguments or settings that do not fit; the command line answers with exit code 2."""


def _again(kind: type[MedxferError], message: str, hint: str, facts: dict[str, object]) -> MedxferError:
    return kind(message, hint, **facts)
