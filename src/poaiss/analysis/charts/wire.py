"""Drawings as JSON, between the process that asks and the one that draws."""

from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from . import Bars, Drawing, Multiples, Tiles, Timeline, Trend

KINDS = {kind.__name__: kind for kind in (Bars, Timeline, Trend, Tiles, Multiples)}


def packed(drawing: Drawing) -> dict[str, Any]:
    """Return the drawing as plain data."""
    return pack(drawing)  # type: ignore[no-any-return]


def pack(value: Any) -> Any:
    """Return dataclasses as dictionaries, charts with the name of their kind."""
    if is_dataclass(value):
        found = {each.name: pack(getattr(value, each.name)) for each in fields(value)}
        return {"kind": type(value).__name__} | found if type(value).__name__ in KINDS else found
    if isinstance(value, list | tuple):
        return [pack(each) for each in value]
    return value


def unpacked(data: dict[str, Any]) -> Drawing:
    """Return the drawing that the plain data says."""
    return unpack(Drawing, data)  # type: ignore[no-any-return]


def unpack(kind: Any, data: Any) -> Any:
    """Return DATA as KIND, a dataclass, a tuple of them or a plain value."""
    if data is None:
        return None
    if isinstance(data, dict):
        actual = KINDS[data["kind"]] if "kind" in data else named(kind)
        hints = get_type_hints(actual)
        return actual(**{key: unpack(hints[key], value) for key, value in data.items() if key != "kind"})
    if isinstance(data, list):
        return tuple(unpack(get_args(kind)[0], each) for each in data)
    return data


def named(kind: Any) -> Any:
    """Return the dataclass of a hint such as ``Words | None``."""
    if get_origin(kind) in (Union, UnionType):
        return next(each for each in get_args(kind) if is_dataclass(each))
    return kind
