"""Forms of other people's making, in the breadth of the language: each passes without an error."""

# ruff: noqa: E501  (a row of a form is one line)

import pytest

from poaiss.questionnaires.engine import Evaluation, check, compile_form, to_instance_xml

from .forms import xlsx

HOUSEHOLD = """
| survey | type | name | label::English (en) | label::Français (fr) | hint::English (en) | guidance_hint::English (en) | relevant | constraint | constraint_message::English (en) | required | required_message::English (en) | calculation | default | appearance | parameters | choice_filter | repeat_count | read_only | media::image::English (en) |
| | start | start | | | | | | | | | | | | | | | | | |
| | end | end | | | | | | | | | | | | | | | | | |
| | today | today | | | | | | | | | | | | | | | | | |
| | deviceid | deviceid | | | | | | | | | | | | | | | | | |
| | username | username | | | | | | | | | | | | | | | | | |
| | audit | | | | | | | | | | | | | | location-priority=balanced location-min-interval=60 location-max-age=120 | | | | |
| | begin_group | intro | Introduction | Introduction | | | | | | | | | | field-list | | | | | |
| | note | welcome | Welcome, **${interviewer}** | Bienvenue | | | | | | | | | | | | | | | |
| | text | interviewer | Your name | Votre nom | Full name | Write it in capitals | | regex(., '[A-Za-z .]+') | Letters only | yes | We need a name | | | multiline | rows=2 | | | | |
| | select_one region | region | Region | Région | | | | | | yes | | | | minimal | | | | | map.png |
| | select_one district | district | District | District | | | | | | | | | | autocomplete | | region=${region} | | | |
| | end_group | | | | | | | | | | | | | | | | | | |
| | integer | size | People in the household | Personnes | | | | . > 0 and . <= 30 | 1 to 30 | yes | | | 1 | | | | | | |
| | begin_repeat | person | Person | Personne | | | | | | | | | | | | | ${size} | | |
| | text | first_name | Name | Nom | | | | | | yes | | | | | | | | | |
| | calculate | place | | | | | | | | | | position(..) | | | | | | | |
| | calculate | before | | | | | | | | | | if(${place} > 1, indexed-repeat(${first_name}, ${person}, ${place} - 1), '') | | | | | | | |
| | integer | age | Age of ${first_name} | Âge | | | | . >= 0 and . < 120 | | | | | | | | | | | |
| | select_multiple language or_other | languages | Languages | Langues | | | ${age} >= 3 | not(selected(., 'none') and count-selected(.) > 1) | | | | | | | | | | | |
| | end_repeat | | | | | | | | | | | | | | | | | | |
| | calculate | adults | | | | | | | | | | count(${person}[${age} >= 18]) | | | | | | | |
| | calculate | oldest | | | | | | | | | | max(${age}) | | | | | | | |
| | calculate | region_label | | | | | | | | | | jr:choice-name(${region}, '${region}') | | | | | | | |
| | calculate | once_only | | | | | | | | | | once(concat(format-date-time(now(), '%Y%m%d'), '-', random())) | | | | | | | |
| | range | satisfaction | Satisfaction | Satisfaction | | | | | | | | | | | start=0 end=10 step=1 | | | | |
| | rank priority | priorities | Rank them | Classez | | | | | | | | | | | | | | | |
| | geopoint | location | Location | Lieu | | | | | | | | | | placement-map | | | | | |
| | geotrace | road | Road | Route | | | | | | | | | | | | | | | |
| | geoshape | field | Field | Champ | | | | | | | | | | | | | | | |
| | calculate | hectares | | | | | | | | | | round(area(${field}) div 10000, 2) | | | | | | | |
| | image | photo | Photo | Photo | | | | | | | | | | annotate | max-pixels=1024 | | | | |
| | audio | sound | Sound | Son | | | | | | | | | | | quality=normal | | | | |
| | video | film | Film | Film | | | | | | | | | | | | | | | |
| | file | paper | Document | Document | | | | | | | | | | | | | | | |
| | barcode | code | Bar code | Code-barres | | | | | | | | | | | | | | | |
| | date | birthday | Date | Date | | | | . <= today() | Not in the future | | | | | month-year | | | | | |
| | time | hour | Time | Heure | | | | | | | | | | | | | | | |
| | dateTime | moment | Moment | Moment | | | | | | | | | now() | | | | | | |
| | decimal | weight | Weight | Poids | | | | | | | | | 2.5 | | | | | yes | |
| | acknowledge | consent | I agree | J'accepte | | | | | | true() | | | | | | | | | |
| | hidden | secret | | | | | | | | | | | x | | | | | | |
| choices | list_name | name | label::English (en) | label::Français (fr) | region | media::image::English (en) |
| | region | north | North | Nord | | north.png |
| | region | south | South | Sud | | |
| | district | n1 | North 1 | Nord 1 | north | |
| | district | s1 | South 1 | Sud 1 | south | |
| | language | en | English | Anglais | | |
| | language | none | None | Aucune | | |
| | priority | water | Water | Eau | | |
| | priority | food | Food | Nourriture | | |
| settings | form_title | form_id | version | default_language | instance_name | style |
| | Household | household | 2024050201 | English (en) | concat(${interviewer}, ' ', ${region}) | pages theme-grid |
"""

