"""The components: words beside every colour, labels beside every control, nothing lost in an address."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, engines
from django.test import RequestFactory
from lxml import html

from poaiss.access.enums import Marking
from poaiss.site.looks import KINDS, MARKINGS


def draw(source: str, address: str = "/", **context: Any) -> html.HtmlElement:
    request = RequestFactory().get(address)
    text = engines["django"].engine.from_string(source).render(Context({"request": request, **context}))
    return html.fragment_fromstring(text, create_parent="div")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


class BrokerForm(forms.Form):
    agency = forms.CharField(label="Agency", help_text="As in the law.")
    broker = forms.ChoiceField(label="Brokers", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False, widget=forms.TextInput(attrs={"placeholder": "Note"}))

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("The two answers do not agree.")


def test_a_field_is_described_by_its_error_then_its_hint_then_its_source() -> None:
    drawn = draw('{% field form.agency source="PoA II.4" %}', form=BrokerForm({}))
    control = drawn.get_element_by_id("id_agency")
    described = control.get("aria-describedby").split()
    assert described == ["id_agency_error", "id_agency_helptext", "id_agency_source"]
    assert [words(drawn.get_element_by_id(each)) for each in described] == [
        "Error: This field is required.",
        "As in the law.",
        "Source: PoA II.4",
    ]
    assert control.get("aria-invalid") == "true"


def test_a_field_without_errors_says_nothing_of_errors() -> None:
    drawn = draw("{% field form.note %}", form=BrokerForm())
    control = drawn.get_element_by_id("id_note")
    assert (control.get("aria-invalid"), control.get("aria-describedby"), control.get("placeholder")) == (None,) * 3
    assert words(drawn.xpath(".//label")[0]) == "Note (optional)"


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    drawn = draw("{% field form.broker %}", form=BrokerForm())
    assert words(drawn.xpath(".//fieldset/legend")[0]) == "Brokers"
    assert len(drawn.xpath(".//fieldset//input[@type='radio']")) == 2


def test_the_error_summary_names_each_field_and_leads_to_its_control() -> None:
    form = BrokerForm({})
    drawn = draw(
        "{% error_summary form problems=problems %}{% fields form %}", form=form, problems=[{"message": "Look."}]
    )
    links = {link.get("href"): words(link) for link in drawn.xpath(".//*[@role='alert']//a")}
    assert links == {
        "#id_agency": "Agency: This field is required.",
        "#id_broker_0": "Brokers: This field is required.",
    }
    assert all(drawn.get_element_by_id(target[1:]) is not None for target in links)
    assert [words(item) for item in drawn.xpath(".//*[@role='alert']//strong")] == [
        "The two answers do not agree.",
        "Look.",
    ]


def test_a_form_without_errors_has_no_summary() -> None:
    assert words(draw("{% error_summary form %}", form=BrokerForm())) == ""


def test_every_marking_has_its_banner() -> None:
    assert set(MARKINGS) == set(Marking.values)
    for one in Marking:
        assert words(draw("{% marking one %}", one=one)).startswith(MARKINGS[one.value].label + " ")


def test_kinds_of_silence_never_share_a_mark_or_a_style() -> None:
    assert len({kind.mark for kind in KINDS}) == len({kind.style for kind in KINDS}) == len(KINDS) == 10


@pytest.mark.parametrize(
    ("value", "mark"), [("draft", "open"), ("submitted", "half"), ("lapsed", "warn"), ("odd", "open")]
)
def test_a_status_has_words_and_a_mark(value: str, mark: str) -> None:
    drawn = draw("{% status value %}", value=value)
    assert words(drawn) == value.capitalize()
    assert drawn[0].get("class") == f"status status--{mark}"


def test_a_status_takes_its_words_from_the_choice() -> None:
    assert words(draw("{% status value %}", value=Marking.RED)) == "TLP:RED"


def test_pages_keep_the_rest_of_the_address() -> None:
    page = Paginator(range(100), 10).page(2)
    drawn = draw("{% pagination page %}", "/states/?q=a%26b&page=2", page=page)
    assert drawn.xpath(".//a[@rel='next']/@href") == ["?q=a%26b&page=3"]
    assert [words(here) for here in drawn.xpath(".//*[@aria-current]")] == ["2"]


@pytest.mark.parametrize(
    ("address", "order", "link"),
    [
        ("/?page=4", None, "?sort=state"),
        ("/?sort=state&page=4", "ascending", "?sort=-state"),
        ("/?sort=-state", "descending", "?sort=state"),
    ],
)
def test_a_head_sorts_and_turns_the_order_round(address: str, order: str | None, link: str) -> None:
    head = draw('<table><tr>{% sort_header "State" "state" %}</tr></table>', address).xpath(".//th")[0]
    assert (head.get("aria-sort"), head.xpath("./a/@href")) == (order, [link])


def test_equal_tiles_and_their_table_say_the_same() -> None:
    tiles = [
        {"code": "BOR", "name": "Borovia", "column": 5, "row": 3, "url": "/b", "state_class": "k-no", "label": "No"},
        {"code": "AVA", "name": "Avaria", "column": 3, "row": 2, "url": "/a", "state_class": "k-yes", "label": "Yes"},
    ]
    drawn = draw('{% world_tiles tiles title="Brokers" %}', tiles=tiles)
    assert [tile.get("aria-label") for tile in drawn.xpath(".//svg//a")] == ["Borovia: No", "Avaria: Yes"]
    assert [[words(cell) for cell in row] for row in drawn.xpath(".//tbody/tr")] == [
        ["Avaria", "Yes"],
        ["Borovia", "No"],
    ]
    assert drawn.xpath(".//svg[contains(@class,'tiles__world')]/@viewbox") == ["0 0 117 78"]


def test_codes_keep_their_direction_and_are_escaped() -> None:
    drawn = draw("{{ code|bdi }}", code="<AV>-1")
    assert (drawn[0].tag, drawn[0].get("dir"), words(drawn)) == ("bdi", "ltr", "<AV>-1")


def test_a_block_escapes_its_title_and_keeps_its_body() -> None:
    drawn = draw('{% notice "warning" title=title %}<em>body</em>{% endnotice %}', title="<b>two</b>")
    assert words(drawn) == "<b>two</b>body"
    assert words(drawn.xpath(".//em")[0]) == "body"
    assert not drawn.xpath(".//b")


def test_an_empty_state_inside_a_loop_has_a_word_of_its_own() -> None:
    source = "{% for one in some %}{% empty_state title=one %}Begin.{% endempty_state %}{% empty %}none{% endfor %}"
    assert words(draw(source, some=["No contacts yet"])) == "No contacts yetBegin."
    assert words(draw(source, some=[])) == "none"


def test_dates_are_written_as_the_united_nations_writes_them() -> None:
    drawn = draw('{% include "components/date.html" with date=day %}', day=date(2026, 2, 17))
    assert (words(drawn), drawn[0].get("datetime")) == ("17 February 2026", "2026-02-17")
