"""Parser: XPath 1.0 by recursive descent (W3C XPath 1.0, sections 2 and 3)."""

from functools import lru_cache

from .errors import ExpressionError
from .lexer import Token, tokens
from .nodes import Call, Expression, Filter, Literal, Number, Operation, Path, Reference, Step

MAX_DEPTH = 60  # nested parentheses; beyond it Python's own stack would end first
MAX_CHAIN = 200  # operators of one level in a row, for example a + b + c
AXES = frozenset(
    ("ancestor", "ancestor-or-self", "attribute", "child", "descendant", "descendant-or-self", "following")
) | frozenset(("following-sibling", "namespace", "parent", "preceding", "preceding-sibling", "self"))
_NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})
_LEVELS = (("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_PARENT = Step("parent", "node()")
_SELF = Step("self", "node()")
_ANYWHERE = Step("descendant-or-self", "node()")


@lru_cache(maxsize=8192)
def parse(text: str) -> Expression:
    """Return the parsed expression; raise ExpressionError with the code and the position of what is wrong."""
    parser = _Parser(tokens(text))
    expression = parser.expression()
    if parser.now.kind != "end":
        raise parser.unexpected()
    return expression


class _Parser:
    """The state of one parse: the tokens, the place in them, and the depth."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.index = 0
        self.depth = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.index]

    def unexpected(self) -> ExpressionError:
        """Say that the present token cannot stand here."""
        if self.now.kind == "end":
            return ExpressionError("expression-unfinished", self.now.position)
        return ExpressionError("expression-syntax", self.now.position, token=self.now.text)

    def take(self, *texts: str) -> str | None:
        """Step over the present token and return it when it is one of these symbols or operators."""
        if self.now.kind in ("symbol", "operator") and self.now.text in texts:
            self.index += 1
            return self.tokens[self.index - 1].text
        return None

    def expect(self, text: str) -> None:
        """Step over a symbol that must stand here."""
        if not self.take(text):
            raise self.unexpected()

    def peek(self, text: str) -> bool:
        """Tell whether the token after the present one is this symbol."""
        return self.index + 1 < len(self.tokens) and self.tokens[self.index + 1].text == text

    def expression(self) -> Expression:
        """OrExpr, guarded against a depth that would break the interpreter."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError("expression-too-deep", self.now.position, limit=str(MAX_DEPTH))
        found = self.chain("or")
        self.depth -= 1
        return found

    def chain(self, operator: str) -> Expression:
        """OrExpr and AndExpr: any number of operands side by side."""
        operands = [self.chain("and") if operator == "or" else self.binary(0)]
        while self.take(operator):
            operands.append(self.chain("and") if operator == "or" else self.binary(0))
        return operands[0] if len(operands) == 1 else Operation(operator, tuple(operands))

    def binary(self, level: int) -> Expression:
        """EqualityExpr down to MultiplicativeExpr: left-associative pairs."""
        if level == len(_LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        count = 0
        while operator := self.take(*_LEVELS[level]):
            count += 1
            if count > MAX_CHAIN:
                raise ExpressionError("expression-too-deep", self.now.position, limit=str(MAX_CHAIN))
            left = Operation(operator, (left, self.binary(level + 1)))
        return left

    def unary(self) -> Expression:
        """UnaryExpr: an even number of minus signs still makes a number of the operand."""
        signs = 0
        while self.take("-"):
            signs += 1
        operand = self.union()
        if not signs:
            return operand
        negated = Operation("negate", (operand,))
        return negated if signs % 2 else Operation("negate", (negated,))

    def union(self) -> Expression:
        """UnionExpr."""
        operands = [self.path()]
        while self.take("|"):
            operands.append(self.path())
        return operands[0] if len(operands) == 1 else Operation("|", tuple(operands))

    def path(self) -> Expression:
        """PathExpr: a location path, or a primary expression with predicates and more steps."""
        start = self.now.position
        if self.now.kind == "symbol" and self.now.text in ("/", "//"):
            return self.absolute(start)
        if not self.is_primary():
            return Path(tuple(self.steps()), position=start)
        base: Expression = self.primary()
        if predicates := self.predicates():
            base = Filter(base, predicates)
        if separator := self.take("/", "//"):
            steps = self.steps()
            return Path(tuple(steps if separator == "/" else [_ANYWHERE, *steps]), base=base, position=start)
        return base

    def absolute(self, start: int) -> Path:
        """AbsoluteLocationPath; a lone ``/`` is the document."""
        if self.take("//"):
            return Path((_ANYWHERE, *self.steps()), absolute=True, position=start)
        self.expect("/")
        return Path(tuple(self.steps()) if self.begins_step() else (), absolute=True, position=start)

    def begins_step(self) -> bool:
        return self.now.kind == "name" or (self.now.kind == "symbol" and self.now.text in (".", "..", "@"))

    def is_primary(self) -> bool:
        """Tell a primary expression from a step: a function call is one, a node test is not."""
        if self.now.kind in ("literal", "number", "reference", "variable"):
            return True
        if self.now.kind == "name":
            return self.peek("(") and self.now.text not in _NODE_TYPES
        return self.now.kind == "symbol" and self.now.text == "("

    def primary(self) -> Expression:
        """PrimaryExpr, and ``${name}``."""
        token = self.now
        self.index += 1
        match token.kind:
            case "literal":
                return Literal(token.text[1:-1])
            case "number":
                return Number(float(token.text))
            case "reference":
                return Reference(token.text[2:-1].strip(), token.position)
            case "variable":
                raise ExpressionError("expression-variable", token.position, token=token.text)
            case "name":
                return self.call(token)
        inside = self.expression()
        self.expect(")")
        return inside

    def call(self, name: Token) -> Call:
        """FunctionCall."""
        self.expect("(")
        arguments: list[Expression] = []
        if not self.take(")"):
            arguments.append(self.expression())
            while self.take(","):
                arguments.append(self.expression())
            self.expect(")")
        return Call(name.text, tuple(arguments), name.position)

    def steps(self) -> list[Step]:
        """RelativeLocationPath."""
        found = [self.step()]
        while separator := self.take("/", "//"):
            if separator == "//":
                found.append(_ANYWHERE)
            found.append(self.step())
        return found

    def step(self) -> Step:
        """Step, with its abbreviations ``.``, ``..`` and ``@``."""
        if self.take("."):
            return Step(_SELF.axis, _SELF.test, self.predicates())
        if self.take(".."):
            return Step(_PARENT.axis, _PARENT.test, self.predicates())
        axis = "attribute" if self.take("@") else "child"
        if self.now.kind == "name" and self.peek("::"):
            axis = self.now.text
            if axis not in AXES:
                raise ExpressionError("expression-axis", self.now.position, token=axis)
            self.index += 2
        return Step(axis, self.test(), self.predicates())

    def test(self) -> str:
        """NodeTest: prefixes are dropped, as names in an XLSForm are unique without them."""
        token = self.now
        if token.kind != "name":
            raise self.unexpected()
        self.index += 1
        if token.text in _NODE_TYPES and self.take("("):
            if self.now.kind == "literal":
                self.index += 1
            self.expect(")")
            return f"{token.text}()"
        return token.text.rpartition(":")[2]

    def predicates(self) -> tuple[Expression, ...]:
        """Predicate*."""
        found = []
        while self.take("["):
            found.append(self.expression())
            self.expect("]")
        return tuple(found)