CLINIC = """
| survey | type | name | label | relevance | calculate | constraint | trigger | save_to | parameters | required | default |
| | csv-external | prices | | | | | | | | | |
| | xml-external | villages | | | | | | | | | |
| | select_one_from_file clinics.csv | clinic | Clinic | | | | | | value=code label=title | yes | |
| | select_multiple_from_file drugs.geojson | drugs | Drugs | | | | | | | | |
| | text | patient | Patient | | | | | patient_name | | yes | |
| | calculate | price | Price | | pulldata('prices', 'price', 'drug', ${patient}) | | | | | | |
| | calculate | village | | | instance('villages')/root/item[name = ${patient}]/label | | | | | | |
| | dateTime | changed | Changed | | | | ${patient} | | | | |
| | calculate | stamp | | | now() | | ${patient} | | | | |
| | integer | pulse | Pulse | ${patient} != '' | | . > 30 and . < 220 | | pulse | | | |
| | text | again | Again | | | . = ${patient} | | | | | ${last-saved#patient} |
| | select_one yn | fever | Fever | | | | | | randomize=true seed=${pulse} | | |
| | calculate | risk | | | checklist(2, -1, ${fever} = 'yes', ${pulse} > 100, string-length(${patient}) > 0) | | | | | | |
| | calculate | hash | | | digest(concat(${patient}, uuid()), 'SHA-256', 'hex') | | | | | | |
| choices | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| entities | list_name | label | create_if |
| | patients | concat(${patient}, ' ', ${pulse}) | ${fever} = 'yes' |
| settings | form_title | form_id | version |
| | Clinic | clinic | 3 |
"""

OLD_STYLE = """
| survey | type | name | caption | hint | image | skip |
| | begin group | g | Group | | | |
| | select one from yn | a | A? | Really | a.jpg | |
| | add select multiple prompt using yn | b | B? | | | |
| | string | c | C | | | |
| | gps | d | D | | | |
| | phonenumber | e | | | | |
| | q picture | f | F | | | |
| | end group | | | | | |
| | | | | | | A remark that nobody compiles |
| | begin repeat | r | Repeat | | | |
| | int | n | N | | | |
| | end repeat | | | | | |
| choices | list name | name | label |
| | yn | 1 | Yes |
| | yn | 0 | No |
"""

