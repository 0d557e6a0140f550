"""Functions on text (XPath 1.0 section 4.2, ODK XForms: string functions)."""

import base64
import binascii
import hashlib
import re
import string as string_module
import uuid
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .context import Context
from .errors import ExpressionError
from .registry import MANY, function
from .values import Value, texts, to_number, to_string

_ALPHABET = string_module.ascii_letters + string_module.digits
_SIGNATURE = 64  # bytes of an Ed25519 signature, before the message (TweetNaCl)
_MOST_LETTERS = 10_000


@function("string", 0, 1)
def string(context: Context, value: Value | None = None) -> str:
    """Return the text of a value, of the context node when none is given."""
    return context.node.value if value is None else to_string(value)


@function("concat", 0, MANY)
def concat(context: Context, *values: Value) -> str:
    """Join the texts of all values and of all nodes."""
    return "".join(text for value in values for text in texts(value))


@function("join", 1, MANY)
def join(context: Context, separator: Value, *values: Value) -> str:
    """Join the texts of all values and of all nodes with a separator."""
    return to_string(separator).join(text for value in values for text in texts(value))


@function("contains", 2)
def contains(context: Context, text: Value, part: Value) -> bool:
    """Tell whether a text holds another."""
    return to_string(part) in to_string(text)


@function("starts-with", 2)
def starts_with(context: Context, text: Value, part: Value) -> bool:
    """Tell whether a text begins with another."""
    return to_string(text).startswith(to_string(part))


@function("ends-with", 2)
def ends_with(context: Context, text: Value, part: Value) -> bool:
    """Tell whether a text ends with another."""
    return to_string(text).endswith(to_string(part))


@function("substr", 2, 3)
def substr(context: Context, text: Value, start: Value, end: Value | None = None) -> str:
    """Return the letters from a 0-based start up to an end; negative numbers count from the end."""
    letters = to_string(text)
    first = _index(start, len(letters))
    last = len(letters) if end is None else _index(end, len(letters))
    return letters[first:last]


def _index(value: Value, length: int) -> int:
    number = to_number(value)
    if number != number:
        return 0
    whole = int(max(min(number, length), -length))
    return whole + length if whole < 0 else whole


@function("substring", 2, 3)
def substring(context: Context, text: Value, start: Value, length: Value | None = None) -> str:
    """Return the letters from a 1-based start, rounded as XPath 1.0 section 4.2 prescribes."""
    first = _round_half_up(to_number(start))
    last = float("inf") if length is None else first + _round_half_up(to_number(length))
    return "".join(letter for place, letter in enumerate(to_string(text), start=1) if first <= place < last)


def _round_half_up(number: float) -> float:
    return number if number != number or number in (float("inf"), float("-inf")) else float((number + 0.5) // 1)


@function("substring-before", 2)
def substring_before(context: Context, text: Value, part: Value) -> str:
    """Return what stands before the first occurrence of a part, '' when there is none."""
    whole, mark = to_string(text), to_string(part)
    return whole.partition(mark)[0] if mark and mark in whole else ""


@function("substring-after", 2)
def substring_after(context: Context, text: Value, part: Value) -> str:
    """Return what stands after the first occurrence of a part, '' when there is none."""
    whole, mark = to_string(text), to_string(part)
    return whole.partition(mark)[2] if mark else whole


@function("translate", 3)
def translate(context: Context, text: Value, old: Value, new: Value) -> str:
    """Replace letters one by one; letters without a counterpart are removed."""
    replacements = to_string(new)
    table: dict[int, str | None] = {}
    for place, letter in enumerate(to_string(old)):
        table.setdefault(ord(letter), replacements[place] if place < len(replacements) else None)
    return to_string(text).translate(table)


@function("string-length", 0, 1)
def string_length(context: Context, text: Value | None = None) -> float:
    """Return the number of characters, of the context node when nothing is given."""
    return float(len(string(context, text)))


@function("normalize-space", 0, 1)
def normalize_space(context: Context, text: Value | None = None) -> str:
    """Return a text without spaces at its ends and with single spaces inside."""
    return " ".join(string(context, text).split())


@lru_cache(maxsize=512)
def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise ExpressionError("expression-regex", pattern=text, detail=str(error)) from error


@function("regex", 2)
def regex(context: Context, text: Value, pattern: Value) -> bool:
    """Tell whether the whole text fits a regular expression (JavaRosa; Enketo would take a part)."""
    return _pattern(to_string(pattern)).fullmatch(to_string(text)[:_MOST_LETTERS]) is not None


@function("uuid", 0, 1)
def new_uuid(context: Context, length: Value | None = None) -> str:
    """Return a random UUID (RFC 4122, version 4), or so many random letters."""
    if length is None:
        return str(uuid.UUID(int=context.environment.random.getrandbits(128), version=4))
    number = to_number(length)
    count = 0 if number != number else int(max(0, min(number, _MOST_LETTERS)))
    return "".join(context.environment.random.choice(_ALPHABET) for _ in range(count))


@function("digest", 2, 3)
def digest(context: Context, text: Value, algorithm: Value, encoding: Value = "base64") -> str:
    """Return the digest of a text by MD5 or SHA-1, -256, -384 or -512, in base64 or hexadecimal."""
    name = to_string(algorithm).lower().replace("-", "")
    if name not in ("md5", "sha1", "sha256", "sha384", "sha512"):
        raise ExpressionError("function-value", name="digest", value=to_string(algorithm))
    summed = hashlib.new(name, to_string(text).encode(), usedforsecurity=False).digest()
    return summed.hex() if to_string(encoding).lower() == "hex" else base64.b64encode(summed).decode()


def _decode(text: Value) -> bytes:
    """Return the bytes of base64 with or without its padding; nothing for what is no base64."""
    letters = "".join(to_string(text).split()).rstrip("=")
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""


@function("base64-decode", 1)
def base64_decode(context: Context, text: Value) -> str:
    """Return the UTF-8 text inside base64."""
    return _decode(text).decode("utf-8", errors="replace")


@function("extract-signed", 2)
def extract_signed(context: Context, text: Value, key: Value) -> str:
    """Return the message behind a valid Ed25519 signature, both in base64; '' when the signature is not valid."""
    signed = _decode(text)
    try:
        Ed25519PublicKey.from_public_bytes(_decode(key)).verify(signed[:_SIGNATURE], signed[_SIGNATURE:])
    except (InvalidSignature, ValueError):
        return ""
    return signed[_SIGNATURE:].decode("utf-8", errors="replace")


@function("thousands-sep", 1, 2)
def thousands_sep(context: Context, number: Value, separator: Value = ",") -> str:
    """Return a number with its thousands set apart; a text that is no number stays as it is."""
    whole, point, fraction = to_string(number).partition(".")
    digits = whole.removeprefix("-")
    if not digits.isdigit():
        return to_string(number)
    return f"{whole[: len(whole) - len(digits)]}{int(digits):,}".replace(",", to_string(separator)) + point + fraction
