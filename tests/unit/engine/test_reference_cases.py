"""The evaluator against tables of facts about the reference implementations, and of our own decisions."""

import base64
import math
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from poaiss.questionnaires.engine.expressions import FUNCTIONS, compile_expression, parse
from poaiss.questionnaires.engine.expressions.context import Context, Environment
from poaiss.questionnaires.engine.expressions.nodes import Call, walk
from poaiss.questionnaires.engine.expressions.values import Value, to_string
from poaiss.questionnaires.engine.tree import Node

from . import cases_enketo, cases_javarosa, cases_ours

DENVER = timezone(timedelta(hours=-7))


def document(**children: list[str]) -> Node:
    """Return a document: one root for each name, its children all called item, an empty element at the end."""
    top = Node("")
    for name, texts in children.items():
        root = top.append(Node(name))
        for text in texts:
            root.append(Node("item", text))
    return top


def instances() -> dict[str, Node]:
    top = Node("")
    root = top.append(Node("root"))
    for name, label in (("a", "Alpha"), ("b", "Beta")):
        item = root.append(Node("item"))
        item.append(Node("name", name))
        item.append(Node("label", label))
    return {"list": top}


def evaluated(expression: str, top: Node, zone: timezone) -> Value:
    clock = datetime(2024, 5, 2, 9, 30, tzinfo=UTC).astimezone(zone)
    environment = Environment(top, instances(), clock=lambda: clock, version="7")
    return compile_expression(parse(expression))(Context(environment, top.kids[0]))


def same(found: Value, expected: float | str | bool) -> bool:
    if isinstance(expected, bool):
        return found is expected
    if isinstance(expected, str):
        return to_string(found) == expected
    if not isinstance(found, float):
        return False
    return math.isnan(found) if math.isnan(expected) else math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-15)


@pytest.mark.parametrize(("expression", "expected"), cases_javarosa.CASES)
def test_it_answers_as_javarosa(expression: str, expected: float | str | bool) -> None:
    found = evaluated(expression, document(data=["3", "4", ""]), UTC)
    assert same(found, expected), found


@pytest.mark.parametrize(("expression", "expected"), cases_enketo.CASES)
def test_it_answers_as_enketo(expression: str, expected: float | str | bool) -> None:
    found = evaluated(expression, document(letters=list("ABCDEF")), DENVER)
    assert same(found, expected), found


@pytest.mark.parametrize(("expression", "expected"), cases_ours.CASES)
def test_it_answers_as_decided(expression: str, expected: float | str | bool) -> None:
    top = document(data=["3", "4", ""])
    top.kids[0].append(Node("empty"))
    found = evaluated(expression, top, UTC)
    assert same(found, expected), found


def test_every_function_of_the_registry_stands_in_a_table() -> None:
    tables = (*cases_javarosa.CASES, *cases_enketo.CASES, *cases_ours.CASES)
    called = {part.name for expression, _ in tables for part in walk(parse(expression)) if isinstance(part, Call)}
    elsewhere = {"once", "indexed-repeat", "search", "lookup", "intersects", "atan", "sin"}
    assert set(FUNCTIONS) - called == elsewhere


@pytest.mark.parametrize(
    ("expression", "expected"),
    [("sin(0)", 0.0), ("atan(0)", 0.0), ("once('a')", "full"), ("once('a' div 1)", "full")],
)
def test_functions_that_look_at_their_node(expression: str, expected: float | str) -> None:
    top = document(data=[])
    top.kids[0].text = "full"
    assert same(evaluated(expression, top, UTC), expected)


def test_a_signed_message_is_extracted() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    message = "genuine, já"
    signed = base64.b64encode(key.sign(message.encode()) + message.encode()).decode()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    top = document(data=[])
    assert evaluated(f"extract-signed('{signed}', '{public}')", top, UTC) == message
    assert evaluated(f"extract-signed('{signed[:-4]}AAAA', '{public}')", top, UTC) == ""


def test_a_limited_function_is_noted() -> None:
    top = document(data=[])
    environment = Environment(top)
    for call in ("search('x')", "lookup('x')", "intersects('x')", "instance('gone')/root"):
        compile_expression(parse(call))(Context(environment, top))
    assert environment.limitations == {"search", "lookup", "intersects", "instance(gone)"}
