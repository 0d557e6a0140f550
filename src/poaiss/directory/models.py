"""States, their names over time, agencies, organisations and the vocabulary of the outcome document."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from poaiss.directory.enums import AgencyKind, Evidence, OrganisationKind, RegionalGroup, StateKind


class State(models.Model):
    """A State, real or of the exercise; ``code`` is ISO 3166-1 alpha-3 (exercise States: user-assigned codes)."""

    code = models.CharField(_("code"), max_length=4, primary_key=True, help_text=_("ISO 3166-1 alpha-3."))
    slug = models.SlugField(_("address"), unique=True, help_text=_("English short name in the page's address."))
    iso2 = models.CharField(_("two-letter code"), max_length=2, blank=True, help_text=_("ISO 3166-1 alpha-2."))
    m49 = models.CharField(_("M49 code"), max_length=3, blank=True, help_text=_("UN M49, three digits."))
    kind = models.TextField(_("kind"), choices=StateKind, help_text=_("How it stands to the United Nations."))
    regional_group = models.TextField(
        _("regional group"), choices=RegionalGroup, blank=True, help_text=_("UN regional group; empty for none.")
    )
    m49_region = models.TextField(_("region"), blank=True, help_text=_("UN M49 region."))
    m49_subregion = models.TextField(_("subregion"), blank=True, help_text=_("UN M49 subregion."))
    ldc = models.BooleanField(_("least developed"), default=False, help_text=_("Least developed country."))
    lldc = models.BooleanField(_("landlocked"), default=False, help_text=_("Landlocked developing country."))
    sids = models.BooleanField(_("small island"), default=False, help_text=_("Small island developing State."))
    member_since = models.DateField(_("member since"), null=True, blank=True, help_text=_("Admission to the UN."))
    member_until = models.DateField(_("member until"), null=True, blank=True, help_text=_("For a former State."))
    tile_column = models.PositiveSmallIntegerField(_("column"), null=True, blank=True, help_text=_("World in tiles."))
    tile_row = models.PositiveSmallIntegerField(_("row"), null=True, blank=True, help_text=_("World in tiles."))
    language = models.CharField(
        _("working language"), max_length=7, default="en", help_text=_("UN language in which it is written to.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Shown beside the name where neutrality asks for it."))

    class Meta:
        verbose_name = _("State")
        verbose_name_plural = _("States")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["tile_column", "tile_row"],
                condition=~Q(kind=StateKind.EXERCISE),
                name="directory_state_one_tile",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_exercise(self) -> bool:
        """Whether this is an invented State for training and testing."""
        return self.kind == StateKind.EXERCISE


class StateName(models.Model):
    """A State's name in one language for a time; an old report shows the name of its day."""

    state = models.ForeignKey(State, on_delete=models.CASCADE, related_name="names", verbose_name=_("State"))
    language = models.CharField(_("language"), max_length=7, help_text=_("BCP 47: ar, zh, en, fr, ru or es."))
    short = models.TextField(_("short name"), help_text=_("As the United Nations writes it."))
    with_article = models.TextField(_("with article"), blank=True, help_text=_("For use within a sentence."))
    formal = models.TextField(_("formal name"), blank=True, help_text=_("Official long name."))
    valid_from = models.DateField(_("valid from"), null=True, blank=True, help_text=_("Empty: always."))
    valid_until = models.DateField(_("valid until"), null=True, blank=True, help_text=_("Last day; empty: in use."))
    evidence = models.TextField(_("evidence"), choices=Evidence, default=Evidence.SEEN, help_text=_("How sure."))
    source = models.TextField(_("source"), blank=True, help_text=_("Where the name was seen."))

    class Meta:
        verbose_name = _("name of a State")
        verbose_name_plural = _("names of States")
        ordering = ["state", "language", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["state", "language"],
                condition=Q(valid_until__isnull=True),
                name="directory_statename_one_current",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="directory_statename_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.short


class Region(models.Model):
    """A region or subregion of the United Nations' M49 standard."""

    code = models.CharField(_("code"), max_length=3, primary_key=True, help_text=_("UN M49, three digits."))
    kind = models.TextField(_("kind"), help_text=_("world, region, subregion or intermediate region"))
    parent = models.CharField(_("part of"), max_length=3, blank=True, help_text=_("Code of the region above."))
    names = models.JSONField(_("names"), default=dict, help_text=_("Names by language code."))

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.names.get("en", self.code))


