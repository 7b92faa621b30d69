"""The errors burner raises on purpose; the CLI alone turns them into text and exit codes."""


class BurnerError(Exception):
    """What happened and why (`message`), and what the user can do next (`hint`)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(BurnerError):
    """The command line, the configuration or the address of the target is wrong."""


class TargetError(BurnerError):
    """The user's code can't be optimised as it is: it does not import, its tests fail, it is not deterministic."""


class UnreachedError(TargetError):
    """No test, and nothing else that was run, calls the target."""


class BudgetError(BurnerError):
    """The time ran out before any candidate reached a verdict."""


class UnavailableError(BurnerError):
    """A model, an extra, the sandbox or the platform is missing."""
