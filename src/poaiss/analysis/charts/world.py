"""States as equal tiles, each with its code; no borders, so that every State is as visible as any other."""

from collections.abc import Iterator

from . import Tile, Tiles
from .key import draw_key
from .sheet import Sheet
from .tones import LOOKS
from .writing import width_of

LEAST = 20.0
LARGEST = 56.0
COMPACT = 30.0
GAP = 2.0


def draw_world(sheet: Sheet, chart: Tiles, y: float = 0.0) -> float:
    """Draw the tiles; return the height of the picture.

    Where the picture is too narrow for codes in the places of the States, the tiles stand in the order of their codes.
    """
    y = draw_key(sheet, chart.key, y)
    size, placed = arranged(sheet, chart)
    letters = max(width_of(tile.code, 1) for tile in chart.tiles)
    points = round(min(13.0, (size - GAP - 3) / letters), 1)
    bottom = y
    for tile, x, down in placed:
        sheet.box(x + 0.5, y + down + 0.5, size - GAP, size - GAP, tile.tone, says=f"{tile.name}: {tile.words}")
        middle = (x + (size - GAP) / 2 + 0.5, y + down + (size - GAP) / 2 + 1)
        sheet.text(*middle, tile.code, anchor="middle", size=points, colour=LOOKS[tile.tone].ink)
        bottom = max(bottom, y + down + size)
    return bottom


def arranged(sheet: Sheet, chart: Tiles) -> tuple[float, list[tuple[Tile, float, float]]]:
    """Return the size of a tile, and each tile with its distance from the starting edge and from the top."""
    columns = [tile.column for tile in chart.tiles]
    count = max(columns) - min(columns) + 1
    size = min(float(sheet.width // count), LARGEST)
    if size >= LEAST:
        return size, list(in_place(sheet, chart, size, count))
    across = int(sheet.width // COMPACT)
    size = sheet.width / across
    ordered = sorted(chart.tiles, key=lambda tile: tile.code)
    return size, [(tile, number % across * size, number // across * size) for number, tile in enumerate(ordered)]


def in_place(sheet: Sheet, chart: Tiles, size: float, count: int) -> Iterator[tuple[Tile, float, float]]:
    """Yield the tiles in the places of the States; west is left in every language."""
    west, north = min(tile.column for tile in chart.tiles), min(tile.row for tile in chart.tiles)
    spare = sheet.width - size * count if sheet.mirrored else 0.0
    for tile in chart.tiles:
        left = (tile.column - west) * size + spare
        yield tile, sheet.width - left - size + GAP if sheet.mirrored else left, (tile.row - north) * size
