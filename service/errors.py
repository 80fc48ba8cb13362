"""The two ways in which the service says no.

`Rejected` belongs to one article and ends as a dead letter; `Fatal` belongs to the process and stops it. Everything else that is
raised is a bug or an outage and is not caught by stages.
"""

from service.outcome import DeadReason


class Rejected(Exception):
    """A stage refuses an article for a reason that a person can act on; the record becomes a dead letter."""

    def __init__(self, reason: DeadReason, detail: str) -> None:
        """`reason` is the code in `demarche.reason`, `detail` one line for a person."""
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type["Rejected"], tuple[DeadReason, str]]:
        """Pickled by its arguments, as it crosses from the child processes."""
        return type(self), (self.reason, self.detail)


class Fatal(Exception):
    """The process can't go on without risking a loss or a wrong outcome; it stops and the log is replayed.

    `exit_code` is one of `service.outcome.ExitCode`; the message is one clear sentence with what to do.
    """

    def __init__(self, message: str, exit_code: int = 1) -> None:
        """`message` is shown to the operator as it is."""
        super().__init__(message)
        self.exit_code = exit_code
