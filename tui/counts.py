"""A number typed before a key says how often: `5j` goes five down, `3a` approves three."""

from __future__ import annotations

from textual.app import App

MOST = 1_000_000


class Counting:
    """Collects digits until a key uses the number or means something else."""

    count: int = 0
    """What has been typed so far; 0 for nothing."""

    def add_digit(self, digit: int) -> None:
        """Take one more digit; a number does not begin with a zero and grows no further than is of use."""
        if self.count * 10 + digit <= MOST:
            self.count = self.count * 10 + digit

    def take_count(self) -> int:
        """The number, which is used up by this; 0 where none was typed."""
        count, self.count = self.count, 0
        return count


def typed_count(app: App[None], default: int = 1) -> int:
    """The number typed before the key that is handled now; `default` where there is none."""
    return (app.take_count() if isinstance(app, Counting) else 0) or default
