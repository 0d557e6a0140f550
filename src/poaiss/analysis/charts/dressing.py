"""The SVG that goes out: spoken words, textures, classes; no style, no script, no reference to anything outside.

The strict Content-Security-Policy of the site (no ``unsafe-inline``) blocks style attributes and style elements, so
all looks are presentation attributes. Identifiers carry the figure's name: two figures on a page never share one.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from . import Drawing, Tone
from .tones import CLASSES, LOOKS, PAPER, TONE_OF, Look
from .writing import is_right_to_left

SVG = "http://www.w3.org/2000/svg"
FAMILIES = {
    "ar": "'Poaiss Arabic', system-ui, 'Segoe UI', 'Noto Sans Arabic', Tahoma, Arial, sans-serif",
    "zh": "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif",
}
FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
KEPT = {
    *("d", "transform", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "fill-opacity"),
    *("opacity", "stroke-linecap", "stroke-linejoin", "text-anchor", "font-size", "font-weight", "x", "y"),
    *("x1", "x2", "y1", "y2", "width", "height"),
}
LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
HAN = re.compile("[\u2e80-\u9fff\uff00-\uffef]+")
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+")
PRINT_FAMILIES = ((HAN, "Noto Sans SC"), (ARABIC, "IBM Plex Sans Arabic"))


def dressed(drawing: Drawing, parts: Iterable[tuple[str, float, float]], width: float, height: float) -> ET.Element:
    """Return one SVG of the PARTS (what vl-convert drew, and where each belongs) with the words of the drawing."""
    root = ET.Element(
        "svg",
        {
            "xmlns": SVG,
            "class": "chart",
            "width": short(width),
            "height": short(height),
            "viewBox": f"0 0 {short(width)} {short(height)}",
            "role": "img",
            "lang": drawing.language,
            "direction": "ltr",
            "overflow": "visible",
            "font-family": FAMILIES.get(drawing.language.split("-")[0], FAMILY),
        },
    )
    name = identifier(drawing.name)
    speak(root, drawing, name)
    textures = ET.SubElement(root, "defs")
    used: dict[Tone, None] = {}
    for text, x, y in parts:
        place = (
            root if not x and not y else ET.SubElement(root, "g", {"transform": f"translate({short(x)},{short(y)})"})
        )
        for child in ET.fromstring(text):  # noqa: S314 what our own child drew
            copy(child, place, name, used)
    for tone in used:
        textures.append(texture(LOOKS[tone], f"{name}-{tone}"))
    if not used:
        root.remove(textures)
    return root


def speak(root: ET.Element, drawing: Drawing, name: str) -> None:
    """Give the picture its title and description for those who do not see it."""
    named = []
    for tag, words in (("title", drawing.title or drawing.alt), ("desc", drawing.alt if drawing.title else "")):
        if words:
            ET.SubElement(root, tag, {"id": f"{name}-{tag}"}).text = words
            named.append(f"{name}-{tag}")
    if named:
        root.set("aria-labelledby", " ".join(named))


def copy(source: ET.Element, target: ET.Element, name: str, used: dict[Tone, None]) -> None:
    """Copy what is seen, with the attributes that say how it looks."""
    tag = source.tag.rpartition("}")[2]
    if tag not in ("g", "path", "line", "text", "rect") or is_unseen(source, tag):
        return
    kept = {key: tidy(value) for key, value in source.attrib.items() if key in KEPT}
    if kept.get("transform") == "translate(0,0)":
        del kept["transform"]
    if tag == "g":
        place = ET.SubElement(target, "g", {"transform": kept["transform"]}) if "transform" in kept else target
        for child in source:
            copy(child, place, name, used)
        return
    kept.setdefault("fill", "none")
    paint(kept, name, used)
    made = ET.SubElement(target, tag, kept)
    made.text = source.text
    if source.get("aria-label"):
        ET.SubElement(made, "title").text = source.get("aria-label")


def is_unseen(source: ET.Element, tag: str) -> bool:
    """Whether an element of the drawing shows nothing."""
    return source.get("class") in ("background", "foreground") or (
        tag == "rect" and source.get("fill") in ("white", "transparent")
    )


def paint(kept: dict[str, str], name: str, used: dict[Tone, None]) -> None:
    """Give a mark the class of its tone, and its texture."""
    tone = TONE_OF.get(kept.get("fill", ""))
    if "fill-opacity" in kept:
        kept["class"] = "chart-band"
    elif tone:
        kept["class"] = f"tone-{tone.replace('_', '-')}"
        if LOOKS[tone].texture:
            used[tone] = None
            kept["fill"] = f"url(#{name}-{tone})"
    else:
        found = CLASSES.get(kept.get("fill", "")) or CLASSES.get(kept.get("stroke", ""))
        if found:
            kept["class"] = found


def texture(look: Look, name: str) -> ET.Element:
    """Return the pattern of a tone: its second colour in lines or dots on its first."""
    size = "6"
    pattern = ET.Element("pattern", {"id": name, "width": size, "height": size, "patternUnits": "userSpaceOnUse"})
    ET.SubElement(pattern, "path", {"d": "M0,0h6v6h-6Z", "fill": look.fill})
    shapes = {
        "rising": "M-1,1l2,-2M0,6l6,-6M5,7l2,-2",
        "falling": "M-1,5l2,2M0,0l6,6M5,-1l2,2",
        "level": "M0,1.5h6M0,4.5h6",
        "upright": "M1.5,0v6M4.5,0v6",
        "crossed": "M0,0l6,6M0,6l6,-6",
    }
    if look.texture == "dotted":
        ET.SubElement(pattern, "path", {"d": "M0.5,0.5h2v2h-2ZM3.5,3.5h2v2h-2Z", "fill": look.thread})
    else:
        ET.SubElement(pattern, "path", {"d": shapes[look.texture], "stroke": look.thread, "stroke-width": "1.5"})
    return pattern


def written(root: ET.Element) -> bytes:
    """Return the SVG for pages: words as text, in the fonts of the reader."""
    return ET.tostring(root, encoding="unicode").encode()


def for_print(root: ET.Element, language: str) -> str:
    """Return the SVG for PNG and PDF: on white, in our own fonts, so that it looks the same on every machine."""
    ET.register_namespace("", SVG)
    root = ET.fromstring(ET.tostring(root))  # noqa: S314 our own
    root.set("font-family", "IBM Plex Sans Arabic" if is_right_to_left(language) else "Noto Sans")
    root.insert(
        0, ET.Element("rect", {"width": root.get("width", ""), "height": root.get("height", ""), "fill": PAPER})
    )
    for text in root.iter(f"{{{SVG}}}text"):
        set_fonts(text)
    return ET.tostring(root, encoding="unicode")


def set_fonts(text: ET.Element) -> None:
    """Set the letters of each script in the font that has them."""
    words = text.text or ""
    for letters, family in PRINT_FAMILIES:
        if letters.search(words):
            if family == "IBM Plex Sans Arabic":
                text.set("font-family", family)
                continue
            text.text = None
            end = 0
            for match in letters.finditer(words):
                span(text, words[end : match.start()], "")
                span(text, match.group(), family)
                end = match.end()
            span(text, words[end:], "")


def span(text: ET.Element, words: str, family: str) -> None:
    """Add WORDS in a font of their own."""
    if words:
        ET.SubElement(text, f"{{{SVG}}}tspan", {"font-family": family} if family else {}).text = words


def tidy(value: str) -> str:
    """Round long numbers to hundredths of a pixel."""
    return LONG.sub(lambda match: short(float(match.group())), value)


def short(value: float) -> str:
    """Write a number of pixels without needless digits."""
    return f"{round(value, 2):g}" if abs(value) < 100_000 else str(round(value))


def identifier(name: str) -> str:
    """Return NAME as an identifier of XML."""
    return "fig-" + re.sub(r"[^A-Za-z0-9_-]+", "-", name)