class Agency(models.Model):
    """An agency of a State, in a tree; intelligence agencies are hidden by default."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="agencies", verbose_name=_("State"))
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    kind = models.TextField(_("kind"), choices=AgencyKind, help_text=_("What the agency does in the PoA's terms."))
    name = models.TextField(_("name"), help_text=_("In the State's own language or in English."))
    names = models.JSONField(_("names"), default=dict, blank=True, help_text=_("Names by language code."))
    hidden = models.BooleanField(_("hidden"), default=False, help_text=_("Seen by its own State alone."))
    key = models.SlugField(_("key"), max_length=80, unique=True, null=True, blank=True, help_text=_("Key in data."))
    closed_on = models.DateField(_("closed on"), null=True, blank=True, help_text=_("Empty: exists."))

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["state", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=AgencyKind.INTELLIGENCE) | Q(hidden=True),
                name="directory_agency_intelligence_hidden",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A regional organisation, regional centre, donor, or the Secretariat; ``code`` is stable."""

    code = models.SlugField(_("code"), max_length=60, primary_key=True, help_text=_("Stable short code."))
    kind = models.TextField(_("kind"), choices=OrganisationKind, help_text=_("What sort of organisation."))
    names = models.JSONField(_("names"), default=dict, help_text=_("Names by language code; English always."))
    exercise = models.BooleanField(_("exercise"), default=False, help_text=_("Invented, for training and testing."))
    evidence = models.TextField(_("evidence"), choices=Evidence, default=Evidence.SEEN, help_text=_("How sure."))
    source = models.TextField(_("source"), blank=True, help_text=_("Where it was seen."))
    members = models.ManyToManyField(State, through="OrganisationMember", related_name="organisations")

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.names.get("en", self.code))


class OrganisationMember(models.Model):
    """A State as a member of, or party to, an organisation for a time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, verbose_name=_("organisation"))
    state = models.ForeignKey(State, on_delete=models.CASCADE, verbose_name=_("State"))
    kind = models.TextField(_("kind"), default="member", help_text=_("member or party"))
    valid_from = models.DateField(_("from"), null=True, blank=True, help_text=_("Empty: unknown."))
    valid_until = models.DateField(_("until"), null=True, blank=True, help_text=_("Empty: still."))
    evidence = models.TextField(_("evidence"), choices=Evidence, default=Evidence.SEEN, help_text=_("How sure."))

    class Meta:
        verbose_name = _("member of an organisation")
        verbose_name_plural = _("members of organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "state", "kind"],
                condition=Q(valid_until__isnull=True),
                name="directory_member_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.state_id}"


class Theme(models.Model):
    """A theme of the Programme of Action, the thread through questions, needs and the library."""

    code = models.SlugField(_("code"), primary_key=True, help_text=_("Stable short code."))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in lists."))
    names = models.JSONField(_("names"), default=dict, help_text=_("Names by language code."))

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return str(self.names.get("en", self.code))


class Paragraph(models.Model):
    """A paragraph of the Programme of Action, the ITI or the 2010 outcome document, in our own summary."""

    code = models.CharField(_("code"), max_length=40, primary_key=True, help_text=_("Such as PoA II.14 or ITI 8(a)."))
    instrument = models.TextField(_("instrument"), help_text=_("poa, iti or outcome-2010."))
    number = models.TextField(_("number"), help_text=_("Number within the instrument."))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in lists."))
    title = models.TextField(_("title"), blank=True, help_text=_("Short title of ours, in English."))
    chapter = models.TextField(_("chapter"), blank=True, help_text=_("Chapter of the instrument."))
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("theme"))
    evidence = models.TextField(_("evidence"), choices=Evidence, default=Evidence.SEEN, help_text=_("How sure."))

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ["instrument", "position"]

    def __str__(self) -> str:
        return self.code


class Term(models.Model):
    """A term of the field in six languages with a definition in plain words (O9)."""

    key = models.SlugField(_("key"), max_length=80, primary_key=True, help_text=_("Stable key."))
    names = models.JSONField(_("names"), default=dict, help_text=_("The term by language code."))
    definitions = models.JSONField(_("definitions"), default=dict, blank=True, help_text=_("By language code."))
    source = models.TextField(_("source"), blank=True, help_text=_("Paragraph or standard."))
    evidence = models.TextField(_("evidence"), choices=Evidence, default=Evidence.OURS, help_text=_("How sure."))

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["key"]

    def __str__(self) -> str:
        return str(self.names.get("en", self.key))
