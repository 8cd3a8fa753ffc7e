"""Keys of the dialogs."""

from __future__ import annotations

from tui.keys.section import Section, key

VARIANTS = Section(
    "Variants",
    (
        key("variant.take", "enter", "screen.take", "Edit", "open the variant in the editor", show=True),
        key("variant.leave", "escape,q", "screen.leave", "Leave", "leave the rendering as it is", show=True),
    ),
)
PACKAGES = Section(
    "Packages",
    (
        key("package.install", "i", "install", "Install", "install a package from a file", show=True),
        key("package.remove", "r,delete", "remove", "Remove", "remove the package; asks before", show=True),
        key("package.help", "question_mark,f1", "help", "Help", "the keys of this screen", show=True),
        key("package.leave", "escape,q", "leave", "Leave", "back to the pairs", show=True),
    ),
)
PROPOSALS = Section(
    "Proposals",
    (
        key(
            "proposal.accept",
            "a",
            "accept",
            "Accept",
            "the two belong together (also enter)",
            show=True,
        ),
        key("proposal.refuse", "r", "refuse", "Refuse", "they do not; not to be proposed again", show=True),
        key("proposal.leave", "escape,q", "leave", "Leave", "decide about the others later", show=True),
    ),
)
WAIVE = Section(
    "Waive",
    (
        key("waive.leave", "escape", "leave", "Leave", "waive nothing", show=True),
        key("waive.again", "ctrl+z", "again", "Not waived", "it is a fault after all", show=True),
    ),
)
CHECK_SUMMARY = Section(
    "Summary of the checks",
    (key("summary.leave", "escape,q", "leave", "Leave", "back to the pairs", show=True),),
)
CONFLICT = Section(
    "Changed meanwhile",
    (
        key("conflict.mine", "m", "answer('mine')", "Keep mine", "replace what was stored", show=True),
        key("conflict.theirs", "t", "answer('theirs')", "Take theirs", "drop what you typed", show=True),
        key(
            "conflict.edit",
            "escape,e",
            "answer('edit')",
            "Go on",
            "type on, with both in view",
            show=True,
        ),
    ),
)
