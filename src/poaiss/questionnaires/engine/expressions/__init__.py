"""Expressions: XPath 1.0 with the OpenRosa functions, compiled to Python closures (decision 0006)."""

from .compiler import compile_expression
from .errors import ExpressionError
from .parser import parse
from .registry import FUNCTIONS, Function

__all__ = ["FUNCTIONS", "ExpressionError", "Function", "compile_expression", "parse"]
