"""What a picture shows is what the data say: lengths, heights, gaps, directions."""

from itertools import pairwise

import pytest

from poaiss.analysis.charts import Bar, Bars, Chart, Drawing, Line, Moment, Tile, Tiles, Trend, Words
from poaiss.analysis.charts.child import picture

from .examples import ANSWERS, BARS, PANELS, REPORTS, SHARES, TILES, TREND, YEARS, boxes, texts

pytestmark = pytest.mark.rows("A10", "A13")
SPOKEN = Words()
LONG = {
    "en": "A very long label of a commitment that nobody can read in one breath at all",
    "ar": "إنشاء أو تعيين هيئة تنسيق وطنية معنية بالأسلحة الصغيرة والأسلحة الخفيفة في جميع جوانبها",
    "zh-hans": "设立或指定国家协调机构负责小武器和轻武器非法贸易各方面问题的政策指导研究和监测工作",
}


def svg(chart: Chart, language: str = "en", width: int = 680) -> bytes:
    drawing = Drawing("figure", chart, language, width, words=SPOKEN)
    return picture(drawing, ["svg"])["svg"].encode()  # in this process: the other is tested in test_drawing


def test_lengths_of_bars_and_outlines_are_in_proportion() -> None:
    found = svg(BARS)
    values = [box[2] for box in boxes(found, "tone-plain")]
    wholes = [box[2] for box in boxes(found, "chart-whole")]
    assert len(values) == 2  # nothing is drawn for nothing
    assert values[0] == pytest.approx(2 * values[1], abs=0.02)
    assert values[0] == pytest.approx(wholes[0] * 30 / 40, abs=0.02)
    assert wholes[0] == pytest.approx(2 * wholes[2], abs=0.02)
    assert {"30 of 40", "15 of 40", "0 of 20", "reports"} <= set(texts(found))


def test_shares_fill_the_whole_and_say_their_number() -> None:
    found = svg(SHARES)
    yes, no, silent = (boxes(found, f"tone-{tone}")[1:] for tone in ("yes", "no", "did-not-report"))  # first: the key
    for number in (0, 1):
        whole = yes[number][2] + no[number][2] + silent[number][2]
        assert yes[number][2] / whole == pytest.approx((0.3, 0.25)[number], abs=0.001)
        assert no[number][0] == pytest.approx(yes[number][0] + yes[number][2], abs=0.02)
    assert {"n = 100", "n = 4", "30%", "60%", "25%", "50%"} <= set(texts(found))


def test_arabic_starts_at_the_right_and_grows_to_the_left() -> None:
    labels = Bars((Bar("أفاريا", (30,), 40), Bar("بوروفيا", (15,), 40)), REPORTS)
    english, arabic = svg(BARS), svg(labels, "ar")
    first, second = boxes(arabic, "tone-plain")
    assert first[0] + first[2] == pytest.approx(second[0] + second[2], abs=0.02)  # one base line, at the right
    assert first[0] < second[0]
    left, _top, anchor = texts(arabic)["أفاريا"]
    assert (left, anchor) == (680, "end")
    assert left > first[0] + first[2]
    assert texts(english)["Avaria"][0] == 0
    assert b'direction="ltr"' in arabic  # the page's own direction must not turn the anchors round
    assert "\u202bأفاريا\u202c".encode() in arabic


@pytest.mark.parametrize("language", ["en", "ar"])
def test_years_run_in_the_direction_of_reading(language: str) -> None:
    found = texts(svg(YEARS, language))
    assert (found["2012"][0] < found["2024"][0]) == (language == "en")


def test_heights_of_years_are_in_proportion() -> None:
    heights = [box[3] for box in boxes(svg(YEARS), "tone-plain")]
    assert [round(each / heights[0], 3) for each in heights] == [1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.4]


def test_a_line_stops_at_a_gap_and_at_a_break() -> None:
    found = svg(TREND).decode()
    lines = [
        part.split('"')[0]
        for part in found.split('d="')[1:]
        if part.split('"')[0].count("L") and "Z" not in part.split('"')[0]
    ]
    assert [line.count("L") for line in lines] == [1, 1]  # 2010-12 and 2018-20; 2016 stands alone
    assert "stroke-dasharray" in found
    assert {"25%", SPOKEN.band, SPOKEN.broken} <= set(texts(found.encode()))


