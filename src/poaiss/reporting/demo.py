"""Invented reports of the exercise States in every state of the workflow, made through the actions; idempotent.

Nothing here is about a real State. The rounds of edition C follow the profiles of ``exercise_answers``; the others
follow from a digest of State, year and question, so that the demonstration is the same everywhere.
"""

import hashlib
from collections.abc import Callable

from django.db import transaction

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import Actor, actor_of
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Membership, Person
from poaiss.directory.enums import AgencyKind, StateKind
from poaiss.directory.models import Agency, State
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.queries import alignment
from poaiss.reporting import actions, attachments_demo, carrying, collaborating, content, drafting, exercise_answers
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import Publication
from poaiss.reporting.exercise_answers import Profile, profile_of
from poaiss.reporting.models import NationalReport, Round

FIRST = {"begun": "section_1", "draft": "section_4"}
"""Up to which section a report is filled that is not complete."""
DEVELOPMENTS = "section_0/p_0_3"
PLAN: dict[int, dict[str, str]] = {
    2014: {"XAV": "published", "XBO": "published", "XFE": "published"},
    2018: {"XAV": "published", "XBO": "published", "XES": "published", "XGE": "published"},
    2020: dict.fromkeys(("XAV", "XBO", "XES", "XFE", "XGE"), "published"),
    2022: dict.fromkeys(("XAV", "XBO", "XDR", "XES", "XFE", "XIL"), "published"),
    2024: {
        "XAV": "republished",
        "XBO": "published",
        "XDR": "published",
        "XFE": "amended",
        "XGE": "published",
        "XIL": "restricted",
        "XES": "returned",
    },
    2026: {
        "XAV": "draft",
        "XBO": "submitted",
        "XCE": "begun",
        "XDR": "complete",
        "XES": "approved",
        "XFE": "received",
        "XGE": "returned",
    },
}
"""How far the report of each State and round is; who is left out did not report."""

FINAL = {"draft": 0, "begun": 0, "complete": 1, "approved": 2, "submitted": 3, "received": 4, "returned": 4}
SENTENCES = (
    "The inter-agency working group meets four times a year and keeps the register up to date.",
    "The rules were revised after the last report; the text is published in the official gazette.",
    "The competent office keeps the figures; they are checked once a year.",
    "Training was held for customs and police officers in the capital and at two border posts.",
    "No change in law; practice follows the guidelines of the ministry.",
)
RETURNED = "The annex cannot be read from its second page on. Please send it again. (exercise)"


def digest(*parts: object) -> int:
    """Return a number that follows from PARTS."""
    return int.from_bytes(hashlib.sha256("|".join(map(str, parts)).encode()).digest()[:6], "big")


def actor_for(state: State, role: Role) -> Actor:
    """Return who acts for a State in a role: a person of the cast, else a stand-in of the exercise."""
    found = Membership.objects.filter(state=state, role=role, ended_at=None, person__exercise=True)
    membership = found.select_related("person").order_by("person__email").first()
    return actor_of(membership.person if membership else stand_in(state, role))


def stand_in(state: State, role: Role) -> Person:
    """Return an invented person who can act and cannot sign in."""
    address = f"{role.value.replace('_', '-')}@{state.slug}.exercise.example"
    person = Person.objects.filter(email=address).first()
    if person is None:
        title = str(role.label)
        name = f"{title[0].upper()}{title[1:]} of {state.slug.capitalize()} (exercise)"
        person = Person.objects.create_user(address, name=name, exercise=True)
        Membership.objects.create(person=person, role=role, state=state)
    return person


def secretariat() -> Actor:
    """Return the Secretariat of the exercise."""
    found = Membership.objects.filter(role=Role.SECRETARIAT, ended_at=None, person__exercise=True)
    return actor_of(found.select_related("person").earliest("person__email").person)


def load_demo() -> int:
    """Load the reports of the exercise and return how many were made; running it twice makes none."""
    states = {state.pk: state for state in State.objects.filter(kind=StateKind.EXERCISE)}
    made = 0
    for year, plan in PLAN.items():
        round = Round.objects.select_related("version").filter(year=year, exercise=False, version__isnull=False).first()
        for code, aim in plan.items():
            if round is not None and code in states:
                made += load_report(states[code], round, aim)
    return made


@transaction.atomic
def load_report(state: State, round: Round, aim: str) -> bool:
    """Bring one report as far as AIM says; return whether it was made now."""
    drafter = actor_for(state, Role.CONTRIBUTOR)
    with acting_as(drafter):
        if NationalReport.objects.filter(state=state, round=round).exists():
            return False
        begin = carrying.begin if aim == "draft" else actions.start_report
        report = begin(state=state, round=round, by=drafter, language=language_of(state, round))
        actions.answer(report=report, answers=answers(report, FIRST.get(aim, "")), by=drafter)
        keep_back(report, drafter)
    attachments_demo.load(report, drafter)
    advance(report, state, drafter, aim)
    if aim == "draft":
        together(report, state, drafter)
    return True


