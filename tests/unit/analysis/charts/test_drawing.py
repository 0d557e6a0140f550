"""One process draws a batch: the same bytes each time, safe for a strict page, one failure alone."""

import json
import subprocess
import sys
from math import nan

import pytest

from poaiss.analysis.charts import Bar, Bars, Chart, Drawing, Multiples, Series, Tile, Tiles, Timeline, Trend, Words
from poaiss.analysis.charts.drawing import Picture, draw
from poaiss.analysis.charts.wire import packed, unpacked

from .examples import ALL, BARS, REPORTS, SVG, TILES, read, texts

pytestmark = pytest.mark.rows("A13")


@pytest.fixture(scope="module")
def pictures() -> dict[str, Picture]:
    drawings = [Drawing(name, chart, alt=f"About {name}", title=f"Title of {name}") for name, chart in ALL.items()]
    return {each.name: each for each in draw(drawings, ("svg", "png", "print"))}


def test_every_kind_of_chart_is_drawn_in_the_order_asked(pictures: dict[str, Picture]) -> None:
    assert list(pictures) == list(ALL)
    for picture in pictures.values():
        assert picture.problem is None
        assert picture.png.startswith(b"\x89PNG")
        width = int.from_bytes(picture.png[16:20])
        assert width == 1360
        assert read(picture.svg).get("width") == "680"
        assert b"Noto Sans" in picture.print_svg


def test_the_same_input_gives_the_same_bytes_in_one_process_and_in_two(pictures: dict[str, Picture]) -> None:
    twice = [Drawing(name, chart, alt=f"About {name}", title=f"Title of {name}") for name, chart in ALL.items()] * 2
    again = draw(twice, ("svg", "png", "print"))
    assert again[: len(ALL)] == list(pictures.values())
    assert again[len(ALL) :] == list(pictures.values())


def test_identifiers_are_unique_on_a_page_of_many_figures(pictures: dict[str, Picture]) -> None:
    found = [element.get("id") for each in pictures.values() for element in read(each.svg).iter()]
    names = [each for each in found if each]
    assert names
    assert len(names) == len(set(names))
    for name, picture in pictures.items():
        used = {part.split(")")[0] for part in picture.svg.decode().split("url(#")[1:]}
        assert all(each.startswith(f"fig-{name}-") and each in names for each in used)


def test_nothing_in_the_svg_is_blocked_by_the_content_security_policy(pictures: dict[str, Picture]) -> None:
    for picture in pictures.values():
        for element in read(picture.svg).iter():
            assert element.tag.removeprefix(SVG) in {
                *("svg", "title", "desc", "defs", "pattern", "g", "path", "line", "text"),
            }
            for key, value in element.attrib.items():
                assert key != "style"
                assert not key.startswith("on")
                assert "href" not in key
                assert "url(" not in value or value.startswith("url(#")


def test_a_picture_says_its_title_and_words(pictures: dict[str, Picture]) -> None:
    root = read(pictures["bars"].svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "fig-bars-title fig-bars-desc"
    assert [each.text for each in root[:2]] == ["Title of bars", "About bars"]


def test_a_drawing_that_fails_names_its_figure_and_leaves_the_others() -> None:
    wrong = Drawing("wrong", Bars((Bar("Avaria", (nan,)),), REPORTS))
    unequal = Drawing("unequal", Bars((Bar("Avaria", (1, 2)),), REPORTS))
    toneless = Drawing("toneless", Tiles((Tile("AVA", 0, 0, "Avaria", "purple", ""),), ()))  # type: ignore[arg-type]
    good = Drawing("good", BARS)
    found = {each.name: each for each in draw([wrong, unequal, good, toneless], ("svg",))}
    assert list(found) == ["wrong", "unequal", "good", "toneless"]
    assert found["good"].svg.startswith(b"<svg")
    assert found["good"].problem is None
    for name in ("wrong", "unequal", "toneless"):
        problem = found[name].problem
        assert problem is not None
        assert (problem.code, problem.place) == ("chart-data", name)
        assert found[name].svg == b""
    assert "nan" in str(found["wrong"].problem)


def test_a_process_that_dies_costs_one_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("poaiss.analysis.charts.drawing.SECONDS_TO_START", 0.0)
    monkeypatch.setattr("poaiss.analysis.charts.drawing.SECONDS_EACH", 0.001)
    (found,) = draw([Drawing("late", BARS)], ("svg",))
    assert found.problem is not None
    assert (found.problem.code, found.problem.place) == ("chart-crashed", "late")


def test_no_data_is_said_in_the_words_passed_in() -> None:
    nothing: list[Chart] = [Bars((), REPORTS), Timeline((), REPORTS), Trend(()), Tiles((), ()), Multiples(())]
    drawings = [Drawing(f"n{number}", each, words=Words(no_data="Rien")) for number, each in enumerate(nothing)]
    for picture in draw(drawings, ("svg",)):
        assert list(texts(picture.svg)) == ["Rien"]


def test_the_asking_process_does_not_load_what_draws() -> None:
    program = "import sys, poaiss.analysis.charts.drawing; print({'altair', 'vl_convert', 'babel'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_hostile_label_stays_text() -> None:
    label = "<script>alert(1)</script>&\"'"
    (picture,) = draw([Drawing("h", Bars((Bar(label, (1,)),), (Series("plain", label),)), width=1000)], ("svg",))
    assert label in texts(picture.svg)
    assert b"<script" not in picture.svg


def test_drawings_travel_whole() -> None:
    for name, chart in ALL.items():
        drawing = Drawing(name, chart, "ar", 320, "words", "title", Words(of="%(value)s / %(whole)s"))
        assert unpacked(json.loads(json.dumps(packed(drawing)))) == drawing


def test_a_tile_says_its_state_to_a_pointer() -> None:
    (picture,) = draw([Drawing("t", TILES)], ("svg",))
    titles = [title.text for path in read(picture.svg).iter(f"{SVG}path") for title in path]
    assert titles[:2] == ["State AVA: yes", "State BOR: developing"]
    assert len(titles) == len(TILES.tiles)
