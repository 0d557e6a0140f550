"""Messages: the catalogue of every sentence that the engine can say, by its stable code."""

from .message import Message, expand
from .messages_answers import ANSWERS, EXPRESSIONS
from .messages_forms import FILES, SHEETS

__all__ = ["CATALOGUE", "Message", "expand"]

CATALOGUE: dict[str, Message] = {**FILES, **SHEETS, **EXPRESSIONS, **ANSWERS}
