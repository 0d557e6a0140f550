"""Forms of good practices: they parse, actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.contacts.forms import text_area


class AskForm(forms.Form):
    """Why the Secretariat asks."""

    note = text_area(
        _("Why it may help others"), 2, required=False, max_length=2_000, help_text=_("The State reads this.")
    )

    def __init__(self, data: Any = None, *, key: str) -> None:
        """Stand at the text KEY; several stand on one page."""
        super().__init__(data, auto_id=f"ask-{key}-%s")
        self.key = key


class GiveForm(forms.Form):
    """What the entry of the library is called."""

    title = forms.CharField(
        label=_("Title in the library"), max_length=200, help_text=_("In a few words, in the language of the report.")
    )

    def __init__(self, data: Any = None, *, key: str) -> None:
        """Stand at the text KEY; several stand on one page."""
        super().__init__(data, auto_id=f"give-{key}-%s")
        self.key = key
