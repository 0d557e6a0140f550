"""What the views share: fetching an office that the actor sees and may act on; errors beside fields."""

from uuid import UUID

from django import forms
from django.shortcuts import get_object_or_404

from poaiss.access.rules import check
from poaiss.access.web import Request
from poaiss.common.errors import PoaissError
from poaiss.contacts import queries
from poaiss.contacts.models import Office, Term


def fetch_office(request: Request, pk: UUID, rule: str) -> Office:
    """Return the office: 404 when the actor does not see it, 403 with the rule's sentence when it may not."""
    office = get_object_or_404(queries.offices(request.actor), pk=pk)
    check(request.actor, rule, office)
    return office


def fetch_term(request: Request, pk: UUID, rule: str) -> Term:
    """Return the term: 404 when the actor does not see it, 403 when it may not be changed."""
    term = get_object_or_404(queries.terms(request.actor), pk=pk)
    check(request.actor, rule, term.office)
    return term


def add_problems(form: forms.Form, error: PoaissError) -> None:
    """Put the problems of an error beside their fields, or on top of the form."""
    for problem in error.problems:
        field = problem.place if problem.place in form.fields else None
        form.add_error(field, f"{problem.reason} {problem.mend}".strip())
