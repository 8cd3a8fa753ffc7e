"""Bytes to text: which encoding a file is in, and one kind of line end."""

from __future__ import annotations

import codecs
import re

from db.errors import UnreadableInput
from workbench.ingest.limits import READABLE

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
"""Bytes looked at to guess an encoding."""

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z][\w.:-]{1,30})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_KNOWN_LABEL = re.compile(
    r"(?:windows|cp)-?125\d|iso-?8859-\d{1,2}|latin-?\d|us-ascii|ascii|koi8-[ru]|macintosh|gb2312|gbk|gb18030"
    r"|big5|shift_jis|euc-jp|euc-kr|utf-16(?:le|be)?",
    re.IGNORECASE,
)
_MEANS_WINDOWS_1252 = re.compile(r"iso-?8859-1|latin-?1|us-ascii|ascii", re.IGNORECASE)

_WESTERN = ("windows-1252", "iso-8859-15", "macintosh", "cp850")
_WESTERN_CHARS = re.compile(
    r"[àâäáãçéèêëíîïìñóôöòõúûüùÿœæß‘’–—…·¿¡€£§°ºª©®²³™\xa0]"
    r"|(?<![a-zà-ÿ])[ÀÂÄÁÃÇÉÈÊËÍÎÏÌÑÓÔÖÒÕÚÛÜÙŸŒÆ]"  # no capital after a small letter
    r"|(?<![^\W\d_])[«»‹›‚“”„•]|[«»‹›‚“”„•](?![^\W\d_])"  # no quotation mark between two letters
    r"|(?<=\d)[¼½¾]"
)
_LEAST_WESTERN = 0.95
_MOST_MARKED_LETTERS = 0.35
"""French has some 4 marked letters in 100, Vietnamese below 35; more means another script."""

_OTHER_SETS = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "iso8859_6", "iso8859_15"]
_OTHER_SETS += ["koi8_r", "mac_roman", "cp850", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"]

_LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.05
"""A text of terminal output has some; of random bytes they are a tenth."""


def decode(raw: bytes, name: str) -> tuple[str, str]:
    """The text of `raw` with its line ends made line feeds, and the encoding by its Python name.

    `raw.decode(encoding)` gives the same text with the original line ends, except that a web page
    damaged in single places shows U+FFFD there (WHATWG Encoding Standard, error mode "replacement").
    Raises UnreadableInput when the bytes are no text, or none that can be read without guessing
    wrong characters into a quote. `name` is what the message calls the file.
    """
    text, encoding = _decoded(raw, name)
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > _MOST_CONTROLS * len(text):
        raise UnreadableInput(f"{name} is not text but a binary file; {READABLE}.")
    return normalise_line_ends(text), encoding


def normalise_line_ends(text: str) -> str:
    """`text` with every line or paragraph end (CRLF, CR, VT, FF, NEL, U+2028, U+2029) made a line feed.

    These are the newline functions of the Unicode Standard, section 5.8. Nothing else is changed.
    """
    return _LINE_END.sub("\n", text)


def _decoded(raw: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _strictly(raw, encoding, name), encoding
    wide = _utf16_order(raw)
    if wide:
        return _strictly(raw, wide, name), wide
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if b"\0" in raw:
            raise UnreadableInput(f"{name} is not text but a binary file; {READABLE}.") from error
        if _is_damaged_utf8(raw):
            return _damaged(raw, name, error), "utf-8"
    for encoding in (_declared(raw), _western(raw), _detected(raw)):
        text = _attempt(raw, encoding) if encoding else None
        if encoding and text is not None:
            return text, encoding
    raise UnreadableInput(f"{name} is in an unknown encoding; save it as UTF-8 and import it again.")


def _strictly(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"{name} begins like {encoding} but is damaged at byte {error.start:,}; "
            "save it as UTF-8 and import it again."
        ) from error


def _attempt(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_order(raw: bytes) -> str:
    """The UTF-16 byte order when nearly all zero bytes stand at even or at odd places, else nothing."""
    sample = raw[: _SAMPLE & ~1]
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    often = max(1, len(sample) // 20)  # Arabic has zero bytes only in its spaces and full stops
    if len(raw) % 2:
        return ""
    if low >= often and high * 50 <= low:
        return "utf-16-le"
    if high >= often and low * 50 <= high:
        return "utf-16-be"
    return ""


def _is_damaged_utf8(raw: bytes) -> bool:
    """True when far more characters beyond ASCII are good UTF-8 than are not."""
    damaged = raw.decode("utf-8", "replace").count("\ufffd")
    good = sum(char > "\x7f" for char in raw.decode("utf-8", "ignore"))
    return good > 4 * damaged


def _damaged(raw: bytes, name: str, error: UnicodeDecodeError) -> str:
    if re.search(rb"<(?:!doctype|html|head|body)\b", raw[:_DECLARED_WITHIN], re.IGNORECASE):
        return raw.decode("utf-8", "replace")
    line = raw.count(b"\n", 0, error.start) + 1
    raise UnreadableInput(
        f"{name} is UTF-8 but damaged in line {line:,} (byte {error.start:,}); repair that place, "
        "or save the file again as UTF-8."
    ) from error


def _declared(raw: bytes) -> str:
    """The encoding that an HTML meta element or an XML declaration names, if it is a known one."""
    if b"<" not in raw[:_DECLARED_WITHIN]:
        return ""
    match = _DECLARED.search(raw[:_DECLARED_WITHIN])
    label = match[1].decode("ascii") if match else ""
    if _MEANS_WINDOWS_1252.fullmatch(label):
        return "windows-1252"  # as every browser reads it (WHATWG Encoding Standard, 4.2)
    return codecs.lookup(label).name if _KNOWN_LABEL.fullmatch(label) else ""


def _western(raw: bytes) -> str:
    """The Western European set in which the bytes above ASCII are letters and marks that occur in it.

    charset_normalizer takes short French texts in windows-1252 for windows-1250 in two cases of
    three, hence this look at the characters first.
    """
    best, most = "", 0.0
    for encoding in _WESTERN:
        text = _attempt(raw[:_SAMPLE], encoding)
        if text is None:
            continue
        marked = [char for char in text if char > "\x7f"]
        share = len(_WESTERN_CHARS.findall(text)) / len(marked)
        letters = sum(char.isalpha() for char in text)
        foreign = sum(char.isalpha() for char in marked) > _MOST_MARKED_LETTERS * letters
        if share > most and not foreign:
            best, most = encoding, share
    return best if most >= _LEAST_WESTERN else ""


def _detected(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    match = from_bytes(raw[:_SAMPLE], cp_isolation=_OTHER_SETS).best()
    return match.encoding if match else ""
