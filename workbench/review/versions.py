"""What a pair has been: every version of its rendering and every decision, with who and when."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.project import Project

MOST = 50


@dataclass(frozen=True, slots=True)
class Version:
    """What one action did to a pair."""

    at: str
    """ISO 8601, UTC."""
    who: str
    kind: str
    """The verb: `edit`, `approved` …"""
    summary: str
    undone: bool
    """Whether it has been taken back since."""
    old_text: str
    new_text: str
    old_status: str
    new_status: str

    @property
    def reworded(self) -> bool:
        """Whether it changed the words."""
        return self.old_text != self.new_text


def versions(project: Project, pair_id: int, most: int = MOST) -> list[Version]:
    """The newest actions that touched a pair, the newest first."""
    return [
        Version(
            action.at,
            action.who,
            action.kind,
            action.summary,
            action.undone,
            event.old_text,
            event.new_text,
            event.old_status,
            event.new_status,
        )
        for action in project.store.history.actions(pair_id=pair_id, limit=most)
        for event in action.events
        if event.pair_id == pair_id
    ]