PICK_ANSWERS = """
| survey | type | name | label:English | label:Spanish | choice_filter | relevant |
| | begin_repeat | child | Child | Niño | | |
| | text | child_name | Name | Nombre | | |
| | integer | child_age | Age | Edad | | |
| | end_repeat | | | | | |
| | select_one ${child_name} | youngest | Who is the youngest? | ¿Quién es el menor? | ${child_age} < 5 | count(${child}) > 1 |
| | text | why | Why “${youngest}”? | ¿Por qué? | | ${youngest} != ‘’ |
"""

ONE_LANGUAGE = """
| survey | type | name | label::العربية (ar) | bind::esri:fieldType | body::accuracyThreshold | instance::odk:tag |
| | geopoint | where | أين؟ | null | 10 | w |
| | text | q1.a-b_c | سؤال | esriFieldTypeString | | |
| settings | form_title | namespaces | allow_choice_duplicates |
| | استبيان | esri="http://esri.com/xforms" | yes |
"""

FORMS = {"household": HOUSEHOLD, "clinic": CLINIC, "old": OLD_STYLE, "pick": PICK_ANSWERS, "one": ONE_LANGUAGE}


@pytest.mark.parametrize("name", FORMS)
def test_it_passes(name: str) -> None:
    result = check(xlsx(FORMS[name]))
    assert result.errors == ()
    assert result.ok


@pytest.mark.parametrize("name", FORMS)
def test_it_can_be_filled_in_and_sent(name: str) -> None:
    form = compile_form(xlsx(FORMS[name]))
    evaluation = Evaluation(form)
    assert evaluation.failures == {}
    assert to_instance_xml(evaluation).startswith(b"<?xml")


def test_the_household() -> None:
    result = check(xlsx(HOUSEHOLD))
    assert result.languages == ("en", "fr")
    assert {missing.language for missing in result.missing_translations} == {"fr"}
    assert {question.type for question in result.questions} >= {"range", "rank", "geoshape", "image", "acknowledge"}
    evaluation = Evaluation(compile_form(xlsx(HOUSEHOLD)), {"size": 3, "intro/region": "north"})
    assert evaluation.instances("person") == ("person[1]", "person[2]", "person[3]")
    evaluation.set("person[1]/first_name", "Ada")
    assert evaluation.value("person[2]/before") == "Ada"
    assert evaluation.value("person[1]/before") == ""
    evaluation.set("person[1]/age", 40)
    evaluation.set("person[2]/age", 2)
    assert (evaluation.value("adults"), evaluation.value("oldest")) == ("1", "40")
    assert evaluation.relevant("person[1]/languages")
    assert not evaluation.relevant("person[2]/languages")
    assert evaluation.value("region_label") == "North"
    assert [choice.name for choice in evaluation.choices("intro/district")] == ["n1"]
    assert evaluation.label("person[1]/age") == "Age of Ada"


def test_the_clinic_names_its_limits() -> None:
    result = check(xlsx(CLINIC))
    found = [(problem.code, problem.row) for problem in result.warnings if problem.code != "compiler-remark"]
    assert found == [("file-external", 4), ("file-external", 5), ("function-limited", 7)]
    evaluation = Evaluation(compile_form(xlsx(CLINIC)))
    changed = evaluation.set("patient", "P1")
    assert {"patient", "stamp", "pulse"} <= changed
    assert evaluation.value("stamp") != ""
    assert evaluation.environment.limitations >= {"pulldata"}


def test_answers_to_choose_from() -> None:
    form = compile_form(xlsx(PICK_ANSWERS))
    evaluation = Evaluation(form, {f"child[{n}]/child_name": name for n, name in enumerate("ABC", start=1)})
    evaluation.set("child[1]/child_age", 3)
    evaluation.set("child[2]/child_age", 9)
    assert [choice.name for choice in evaluation.choices("youngest")] == ["A"]
    evaluation.set("youngest", "B")
    assert [problem.code for problem in evaluation.problems()] == ["answer-choice"]
    assert evaluation.relevant("why")
    assert form.languages == ("en", "es")
