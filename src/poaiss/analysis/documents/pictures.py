"""The pictures of figures made fit for a document: a whole SVG that only draws, or a PNG; else none."""

import base64
import re
import struct
from dataclasses import dataclass, replace

from lxml import etree

from poaiss.analysis.documents.blocks import Figure

SVG, PNG = "http://www.w3.org/2000/svg", b"\x89PNG\r\n\x1a\n"
XLINK = "{http://www.w3.org/1999/xlink}href"
NEVER = frozenset({"script", "foreignObject", "iframe", "audio", "video", "animate", "set", "a"})
"""Elements of SVG that run, load or lead away; our charts have none of them."""
LOADS = re.compile(r"@import|url\(\s*['\"]?(?!#)|\\", re.I)
"""What lets a style load something."""
LARGEST = 10_000.0
PNG_SCALE = 2.0
"""Pixels of a PNG for each pixel of its chart, where no SVG tells the size of the chart."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its kind (svg or png) and its size in pixels of the chart."""

    kind: str
    data: bytes
    width: float
    height: float

    @property
    def ratio(self) -> float:
        """Return the height for a width of one."""
        return self.height / self.width


def of(figure: Figure, *kinds: str) -> Picture | None:
    """Return the picture of a figure in the first of KINDS ("svg", "png") that is whole."""
    drawn, dots = vector(figure.svg), raster(figure.png)
    if drawn and dots:
        dots = replace(dots, width=drawn.width, height=drawn.width * dots.ratio)
    for kind in kinds:
        found = drawn if kind == "svg" else dots
        if found:
            return found
    return None


def vector(data: bytes) -> Picture | None:
    """Return an SVG that neither runs nor loads anything, with its size; None when it is not whole."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    size = size_of(root)
    if root.tag != f"{{{SVG}}}svg" or size is None:
        return None
    for element in list(root.iter()):
        quieten(element)
    width, height = size
    if root.get("viewBox") is None:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    return Picture("svg", etree.tostring(root, encoding="utf-8"), width, height)


def quieten(element: etree._Element) -> None:
    """Take out of an element what runs, loads or leads away."""
    tag = element.tag
    name = etree.QName(element).localname if isinstance(tag, str) else ""
    parent = element.getparent()
    is_refused = not name or name in NEVER or (name == "style" and LOADS.search(element.text or ""))
    if is_refused and parent is not None:
        return parent.remove(element)
    for key, value in [(str(key), str(value)) for key, value in element.attrib.items()]:
        inside = value.startswith(("#", "data:image/png;base64,"))
        if key.startswith("on") or (key in ("href", XLINK) and not inside) or LOADS.search(value):
            del element.attrib[key]
    return None


def size_of(root: etree._Element) -> tuple[float, float] | None:
    """Return width and height of an SVG in pixels, from its attributes or its view box."""
    box = (root.get("viewBox") or "").replace(",", " ").split()
    given = (root.get("width") or "", root.get("height") or "")
    pairs = (tuple(each.removesuffix("px") for each in given), tuple(box[2:4]))
    for pair in pairs:
        try:
            width, height = map(float, pair)
        except ValueError:
            continue
        if 0 < width <= LARGEST and 0 < height <= LARGEST:
            return width, height
    return None


def raster(data: bytes) -> Picture | None:
    """Return a PNG with its size from its first chunk (PNG, third edition, 11.2.1); None when it is not whole."""
    if not data.startswith(PNG) or len(data) < 33 or b"IEND" not in data[-16:]:
        return None
    width, height = struct.unpack(">II", data[16:24])
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        return None
    return Picture("png", data, width / PNG_SCALE, height / PNG_SCALE)


def inline(picture: Picture, alt: str) -> str:
    """Return an SVG as it stands in a page of HTML: one picture for readers aloud, with ALT in its place."""
    root = etree.fromstring(picture.data)
    root.set("role", "img")
    root.set("aria-label", " ".join(alt.split()))
    root.set("width", f"{picture.width:g}")
    root.set("height", f"{picture.height:g}")
    return etree.tostring(root, encoding="unicode")


def as_link(picture: Picture) -> str:
    """Return a PNG as a link that holds the picture itself."""
    return f"data:image/png;base64,{base64.b64encode(picture.data).decode('ascii')}"
