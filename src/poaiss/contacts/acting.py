"""Actions open the database's context for their actor themselves: a view, a job and a test cannot forget it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from poaiss.access.rls import acting_as

P = ParamSpec("P")
T = TypeVar("T")


def acted(action: Callable[P, T]) -> Callable[P, T]:
    """Run ACTION in one transaction in which the database knows the actor given as ``by``."""

    @wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with acting_as(kwargs["by"]):  # type: ignore[arg-type]
            return action(*args, **kwargs)

    return run
