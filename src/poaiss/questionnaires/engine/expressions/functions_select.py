"""Functions on choices and labels (ODK XForms: select and translation functions)."""

from .context import Context
from .registry import MANY, function
from .values import Value, to_nodes, to_number, to_string


@function("selected", 2)
def selected(context: Context, answer: Value, choice: Value) -> bool:
    """Tell whether a choice is among those of an answer, which are set apart by spaces."""
    return to_string(choice).strip() in to_string(answer).split()


function("is-selected", 2)(selected)  # its older name


@function("selected-at", 2)
def selected_at(context: Context, answer: Value, index: Value) -> str:
    """Return the choice at a 0-based place, '' when there is none."""
    choices, place = to_string(answer).split(), to_number(index)
    return choices[int(place)] if 0 <= place < len(choices) else ""


@function("count-selected", 1)
def count_selected(context: Context, answer: Value) -> float:
    """Return how many choices an answer holds."""
    return float(len(to_string(answer).split()))


@function("jr:choice-name", 2)
def choice_name(context: Context, value: Value, question: Value) -> str:
    """Return the label of a choice in the language of the evaluation; the question is a path, in quotes or not."""
    nodes = to_nodes(question) or context.environment.resolve(to_string(question), context.current)
    return context.environment.choice_name(nodes[0], to_string(value)) if nodes else ""


@function("jr:itext", 1)
def itext(context: Context, identifier: Value) -> str:
    """Return a text of the form in the language of the evaluation."""
    return context.environment.itext(to_string(identifier))


@function("version", 0)
def version(context: Context) -> str:
    """Return the version of the form."""
    return context.environment.version


def _limited(name: str, least: int, most: int) -> None:
    """Register a function that needs a device or a file: it answers '' and is noted as a limitation."""

    def implementation(context: Context, *values: Value) -> str:
        context.environment.limitations.add(name)
        return ""

    function(name, least, most, limited=True)(implementation)


_limited("pulldata", 1, MANY)
_limited("property", 1, 1)
_limited("search", 1, MANY)
_limited("lookup", 1, MANY)
_limited("intersects", 1, 1)
