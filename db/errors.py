"""Failures that are told as one sentence: what happened, where, and what to do."""

from __future__ import annotations


class WorkbenchError(Exception):
    """Base of every failure a user may see. `str(error)` is the sentence; never a traceback."""

    exit_code = 2


class UnreadableInput(WorkbenchError):
    """A file or text that cannot be read: empty, binary, over a limit, damaged, not there."""


class WrongUse(WorkbenchError):
    """A request that does not fit: an unknown id, a bad language tag, an impossible option."""


class Refused(WorkbenchError):
    """A change that the rules do not allow, such as approving a pair with a missing side."""

    exit_code = 1


class Conflict(WorkbenchError):
    """Someone else has changed the same thing since it was read; nothing was written."""

    exit_code = 1
