"""Fetching from the web: the one module that opens a socket, for a command that says so."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import Any, BinaryIO
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from db.errors import Refused, WorkbenchError
from workbench.draft.packages import places

TIMEOUT_SECONDS = 30
"""Of silence, not of the whole: large packages take their time."""
BLOCK_BYTES = 1 << 16
AGENT = "quote-workbench"
CONTENT_RANGE = re.compile(r"bytes (?:([0-9]{1,18})-[0-9]{1,18}|\*)/([0-9]{1,18})")
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}")
UNNAMED = "package.argosmodel"
VALIDATOR_FILE = "validator.json"
PARTIAL, UNSATISFIABLE = 206, 416
NOWHERE = -1
"""For a whole that what we have is no part of."""

Progress = Callable[[int, int], None]
"""Told how many bytes there are, of how many; not told where a server does not say how many."""


class DownloadFailed(WorkbenchError):
    """The network, or who answered there, did not give what was asked for."""


@dataclass(frozen=True, slots=True)
class _Began:
    """What a server said when it began to answer."""

    offset: int
    """Where in the file its bytes belong."""
    total: int | None
    """Bytes of the whole file."""
    validator: str
    """By which it can be told later whether the file is still the same (RFC 9110 section 13.1.5)."""


def fetch(link: str, schemes: frozenset[str], limit: int) -> bytes:
    """What is behind `link`, at most `limit` bytes. Raises DownloadFailed."""
    with _telling(link), _answer(link, schemes, {}) as answer:
        began = _began(answer)
        raw: bytes = answer.read(limit + 1)
    if len(raw) > limit:
        raise _too_large(link, limit)
    if began.total not in (None, len(raw)):
        raise _broken_off(link, len(raw), began.total)
    return raw


@contextlib.contextmanager
def downloaded(
    link: str, schemes: frozenset[str], limit: int, progress: Progress = lambda done, total: None
) -> Iterator[Path]:
    """The file behind `link`, complete, in the cache; deleted once it has been used or found to be bad.

    What a download that broke off has brought is kept, and the next one goes on from there if the server
    says that the file is the same. Raises DownloadFailed, Refused while another process downloads it.
    """
    folder = places.download_folder(link)
    with _alone(folder, link):
        whole = folder / _file_name(link)
        part = folder / f"{whole.name}.part"
        if whole.exists():
            whole.replace(part)
        _complete(link, part, schemes, limit, progress)
        part.replace(whole)
        try:
            yield whole
        except WorkbenchError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        shutil.rmtree(folder, ignore_errors=True)


def _complete(link: str, part: Path, schemes: frozenset[str], limit: int, progress: Progress) -> None:
    """Bring `part` up to the whole file, from where it ends if it is still a part of the same file."""
    note = part.parent / VALIDATOR_FILE
    with _writing(link), part.open("ab") as written:
        had, validator = written.tell(), _noted(note)
        headers = {"Range": f"bytes={had}-", "If-Range": validator} if had and validator else {}
        with contextlib.ExitStack() as stack:
            with _telling(link):
                answer = stack.enter_context(_answer(link, schemes, headers))
                began = _began(answer)
            fits = began.offset in (0, had)
            written.truncate(began.offset if fits else 0)
            note.write_text(json.dumps({"validator": began.validator if fits else ""}), encoding="utf-8")
            size = _append(link, answer, began, written, limit, progress) if fits else 0
        written.flush()
        os.fsync(written.fileno())
    if not fits and headers:
        _complete(link, part, schemes, limit, progress)  # what was there is gone: it asks for the whole
    elif began.total not in (None, size):
        raise _broken_off(link, size, began.total)


def _append(link: str, answer: Any, began: _Began, written: BinaryIO, limit: int, progress: Progress) -> int:
    """Write what the server sends after what is there; returns the size of the whole."""
    size = began.offset
    while size != began.total:
        if max(size, began.total or 0) > limit:
            written.truncate(0)
            raise _too_large(link, limit)
        try:
            with _telling(link):
                block: bytes = answer.read1(BLOCK_BYTES)
        except DownloadFailed:
            if began.total is None:
                raise
            break
        if not block:
            break
        size += written.write(block)
        if began.total is not None:
            progress(size, began.total)
    return size


def _answer(link: str, schemes: frozenset[str], headers: Mapping[str, str]) -> Any:
    """The open answer to a request; redirections lead to no other kinds of links than `schemes`."""
    if urlsplit(link).scheme not in schemes:
        raise DownloadFailed(f"{link} was not fetched: only {_listed(schemes)} links are followed here.")
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        _Redirections(schemes),
    ):
        opener.add_handler(handler)
    asked = request.Request(link, headers={"User-Agent": AGENT, "Accept-Encoding": "identity", **headers})
    try:
        answer = opener.open(asked, timeout=TIMEOUT_SECONDS)
    except HTTPError as error:
        if error.code == UNSATISFIABLE and "Range" in headers:
            return error
        raise
    if answer is None:
        raise ValueError("there is no way to it but a proxy of an unknown kind")
    return answer


class _Redirections(request.HTTPRedirectHandler):
    """Follows redirections, within the kinds of links that are allowed."""

    def __init__(self, schemes: frozenset[str]) -> None:
        self._schemes = schemes

    def redirect_request(
        self, req: request.Request, fp: Any, code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> request.Request | None:
        """The next request, or a refusal."""
        if urlsplit(newurl).scheme not in self._schemes:
            raise DownloadFailed(
                f"{req.full_url} was not fetched: it leads on to {newurl[:200]}, "
                f"and only {_listed(self._schemes)} links are followed here."
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _began(answer: Any) -> _Began:
    """Where the bytes of an answer belong, and of how many they are. Raises ValueError where it is silent."""
    headers = answer.headers
    tag, date = headers.get("ETag", ""), headers.get("Last-Modified", "")
    validator = tag if tag.startswith('"') else date
    told = CONTENT_RANGE.fullmatch(headers.get("Content-Range", ""))
    if answer.status == UNSATISFIABLE:  # the part that we have is all of it, or of another file
        total = int(told[2]) if told else NOWHERE
        return _Began(total, total, validator)
    if answer.status == PARTIAL:
        if told is None or told[1] is None:
            raise ValueError("the server sent a part without saying which")
        return _Began(int(told[1]), int(told[2]), validator)
    length = headers.get("Content-Length", "")
    return _Began(0, int(length) if length.isdecimal() else None, validator)


def _noted(note: Path) -> str:
    """The validator of what has been downloaded so far; empty where none is known."""
    try:
        value = json.loads(note.read_bytes())["validator"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""
    return value if isinstance(value, str) and value.isprintable() else ""


def _file_name(link: str) -> str:
    name = urlsplit(link).path.rpartition("/")[2]
    return name if FILE_NAME.fullmatch(name) else UNNAMED


@contextlib.contextmanager
def _alone(folder: Path, link: str) -> Iterator[None]:
    """Hold a download's folder; the system lets go of it however this process ends."""
    with _writing(link):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"{link} is being downloaded by another process; wait for it to end.") from None
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _telling(link: str) -> Iterator[None]:
    """What goes wrong on the way, as one sentence."""
    try:
        yield
    except HTTPError as error:
        reason = f"the server answered {error.code} {error.reason}"
        error.close()
    except URLError as error:
        reason = _reason(error.reason)
    except (OSError, HTTPException, RuntimeError, ValueError) as error:
        reason = _reason(error)
    else:
        return
    raise DownloadFailed(
        f"{link} cannot be had ({reason}): check the connection, "
        "or get the package as a file and run `workbench models install FILE.argosmodel`."
    )


@contextlib.contextmanager
def _writing(link: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DownloadFailed(f"{link} cannot be kept on the disk: {_reason(error)}.") from None


def _reason(error: object) -> str:
    told = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(told).split()).rstrip(".")[:200]


def _listed(schemes: frozenset[str]) -> str:
    return " and ".join(sorted(schemes))


def _too_large(link: str, limit: int) -> DownloadFailed:
    return DownloadFailed(f"{link} was not taken: it is larger than {limit >> 20} MiB.")


def _broken_off(link: str, size: int, total: int | None) -> DownloadFailed:
    return DownloadFailed(
        f"The download of {link} broke off after {size:,} of {total:,} bytes: run the command again."
    )
