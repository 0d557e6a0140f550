"""What two States declared about transfers between them, side by side, once both consent (A9).

The shape is that of the United Nations Register of Conventional Arms, which takes small arms (six categories) and light
weapons (seven) as background information. Without both consents neither State learns whether anything differs.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.analysis.models import MirrorConsent, TransferDeclaration
from poaiss.analysis.models.own import Direction
from poaiss.directory.enums import StateKind
from poaiss.directory.models import State
from poaiss.directory.queries import name_of


class Category(TextChoices):
    """Small arms and light weapons as the Register names them."""

    REVOLVERS_AND_PISTOLS = "revolvers_and_pistols", _("Revolvers and self-loading pistols")
    RIFLES_AND_CARBINES = "rifles_and_carbines", _("Rifles and carbines")
    SUB_MACHINE_GUNS = "sub_machine_guns", _("Sub-machine guns")
    ASSAULT_RIFLES = "assault_rifles", _("Assault rifles")
    LIGHT_MACHINE_GUNS = "light_machine_guns", _("Light machine guns")
    OTHER_SMALL_ARMS = "other_small_arms", _("Other small arms")
    HEAVY_MACHINE_GUNS = "heavy_machine_guns", _("Heavy machine guns")
    GRENADE_LAUNCHERS = "grenade_launchers", _("Hand-held under-barrel and mounted grenade launchers")
    PORTABLE_ANTI_TANK_GUNS = "portable_anti_tank_guns", _("Portable anti-tank guns")
    RECOILLESS_RIFLES = "recoilless_rifles", _("Recoilless rifles")
    ANTI_TANK_LAUNCHERS = "anti_tank_launchers", _("Portable anti-tank missile launchers and rocket systems")
    MORTARS = "mortars", _("Mortars of calibres less than 75 mm")
    OTHER_LIGHT_WEAPONS = "other_light_weapons", _("Other light weapons")


@dataclass(frozen=True, slots=True)
class Pair:
    """How one's own State and another stand to each other."""

    partner: State
    own: MirrorConsent | None
    theirs: MirrorConsent | None

    @property
    def is_open(self) -> bool:
        """Whether both consent, so that declarations are compared."""
        return self.own is not None and self.theirs is not None

    @property
    def name(self) -> str:
        """The other State in the reader's language."""
        return name_of(self.partner.pk)


@dataclass(frozen=True, slots=True)
class Mirrored:
    """A flow as the exporting and the importing State declared it; None: it declared nothing."""

    exporter: str
    importer: str
    year: int
    category: str
    exported: int | None
    imported: int | None

    @property
    def agrees(self) -> bool:
        """Whether both declared the same number."""
        return self.exported == self.imported


def consents(actor: Actor, state: State) -> list[Pair]:
    """Return the States with which STATE has given or been given a consent in force, by name (one query)."""
    rows = visible_to(actor, MirrorConsent).filter(ended_at=None).select_related("state", "partner", "given_by")
    own = {each.partner_id: each for each in rows if each.state_id == state.pk}
    theirs = {each.state_id: each for each in rows if each.partner_id == state.pk}
    others = {**{each.state_id: each.state for each in theirs.values()}, **{c: e.partner for c, e in own.items()}}
    pairs = [Pair(other, own.get(code), theirs.get(code)) for code, other in others.items()]
    return sorted(pairs, key=lambda each: each.name)


def partners_of(state: State) -> list[tuple[str, str]]:
    """Return code and name of every other State of the same world, by name."""
    codes = others(state).values_list("pk", flat=True)
    return sorted(((code, name_of(code)) for code in codes), key=lambda pair: pair[1])


def partner_at(state: State, code: str) -> State | None:
    """Return another State of the same world by its code, or None."""
    return others(state).filter(pk=code).first()


def others(state: State) -> QuerySet[State]:
    """Return the other States of the same world that exist today."""
    found = State.objects.exclude(pk=state.pk)
    if state.is_exercise:
        return found.filter(kind=StateKind.EXERCISE)
    return found.exclude(kind__in=[StateKind.EXERCISE, StateKind.FORMER])


def own_declarations(actor: Actor, state: State) -> list[TransferDeclaration]:
    """Return what STATE itself declared."""
    rows = visible_to(actor, TransferDeclaration).filter(state=state)
    return list(rows.order_by("-year", "partner", "direction", "category"))


def mirrored(actor: Actor, state: State, pairs: Iterable[Pair]) -> dict[str, list[Mirrored]]:
    """Return, by partner, each flow between STATE and it as both declared it; none unless both consent (one query)."""
    codes = [each.partner.pk for each in pairs if each.is_open]
    if not codes:
        return {}
    between = Q(state=state, partner__in=codes) | Q(state__in=codes, partner=state)
    found: dict[str, list[TransferDeclaration]] = {code: [] for code in codes}
    for row in visible_to(actor, TransferDeclaration).filter(between):
        found[row.partner_id if row.state_id == state.pk else row.state_id].append(row)
    return {code: joined(rows) for code, rows in found.items()}


def joined(rows: Iterable[TransferDeclaration]) -> list[Mirrored]:
    """Return declarations of both sides by flow, the latest year first, what differs before what agrees."""
    found: dict[tuple[str, str, int, str], dict[str, int]] = defaultdict(dict)
    for each in rows:
        is_export = each.direction == Direction.EXPORT
        ends = (each.state_id, each.partner_id) if is_export else (each.partner_id, each.state_id)
        found[(*ends, each.year, each.category)][each.direction] = each.items
    flows = [
        Mirrored(*key, exported=said.get(Direction.EXPORT), imported=said.get(Direction.IMPORT))
        for key, said in found.items()
    ]
    return sorted(flows, key=lambda each: (each.agrees, -each.year, each.exporter, each.category))