def test_a_trend_without_bounds_and_breaks_needs_no_notes() -> None:
    plain = Trend((Line("Marking", (Moment(2010, 1), Moment(2012, 2))),))
    words = set(texts(svg(plain)))
    assert words.isdisjoint({SPOKEN.band, SPOKEN.broken})
    assert "Marking" in words


def test_a_trend_of_one_moment_is_drawn() -> None:
    assert "7" in texts(svg(Trend((Line("Marking", (Moment(2024, 7, 5, 9),)),))))


def test_ends_of_lines_do_not_lie_on_each_other() -> None:
    lines = tuple(Line(f"Line {number}", (Moment(2010, 50), Moment(2012, 50 + number / 10))) for number in range(4))
    found = texts(svg(Trend(lines, unit="%", top=100)))
    heights = sorted(found[f"Line {number}"][1] for number in range(4))
    assert all(after - before >= 24 for before, after in pairwise(heights))


def test_tiles_are_of_equal_size_and_west_is_left_in_every_language() -> None:
    for language in ("en", "ar"):
        found = svg(TILES, language)
        sizes = {box[2:] for tone in ("yes", "developing", "no") for box in boxes(found, f"tone-{tone}")[1:]}
        assert len(sizes) == 1
        places = texts(found)
        assert places["AVA"][0] < places["BOR"][0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_world_is_complete_wide_and_narrow(language: str) -> None:
    codes = [f"{chr(65 + number // 26)}{chr(65 + number % 26)}Z" for number in range(193)]
    world = Tiles(
        tuple(Tile(code, number % 29, number // 29, code, "yes", "Yes") for number, code in enumerate(codes)), ()
    )
    for width in (680, 320):
        found = svg(world, language, width)
        places = texts(found)
        assert set(places) == set(codes)
        assert all(box[0] >= 0 and box[0] + box[2] <= width for box in boxes(found, "tone-yes"))
        assert len({place[:2] for place in places.values()}) == 193


def test_panels_share_one_scale() -> None:
    found = svg(PANELS)
    thirty, fifteen, twenty = (box[2] for box in boxes(found, "tone-plain"))
    assert thirty / twenty == pytest.approx(1.5, abs=0.01)
    assert thirty / fifteen == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize("width", [680, 320])
@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_words_stay_inside_the_picture(language: str, width: int) -> None:
    label = LONG[language]
    found = texts(svg(Bars((Bar(label, (12, 3, 4)),), ANSWERS), language, width))
    assert all(0 <= place[0] <= width for place in found.values())
    assert len([place for place in found.values() if place[0] in (0, width)]) > 1  # broken into lines


def test_decimals_are_written_as_the_language_writes_them() -> None:
    chart = Bars((Bar("A", (1234.5,)), Bar("B", (2.5,))), REPORTS)
    assert "2.5" in texts(svg(chart, "en"))
    assert "2,5" in texts(svg(chart, "fr"))
    assert {"2,5", "1\u00a0234"} <= set(texts(svg(chart, "ru")))
    assert "2.5" in texts(svg(chart, "ar"))


def test_a_crowd_of_lines_gets_a_key_and_a_pair_does_not() -> None:
    tones = ("plain", "second", "no", "answered", "developing", "no_answer", "restricted", "unchanged")
    moments = (Moment(2010, 50), Moment(2012, 50))
    lines = tuple(Line(f"Line {number}", moments, tone) for number, tone in enumerate(tones))  # type: ignore[arg-type]
    crowd, pair = texts(svg(Trend(lines))), texts(svg(Trend(lines[:2])))
    assert {crowd[f"Line {number}"][0] for number in range(8)} == {32}
    assert all(pair[f"Line {number}"][0] > 500 for number in range(2))


def test_percentages_of_a_hundred_stand_alone() -> None:
    found = texts(svg(Bars((Bar("A", (33.3,), 100),), REPORTS, unit="%")))
    assert set(found) == {"A", "33%"}
