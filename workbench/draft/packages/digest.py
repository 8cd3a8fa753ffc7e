"""SHA-256 of a package's model, and what was noted when the package was installed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from db.errors import UnreadableInput
from workbench.draft.packages import places
from workbench.draft.packages.installed import PackageInfo

RECORD = "workbench.json"
"""Our note in a package's folder; Argos looks at the files it knows and no others."""
MAX_RECORD_BYTES = 64 * 1024
CACHED_BYTES = 32 << 20
"""Below this size a digest costs less than a tenth of a second and is not kept on the disk."""
CACHED_MODELS = 64
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class InstallRecord:
    """What was known of a package when the workbench installed it."""

    archive_sha256: str
    model_sha256: str
    model_size: int
    model_mtime_ns: int
    """With the size, by which a model that was exchanged since is told."""
    installed_at: str
    """ISO 8601, UTC."""
    origin: str
    """The archive's name, or the link that it was had from."""


def write_record(folder: Path, archive_sha256: str, origin: str) -> None:
    """Note where the package unpacked in `folder` is from; replaces such a note of the archive's own."""
    model = folder / "model" / "model.bin"
    facts = model.stat()
    record = InstallRecord(
        archive_sha256=archive_sha256,
        model_sha256=_sha256(model),
        model_size=facts.st_size,
        model_mtime_ns=facts.st_mtime_ns,
        installed_at=datetime.now(UTC).isoformat(timespec="seconds"),
        origin=origin,
    )
    with (folder / RECORD).open("w", encoding="utf-8") as written:
        json.dump(asdict(record), written, indent=1)
        written.flush()
        os.fsync(written.fileno())


def read_record(package: PackageInfo) -> InstallRecord | None:
    """Our note on a package, or None where there is none that can be read."""
    try:
        with (package.path / RECORD).open("rb") as opened:
            value = json.loads(opened.read(MAX_RECORD_BYTES))
        record = InstallRecord(**value)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    kinds = {"model_size": int, "model_mtime_ns": int}
    told = asdict(record)
    sound = all(isinstance(told[name], kinds.get(name, str)) for name in told)
    digests = (record.archive_sha256, record.model_sha256)
    return record if sound and all(SHA256.fullmatch(digest) for digest in digests) else None


def model_digest(package: PackageInfo) -> str:
    """SHA-256 of a package's `model.bin`, 64 hexadecimal digits.

    What was noted is believed while the file has the size and time of then; otherwise the file is read,
    once per size and time. Raises UnreadableInput when it cannot be.
    """
    model = package.path / "model" / "model.bin"
    try:
        facts = model.stat()
        size, time = facts.st_size, facts.st_mtime_ns
        record = read_record(package)
        if record is not None and (record.model_size, record.model_mtime_ns) == (size, time):
            return record.model_sha256
        return _computed(str(model.resolve()), size, time)
    except OSError as error:
        raise UnreadableInput(
            f"The model of the package {package.name} cannot be read ({error.strerror or error}); "
            "remove the package and install it again."
        ) from None


@lru_cache(CACHED_MODELS)
def _computed(path: str, size: int, time: int) -> str:
    if size < CACHED_BYTES:
        return _sha256(Path(path))
    known = _cached()
    entry = known.get(path)
    if isinstance(entry, list) and entry[:2] == [size, time] and SHA256.fullmatch(str(entry[-1])):
        return str(entry[-1])
    digest = _sha256(Path(path))
    kept = [(other, value) for other, value in known.items() if other != path][-CACHED_MODELS + 1 :]
    _keep({**dict(kept), path: [size, time, digest]})
    return digest


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _cached() -> dict[str, object]:
    try:
        value = json.loads(places.digests_file().read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _keep(entries: dict[str, object]) -> None:
    """Replace the file of digests in one step; where that cannot be, they are computed again next time."""
    target = places.digests_file()
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".digests-", dir=target.parent)
        with open(descriptor, "w", encoding="utf-8") as written:  # noqa: PTH123 - a descriptor
            json.dump(entries, written)
        Path(temporary).replace(target)
