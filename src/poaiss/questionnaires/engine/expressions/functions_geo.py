"""Functions on places (ODK XForms: geographic functions), on a sphere with the radius of the Equator."""

import math
from itertools import pairwise

from .context import Context
from .registry import MANY, function
from .values import NAN, Value, texts, to_number

_RADIUS = 6_378_100  # metres, as JavaRosa and Enketo have it
Point = tuple[float, float]


def _points(values: tuple[Value, ...]) -> list[Point] | None:
    """Return latitude and longitude of every point of geopoints, traces or shapes; None when one is no point."""
    found: list[Point] = []
    for text in (piece for value in values for whole in texts(value) for piece in whole.strip(" ;").split(";")):
        point = point_of(text)
        if point is None:
            return None
        found.append(point)
    return found


def point_of(text: str) -> Point | None:
    """Return the latitude and longitude of a geopoint; None for what is none."""
    numbers = [to_number(part) for part in text.split()]
    if not 2 <= len(numbers) <= 4 or any(math.isnan(number) for number in numbers):
        return None
    latitude, longitude = numbers[:2]
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


@function("area", 1)
def area(context: Context, value: Value) -> float:
    """Return the square metres inside a shape, to the hundredth; NaN for what is no shape."""
    points = _points((value,))
    if points is None:
        return NAN
    twice = 0.0
    for (lat1, lng1), (lat2, lng2) in zip(points, points[1:] + points[:1], strict=True):
        twice += math.radians(lng2 - lng1) * (2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2)))
    return abs(round(twice * _RADIUS * _RADIUS / 2, 2)) if len(points) > 2 else 0.0


function("enclosed-area", 1)(area)  # its older name


@function("distance", 1, MANY)
def distance(context: Context, *values: Value) -> float:
    """Return the metres along points, to the hundredth; NaN for what holds no points."""
    points = _points(values)
    if points is None:
        return NAN
    return abs(round(math.fsum(_between(one, other) for one, other in pairwise(points)), 2))


def _between(one: Point, other: Point) -> float:
    lat1, lat2 = math.radians(one[0]), math.radians(other[0])
    turn = math.radians(one[1] - other[1])
    cosine = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(turn)
    return math.acos(max(-1.0, min(1.0, cosine))) * _RADIUS


@function("geofence", 2)
def geofence(context: Context, place: Value, shape: Value) -> bool:
    """Tell whether a point lies inside a shape, by counting the edges that a ray crosses."""
    inside, points = _points((place,)), _points((shape,))
    if not inside or not points:
        return False
    latitude, longitude = inside[0]
    crossings = 0
    for (lat1, lng1), (lat2, lng2) in pairwise(points):
        if (lat2 > latitude) != (lat1 > latitude):
            crossings += longitude < (lng1 - lng2) * (latitude - lat2) / (lat1 - lat2) + lng2
    return crossings % 2 == 1
