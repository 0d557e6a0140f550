"""The analysis as HTML: one file that loads nothing, with headings, tables and pictures that read aloud."""

from collections import Counter
from dataclasses import replace

import pytest
from lxml import html as reading

from poaiss.analysis.documents import html
from poaiss.analysis.documents.blocks import Document, Figure, Heading, Table
from tests.unit.analysis.documents.samples import HOSTILE, document, png, saying, small

pytestmark = [pytest.mark.rows("A12")]


def read(found: Document) -> reading.HtmlElement:
    return reading.document_fromstring(html.render(found).decode())


def words(element: reading.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("ar", "ar"), ("zh", "zh-Hans")])
def test_the_page_holds_everything_once(language: str, tag: str) -> None:
    found = document(language)
    page = read(found)
    assert (page.get("lang"), page.get("dir")) == (tag, "rtl" if language == "ar" else "ltr")
    blocks = page.xpath("//main//*[self::h2 or self::h3 or self::h4]")
    assert [(int(each.tag[1]) - 1, words(each)) for each in blocks] == [
        (each.level, each.text) for each in found.blocks if isinstance(each, Heading)
    ]
    tables = [
        each.table if isinstance(each, Figure) else each for each in found.blocks if isinstance(each, Table | Figure)
    ]
    for table, made in zip(tables, page.xpath("//table"), strict=True):
        assert [[cell.text_content() for cell in row] for row in made.xpath("./tbody/tr")] == list(
            map(list, table.rows)
        )
        assert made.xpath("./thead/tr/th/@scope") == ["col"] * len(table.columns)
        assert made.xpath("./tbody/tr/th/@scope") == ["row"] * len(table.rows)
        assert made.xpath("./caption")[0].text_content().endswith(table.caption)
    alts = [each.alt for each in found.blocks if isinstance(each, Figure)]
    assert page.xpath("//*[local-name()='svg'][@role='img']/@aria-label") == alts


def test_names_are_unique_and_links_lead_somewhere() -> None:
    page = read(document())
    names = Counter(page.xpath("//@id"))
    assert [name for name, count in names.items() if count > 1] == []
    links = page.xpath("//a/@href")
    assert len(links) > 10
    assert [each for each in links if not each.startswith("#") or each[1:] not in names] == []
    assert page.xpath("//@aria-labelledby") != []
    assert [each for each in page.xpath("//@aria-labelledby") if each not in names] == []


def test_nothing_is_run_or_loaded() -> None:
    one = next(each for each in small().blocks if isinstance(each, Figure))
    evil = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" onload="alert(1)"><script>alert(2)</script>'
        b'<a href="https://example.org/a"><text>x</text></a><image href="https://example.org/b.png"/>'
        b'<style>@import "https://example.org/c.css";</style><rect fill="url(https://example.org/d)"/>'
        b'<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">e</p></foreignObject><use href="#f"/></svg>'
    )
    text = html.render(replace(small(), blocks=(replace(one, svg=evil),))).decode()
    page = reading.document_fromstring(text)
    assert "example.org" not in text
    assert "alert" not in text
    assert page.xpath("//script | //link | //iframe | //*[local-name()='foreignobject']") == []
    assert page.xpath("//*[local-name()='use']/@href") == ["#f"]
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")


def test_a_png_stands_where_there_is_no_svg_and_words_where_there_is_neither() -> None:
    one = next(each for each in small().blocks if isinstance(each, Figure))
    page = read(replace(small(), blocks=(replace(one, svg=b"<svg"),)))
    assert page.xpath("//img/@alt") == [one.alt]
    assert page.xpath("//img/@src")[0].startswith("data:image/png;base64,")
    page = read(replace(small(), blocks=(replace(one, svg=b"", png=png()[:40]),)))
    assert page.xpath("//img | //*[local-name()='svg']") == []
    assert one.alt in words(page)


def test_an_exercise_says_so_and_another_document_does_not() -> None:
    assert [words(each) for each in read(small()).xpath("//p[@class='band']")] == ["EXERCISE"]
    assert read(replace(small(), exercise=False)).xpath("//p[@class='band']") == []


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_stays_text(name: str) -> None:
    page = read(saying(HOSTILE[name]))
    plain = read(saying("plain"))
    tags = [each.tag for each in page.iter() if each.tag != "br"]
    if name not in ("blank", "empty"):
        assert Counter(tags) == Counter(each.tag for each in plain.iter() if each.tag != "br")
    if name in ("markup", "html"):
        assert words(page).count(HOSTILE[name]) >= 10
    names = Counter(page.xpath("//@id"))
    assert [each for each, count in names.items() if count > 1 and not each.startswith("hostile")] == []
