"""Lexer: cut an expression into the tokens of XPath 1.0 (W3C XPath 1.0, section 3.7).

``${name}``, the reference of an XLSForm cell, is a token too, so that a cell can be checked before it is compiled.
"""

import re
from typing import NamedTuple

from .errors import ExpressionError

NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<reference>\$\{{[^}}]*\}})
    |(?P<variable>\${NAME}(?::{NAME})?)
    |(?P<symbol>::|//|\.\.|!=|<=|>=|[()\[\].@,/|+\-=<>*])
    |(?P<name>{NAME}(?::(?!:)(?:{NAME}|\*))?)""",
    re.VERBOSE,
)
_OPERATOR_NAMES = frozenset({"and", "or", "mod", "div"})
_BEFORE_OPERAND = frozenset({"@", "::", "(", "[", ",", "/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">="})
MAX_LENGTH = 32_767  # what one cell of a workbook can hold


class Token(NamedTuple):
    """One token: its kind, its text and where it begins."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> list[Token]:
    """Return the tokens of an expression, closed by one of kind ``end``.

    Raise ExpressionError for a character that begins no token. ``*`` and the names of operators are told apart
    from names by the token before them, as section 3.7 of XPath 1.0 prescribes.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError("expression-too-long", MAX_LENGTH, limit=str(MAX_LENGTH))
    found: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _unreadable(text, position)
        position = match.end()
        kind = str(match.lastgroup)
        if kind != "space":
            found.append(Token(_disambiguate(kind, match.group(), found), match.group(), match.start()))
    found.append(Token("end", "", len(text)))
    return found


def _unreadable(text: str, position: int) -> ExpressionError:
    """Say what cannot be read: an unclosed quotation mark or reference has a mend of its own."""
    if text[position] in "\"'":
        return ExpressionError("expression-unclosed-quote", position, token=text[position : position + 20])
    return ExpressionError("expression-syntax", position, token=text[position : position + 20])


def _disambiguate(kind: str, text: str, before: list[Token]) -> str:
    """Turn a name or a star that follows an operand into an operator."""
    if text != "*" and text not in _OPERATOR_NAMES:
        return kind
    last = before[-1] if before else None
    if last is None or last.kind == "operator" or (last.kind == "symbol" and last.text in _BEFORE_OPERAND):
        return "name"
    return "operator"
