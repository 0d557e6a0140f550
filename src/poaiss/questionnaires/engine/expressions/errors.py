"""What an expression can be refused for: a code of the catalogue, a place and the words of the message."""


class ExpressionError(Exception):
    """An expression that cannot be read or evaluated; ``code`` is a key of the catalogue of messages."""

    def __init__(self, code: str, position: int = 0, **context: str) -> None:
        """Take the code, the 0-based position in the expression and the placeholders of the message."""
        super().__init__(f"{code} at {position}: {context}")
        self.code = code
        self.position = position
        self.context = context
