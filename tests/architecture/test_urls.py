"""Default deny: every address declares who may open it; the public ones are listed here, literally."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from poaiss.access.rules import RULES

PUBLIC = {
    "accounts:accept",
    "analysis:aligned",
    "analysis:embed",
    "analysis:figure",
    "analysis:figure-file",
    "analysis:index",
    "analysis:matrix",
    "analysis:matrix-answer",
    "analysis:matrix-file",
    "analysis:open-data",
    "analysis:open-data-archive",
    "analysis:open-data-file",
    "analysis:participation",
    "analysis:participation-download",
    "analysis:round",
    "analysis:rounds",
    "analysis:sdg",
    "analysis:sdg-download",
    "assistance:assessments",
    "assistance:effect",
    "assistance:project",
    "assistance:projects",
    "assistance:resource",
    "assistance:resources",
    "assistance:annex",
    "assistance:index",
    "assistance:need",
    "assistance:need-letter-file",
    "assistance:needs",
    "contacts:confirm-link",
    "contacts:coverage",
    "contacts:directory",
    "contacts:export",
    "contacts:note-verbale",
    "contacts:note-verbale-text",
    "contacts:office",
    "contacts:state",
    "contacts:vcard",
    "front-door",
    "healthz",
    "letters:how",
    "letters:letter",
    "library:entry",
    "library:file",
    "library:index",
    "openrosa:form",
    "openrosa:form-list",
    "openrosa:submission",
    "questionnaires:list",
    "questionnaires:version",
    "questionnaires:workbook",
    "questionnaires:xform",
    "reporting:place",
    "reporting:published-file",
    "reporting:round",
    "reporting:round-board",
    "reporting:round-deadline",
    "reporting:rounds",
    "reporting:snapshot",
    "reporting:snapshot-content",
    "reporting:published-changes",
    "reporting:published-document",
    "reporting:schema",
    "reporting:verify",
    "reporting:state",
    "reporting:unattributed",
    "reporting:undated",
    "robots",
    "site:about",
    "site:accessibility",
    "site:calendar",
    "site:glossary",
    "site:help",
    "site:home",
    "site:paragraphs",
    "site:search",
    "site:state",
    "site:states",
}
LIBRARY = ("account_", "mfa_", "usersessions_")
"""django-allauth's pages: Django's own middleware asks for a sign-in unless the page is for signing in."""
LIBRARY_OPEN = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "account_reauthenticate",
}


def named(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from named(pattern, inner)
        else:
            yield f"{space}{pattern.name}", pattern


ADDRESSES = dict(named(get_resolver()))
OURS = {name: pattern for name, pattern in ADDRESSES.items() if not name.startswith(LIBRARY)}


@pytest.mark.parametrize("name", sorted(OURS))
def test_each_view_declares_its_policy(name: str) -> None:
    policy = getattr(OURS[name].callback, "policy", None)
    assert policy is not None, f"{name} declares neither @public nor @requires"
    assert policy == "public" or policy in RULES


def test_the_list_of_public_pages_is_literal() -> None:
    found = {name for name, pattern in OURS.items() if getattr(pattern.callback, "policy", None) == "public"}
    assert found == PUBLIC


def test_the_library_opens_only_its_sign_in_pages() -> None:
    open_pages = {
        name
        for name, pattern in ADDRESSES.items()
        if name.startswith(LIBRARY) and not getattr(pattern.callback, "login_required", True)
    }
    assert open_pages <= LIBRARY_OPEN
