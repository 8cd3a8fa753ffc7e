"""What a project has taught about its packages: which of their drafts a person kept."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import PairFilter, Status
from workbench.draft.confidence.chrf import chrf
from workbench.draft.confidence.sentences import GOOD, Calibration, calibration_for, recalibrated
from workbench.draft.signature import SHOWN_DIGITS
from workbench.project import Project


def project_calibration(project: Project, model_sha256: str) -> Calibration:
    """The calibration for a package, moved by the drafts of it that were approved in this project.

    `model_sha256` is the digest of its weights, in full. A draft was good when what a person approved
    differs little from it. Only pairs of one sentence count, since it is sentences that have a confidence.
    """
    return recalibrated(calibration_for(model_sha256), list(_history(project, model_sha256)))


def _history(project: Project, model_sha256: str) -> Iterator[tuple[float, bool]]:
    """For each approved pair that came of a draft, the confidence in that and whether it was good."""
    store = project.store
    made_by = f"sha256:{model_sha256[:SHOWN_DIGITS]}"
    for row in store.pairs.rows(store.pairs.ids(PairFilter(statuses=(Status.APPROVED,)))):
        if made_by in row.engine.split("|"):
            draft = store.drafts.get(row.engine, row.source)
            if draft is not None and draft.confidence is not None:
                yield draft.confidence, chrf(draft.text, row.target) >= GOOD
