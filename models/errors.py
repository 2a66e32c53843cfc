"""Errors carry what the caller must decide: a code, whether trying again can help, a sentence fit to print."""

from models.enums import ReasonCode


class DebriefError(Exception):
    """The root of all our errors. Its text is one plain sentence without personal data."""

    exit_code = 1


class UsageError(DebriefError):
    """The person asked for something that cannot be: the sentence says what can."""

    exit_code = 2


class SetupError(DebriefError):
    """Something this machine lacks or a setting that does not fit."""


class LeaseLost(DebriefError):
    """Another worker owns the report now, or nobody does: drop the work, touch nothing."""


class StageError(DebriefError):
    """One report's stage failed. `retryable` = an outage outside, which does not use an attempt up."""

    def __init__(self, code: ReasonCode, sentence: str, *, retryable: bool = False) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.retryable = retryable

    def __reduce__(self) -> tuple[object, ...]:
        """Comes whole from another process, whatever its constructor asks for."""
        return _restored, (type(self), self.args), self.__dict__


def _restored(kind: type[StageError], arguments: tuple[object, ...]) -> StageError:
    """An error without its attributes, which pickle puts back."""
    return kind.__new__(kind, *arguments)


class NarrativeRefused(StageError):
    """The check found fault with a text; `problems` says where."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(ReasonCode.WRITE_FAILED, "The wording did not pass the check against the facts.")
        self.problems = problems