def language_of(state: State, round: Round) -> str:
    """Return the language of a report: the State's own where its profile speaks."""
    profile = profile_of(state.pk)
    return state.language if profile and round.year in profile.years else "en"


def reported(report: NationalReport) -> tuple[int, ...]:
    """Return the rounds in which a State reports, up to this report."""
    return tuple(year for year, plan in PLAN.items() if report.state_id in plan and year <= report.round.year)


def keep_back(report: NationalReport, drafter: Actor) -> None:
    """Restrict the sections that the profile keeps from the public."""
    profile, year = profile_of(report.state_id), str(report.round.year)
    for section in profile.restricted_sections.get(year, ()) if profile else ():
        actions.choose_section(report=report, section=section, publication=Publication.RESTRICTED, by=drafter)


def together(report: NationalReport, state: State, drafter: Actor) -> None:
    """Let several people write a draft: a section for customs, a comment, two texts for one answer."""
    customs = Agency.objects.filter(state=state, kind=AgencyKind.CUSTOMS).first()
    approver = actor_for(state, Role.APPROVER)
    with acting_as(drafter):
        if customs is not None:
            note = "Please answer from your registers, and say what changed since 2024. (exercise)"
            due = report.round.deadline
            collaborating.assign(report=report, section="section_3", agency=customs, by=drafter, note=note, due=due)
        base = {row.path: row.revision for row in report.answers.filter(path=DEVELOPMENTS)}
        given_now = Given(value="The arms act was amended; the register of brokers is open to the public. (exercise)")
        actions.answer(report=report, answers={DEVELOPMENTS: given_now}, by=drafter)
    with acting_as(approver):
        theirs = Given(value="The arms act was amended in 2025 and the coordinating body renewed. (exercise)")
        actions.answer(report=report, answers={DEVELOPMENTS: theirs}, by=approver, bases=base)
        people = Person.objects.filter(pk=drafter.identifier)
        text = "Is the number of registered brokers from the new register? (exercise)"
        collaborating.comment(report=report, section="section_4", text=text, by=approver, mentions=people)


def advance(report: NationalReport, state: State, drafter: Actor, aim: str) -> None:
    """Take the steps of the workflow up to AIM, each by whoever takes it."""
    approver, mission, office = actor_for(state, Role.APPROVER), actor_for(state, Role.MISSION), secretariat()
    steps: list[tuple[Actor, Callable[..., NationalReport]]] = [
        (drafter, actions.mark_complete),
        (approver, actions.approve),
        (mission, actions.submit),
        (office, actions.receive),
        (office, actions.publish),
    ]
    if aim == "returned":
        steps[3] = (office, lambda **given: actions.return_with_remarks(remarks=RETURNED, **given))
    if aim == "restricted":
        with acting_as(mission):
            actions.choose_publication(report=report, publication=Publication.RESTRICTED, by=mission)
    taken = steps[: FINAL.get(aim, 4 if aim == "restricted" else len(steps))]
    take(report, taken)
    if aim in ("amended", "republished"):
        take(report, [(mission, actions.amend)])
        change_one(report, drafter)
    if aim == "republished":
        take(report, steps)


def take(report: NationalReport, steps: list[tuple[Actor, Callable[..., NationalReport]]]) -> None:
    """Take steps, each as the person who takes it."""
    for actor, action in steps:
        with acting_as(actor):
            action(report=report, by=actor)


def change_one(report: NationalReport, drafter: Actor) -> None:
    """Change one text of a published report, so that the second publication differs from the first."""
    with acting_as(drafter):
        given = Given(value="Corrected after publication: the register is kept by the police. (exercise)")
        actions.answer(report=report, answers={DEVELOPMENTS: given}, by=drafter)


def answers(report: NationalReport, last: str = "") -> dict[str, Given]:
    """Return the answers of a report: those of the State's profile where it speaks, else drawn ones."""
    profile, filled = profile_of(report.state_id), engine.Evaluation(form_of(report.version))
    if profile is None or report.round.year not in profile.years:
        return drawn(report, filled, profile, last)
    found = exercise_answers.fill(filled, profile, report.round.year, reported(report))
    for path, question in content.leaves(filled):
        if question.poa.get("marking") and path not in found and filled.relevant(path):
            value = value_for(question, report.state_id, report.round.year, path)
            found[path] = Given(value=value, marking=drafting.marking_of(question))
    return found


