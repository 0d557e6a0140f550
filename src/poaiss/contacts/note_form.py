"""The part of a form that takes a scanned note: a file once uploaded is kept while the rest is mended."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.accounts.actor import Actor
from poaiss.contacts.actions import Notified
from poaiss.contacts.errors import NoteTooLarge, NoteUnreadable
from poaiss.contacts.notes import StoredNote, note_of, store_note, ticket_for


class KeptNote(forms.Form):
    """Stores the uploaded scan, or takes up the one kept before; ``actor`` alone can take it up."""

    actor: Actor
    stored: StoredNote | None = None
    note_missing: Promise = gettext_lazy("Upload the note verbale.")

    def clean(self) -> dict[str, Any]:
        """Store the uploaded file, or take up the one kept before."""
        data = super().clean() or {}
        uploaded = data.get("note_file")
        try:
            self.stored = store_note(uploaded) if uploaded else note_of(data.get("kept", ""), self.actor)
        except (NoteUnreadable, NoteTooLarge) as error:
            self.add_error("note_file", f"{error.problem.reason} {error.problem.mend}")
            return data
        if self.stored is None and "note_file" not in self.errors:
            self.add_error("note_file", str(self.note_missing))
        elif self.errors:
            self.keep()
        return data

    def keep(self) -> None:
        """Keep the file for the next try, and say so."""
        note = self.stored
        if note is None:
            return
        typed = {name: self.data.get(name) for name in self.data}  # unpacked, a QueryDict would give lists
        self.data = {**typed, self.add_prefix("kept"): ticket_for(note, self.actor)}
        self["note_file"].help_text = _("The file that you uploaded is kept: %(name)s") % {"name": note.name}

    def note(self) -> Notified:
        """Return the note as given."""
        assert self.stored is not None  # noqa: S101 - a valid form has a stored file
        return Notified(number=self.cleaned_data["note_number"], date=self.cleaned_data["note_date"], file=self.stored)
