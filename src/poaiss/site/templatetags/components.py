"""Tags of the components; each template in ``templates/components/`` lists its parameters at its top."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from poaiss.site.looks import KINDS, MARKINGS, STATUS_MARKS
from poaiss.site.templatetags.blocks import register_block

register = template.Library()

MIRRORED_ICONS = frozenset({"next", "previous"})

for _name in ("notice", "figure", "table", "empty", "panel"):
    register_block(register, _name)
register_block(register, "empty", "empty_state")  # inside {% for %}, where {% empty %} is the loop's own word


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Return an icon of the sprite; silent for screen readers unless it has a LABEL."""
    style = "icon icon--mirror" if name in MIRRORED_ICONS else "icon"
    voice = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    address = f"{static('poaiss/icons.svg')}#{name}"
    return format_html('<svg class="{}" width="18" height="18" {}><use href="{}"></use></svg>', style, voice, address)


@register.filter
def bdi(value: object) -> SafeString:
    """Keep a code, serial, address or number in its own direction inside Arabic text."""
    return format_html('<bdi class="code" dir="ltr">{}</bdi>', value)


@register.filter
def email_link(value: str) -> SafeString:
    """Return an e-mail address as a link, in its own direction."""
    return format_html('<a href="mailto:{0}"><bdi class="code" dir="ltr">{0}</bdi></a>', value)


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField, source: str = "", source_url: str = "", previous: str = "", hint: str = "", label: str = ""
) -> dict[str, Any]:
    """Render one field of a form with its label, hint, source paragraph, error and last report's answer."""
    hint = hint or str(bound.help_text or "")
    described = [f"{bound.auto_id}_{part}" for part, shown in parts_of(bound, hint, source) if shown]
    attrs: dict[str, Any] = {"placeholder": False}  # the label says it, and stays
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    is_group = bound.use_fieldset
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=attrs if not is_group else {}),
        "described": " ".join(described),
        "is_group": is_group,
        "is_choice": bound.widget_type == "checkbox",
        "is_hidden": bound.is_hidden,
        "label": label or bound.label,
        "hint": SafeString(hint),
        "source": source,
        "source_url": source_url,
        "previous": previous,
    }


def parts_of(bound: BoundField, hint: str, source: str) -> tuple[tuple[str, bool], ...]:
    """Return the parts that describe a field, in the order in which they are read."""
    return (("error", bool(bound.errors)), ("helptext", bool(hint)), ("source", bool(source)))


@register.inclusion_tag("components/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Render every field of a form, hidden ones last."""
    return {"form": form}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm, problems: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """Summarise what must be mended: errors of the forms, then PROBLEMS (dicts of ``message`` and ``target``)."""
    found = [problem for form in forms if form for problem in problems_of(form)]
    return {"problems": [*found, *problems]}


def problems_of(form: BaseForm) -> list[Mapping[str, Any]]:
    """Return the errors of a form, each with its field's name and the control to go to."""
    found: list[Mapping[str, Any]] = []
    for name, errors in form.errors.items():
        bound = form[name] if name in form.fields else None
        words = f"{bound.label}: " if bound else ""
        found += [{"message": f"{words}{error}", "target": first_control(bound) if bound else ""} for error in errors]
    return found


def first_control(bound: BoundField) -> str:
    """Return the id of the control that a link in the error summary leads to."""
    return str(bound.id_for_label or f"{bound.auto_id}_0")


@register.inclusion_tag("components/status.html")
def status(value: Any, label: str = "") -> dict[str, Any]:
    """Render a status: its words and a mark whose shape carries the same meaning as its colour."""
    code = str(getattr(value, "value", value))
    words = label or getattr(value, "label", "") or code.replace("_", " ").capitalize()
    return {"label": words, "mark": STATUS_MARKS.get(code, "open")}


@register.inclusion_tag("components/marking.html")
def marking(value: Any, note: str = "") -> dict[str, Any]:
    """Render the banner of a marking (TLP 2.0) with what it allows."""
    return {"marking": MARKINGS[str(getattr(value, "value", value))], "note": note}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Render the pages of a list; other parameters of the address are kept."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [{"number": n, "query": query(context, name, n)} for n in numbers]
    around = {
        "previous": query(context, name, page.previous_page_number()) if page.has_previous() else "",
        "next": query(context, name, page.next_page_number()) if page.has_next() else "",
    }
    return {"page": page, "links": links, "gap": page.paginator.ELLIPSIS, **around}


def query(context: RequestContext, name: str, value: object) -> str:
    """Return the address's query string with one parameter changed."""
    request: HttpRequest | None = context.get("request")
    values = request.GET.copy() if request else None
    if values is None:
        return f"?{name}={value}"
    values[name] = str(value)
    return f"?{values.urlencode()}"


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(
    context: RequestContext, label: str, key: str, numeric: bool = False, default: str = ""
) -> dict[str, Any]:
    """Render a column's head as a link that sorts by KEY, or turns the order round; DEFAULT: the list's own order."""
    request: HttpRequest | None = context.get("request")
    now = (request.GET.get("sort") if request else "") or default
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    values = request.GET.copy() if request else None
    wanted = f"-{key}" if order == "ascending" else key
    if values is not None:
        values.pop("page", None)
        values["sort"] = wanted
    address = f"?{values.urlencode()}" if values is not None else f"?sort={wanted}"
    return {"label": label, "order": order, "query": address, "numeric": numeric}


@register.inclusion_tag("components/silences.html")
def silences(kinds: Sequence[str] = ()) -> dict[str, Any]:
    """Explain the kinds of answer and silence: all of them, or the ones named."""
    return {"kinds": [kind for kind in KINDS if not kinds or kind.code in kinds]}


TILE, GAP = 36, 3


@register.inclusion_tag("components/world_tiles.html")
def world_tiles(
    tiles: Sequence[Mapping[str, Any]],
    title: str,
    legend: Sequence[Mapping[str, Any]] = (),
    value_label: str = "",
    small: bool = False,
) -> dict[str, Any]:
    """Draw equal tiles, one per State, and the same as a table."""
    columns, rows = [int(t["column"]) for t in tiles], [int(t["row"]) for t in tiles]
    first_column, first_row = min(columns, default=0), min(rows, default=0)
    step = TILE + GAP
    placed = [
        {**t, "x": (int(t["column"]) - first_column) * step, "y": (int(t["row"]) - first_row) * step} for t in tiles
    ]
    return {
        "tiles": placed,
        "width": (max(columns, default=0) - first_column + 1) * step,
        "height": (max(rows, default=0) - first_row + 1) * step,
        "title": title,
        "legend": legend,
        "value_label": value_label,
        "small": small,
        "id": slugify(title, allow_unicode=True)[:40] or "world",
    }


@register.filter
def cells(columns: Sequence[Any], row: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Pair each column with its cell of a row."""
    return list(zip(columns, row, strict=False))
