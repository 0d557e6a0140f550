"""Registry: every function an expression may call, with the number of arguments it takes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from .context import Context
from .values import Value

Implementation = Callable[..., Any]
Decorated = TypeVar("Decorated", bound=Implementation)
Compiled = Callable[[Context], Value]
MANY = 1_000


@dataclass(frozen=True, slots=True)
class Function:
    """A function: its name, how many arguments it takes, and what it does.

    ``lazy`` functions get their arguments uncalled and decide themselves which to call. ``limited`` ones need a
    device or a file that this engine does not have: they answer the empty string, and a form is warned about them.
    ``syntactic`` ones get the call itself, because the paths in it matter and not what they lead to.
    """

    name: str
    least: int
    most: int
    implementation: Implementation
    lazy: bool = False
    limited: bool = False
    even: bool = False
    syntactic: bool = False

    def accepts(self, count: int) -> bool:
        """Tell whether so many arguments are right."""
        return self.least <= count <= self.most and not (self.even and count % 2)


FUNCTIONS: dict[str, Function] = {}


def function(name: str, least: int, most: int | None = None, **options: bool) -> Callable[[Decorated], Decorated]:
    """Register the function below under a name; ``most`` is ``least`` unless given."""

    def register(implementation: Decorated) -> Decorated:
        FUNCTIONS[name] = Function(name, least, least if most is None else most, implementation, **options)
        return implementation

    return register
