"""Rendering a page or going to one: the last line of every view."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render TEMPLATE before the view returns, so that every query runs under the actor's row-level security.

    ``room/page.html#part`` renders one named partial, for htmx.
    """
    return render(request, template, dict(context or {}), status=status)


def go(request: HttpRequest, to: str, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
    """Go to a named page (303-like after a form); htmx follows it as well."""
    return HttpResponseRedirect(resolve_url(to, *args, **kwargs))