def drawn(report: NationalReport, filled: engine.Evaluation, profile: Profile | None, last: str) -> dict[str, Given]:
    """Return invented answers up to the section LAST; what does not fit is left blank."""
    seed, known = (report.state_id, report.round.year), known_of(report, profile)
    names = [each.name for each in drafting.top_sections(report.version)]
    wanted = tuple(f"{name}/" for name in names[: names.index(last) + 1]) if last else ("",)
    for item in filled.form.items.values():
        if isinstance(item, engine.Section) and item.repeats and item.path.startswith(wanted):
            add_entries(filled, item, digest(*seed, item.path) % 3)
    for path, question in content.leaves(filled):
        if path.startswith(wanted) and filled.relevant(path) and not question.calculation:
            filled.set(path, known.get(question.number) or value_for(question, *seed, path))
    blank_misfits(filled)
    return {
        path: Given(value=filled.value(path), marking=drafting.marking_of(question))
        for path, question in content.leaves(filled)
        if filled.value(path) and not question.calculation
    }


def known_of(report: NationalReport, profile: Profile | None) -> dict[str, str]:
    """Return what a profile says to the yes/no questions of another round, by number there.

    Before the first round of a profile a State had done less: one yes in four was no yet.
    """
    if profile is None:
        return {}
    found, year, same = {}, report.round.year, alignment()
    for question in form_of(report.version).questions:
        keys = same.get(f"{report.version.edition}:{question.number}", ())
        number = next((key.partition(":")[2] for key in keys if key.startswith(f"{exercise_answers.EDITION}:")), "")
        given = profile.given(number, year, profile.years) if number and content.is_yes_no(question) else None
        names = {choice.name for choice in question.choices.items} if question.choices else set()
        if given is not None and given.value in names:
            early = year < profile.years[0] and digest(report.state_id, number) % 4 == 0
            found[question.number] = "no" if early else given.value
    return found


def blank_misfits(filled: engine.Evaluation) -> None:
    """Leave blank what does not fit; where a sum does not fit, leave blank what it is made of."""
    questions = dict(content.leaves(filled))
    for _round in range(5):
        for path in {each.path for each in filled.problems() if each.path in questions}:
            around = path.rpartition("/")[0]
            own = [path] if not questions[path].calculation else [p for p in questions if p.startswith(f"{around}/")]
            for other in own:
                if not questions[other].calculation:
                    filled.set(other, "")


def add_entries(filled: engine.Evaluation, section: engine.Section, count: int) -> None:
    """Add entries to a list; lists within lists and counted ones stay as they are."""
    for _entry in range(0 if section.count else count):
        try:
            filled.add_repeat(section.path)
        except KeyError:
            return


def value_for(question: engine.Question, state: str, year: int, path: str) -> str:
    """Return an invented answer that fits the type of a question; blank now and then."""
    draw = digest(state, path) + (digest(state, year, path) if digest(path) % 4 == 0 else 0)
    if content.is_yes_no(question):
        names = [choice.name for choice in question.choices.items] if question.choices else []
        return ("yes", "yes", "yes", "yes", "yes", "no", "no", names[-1], "yes", "")[draw % 10]
    if question.choices is not None:
        return chosen([choice.name for choice in question.choices.items], draw, question.type)
    if question.datatype == "int":
        is_year = "2000" in question.constraint or question.name.endswith("year")
        return str(year - 1 - draw % 2) if is_year else ("" if draw % 7 == 0 else str(draw % 60))
    if question.datatype == "decimal":
        return str(draw % 100)
    return text_for(question, draw, state, year) if question.type == "text" else ""


def chosen(names: list[str], draw: int, kind: str) -> str:
    """Return one choice, or several."""
    usual = [name for name in names if name != "other"] or names
    if kind == "select_one":
        return usual[draw % len(usual)]
    return " ".join(name for at, name in enumerate(usual) if (draw >> at) & 1)


def text_for(question: engine.Question, draw: int, state: str, year: int) -> str:
    """Return an invented text; nothing that could be taken for a real person."""
    label = question.labels.get("en", "").casefold()
    if "e-mail" in label:
        return f"office@{state.lower()}.exercise.example"
    if question.number.startswith("1.1."):
        return "National Commission on Small Arms of the exercise"
    if question.poa.get("marking"):
        return "" if "telephone" in label or "fax" in label else "Exercise Office"
    if "law" in label or "title" in label:
        return f"Exercise Arms Act of {year - 3 - draw % 9}"
    return "" if draw % 5 == 0 else SENTENCES[draw % len(SENTENCES)]
