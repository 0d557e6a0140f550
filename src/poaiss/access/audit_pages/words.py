"""What an entry of the log says, as a sentence in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.access.rules import RULES
from poaiss.audit.enums import Outcome
from poaiss.audit.models import Entry

WORDS: dict[str, str | Promise] = {
    "access.grant": gettext_lazy("let somebody see a record"),
    "access.revoke": gettext_lazy("stop letting somebody see a record"),
    "accounts.sign_in": gettext_lazy("sign in"),
    "accounts.sign_out": gettext_lazy("sign out"),
    "assistance.add_annex": gettext_lazy("add an annex to a need"),
    "assistance.agree_roadmap": gettext_lazy("agree to a place in a regional roadmap"),
    "assistance.answer_suggestion": gettext_lazy("answer to a suggested need"),
    "assistance.change_need": gettext_lazy("write on a need"),
    "assistance.checklist": gettext_lazy("answer questions of the checklist of needs"),
    "assistance.decide_order": gettext_lazy("decide on the order of needs"),
    "assistance.dialogue": gettext_lazy("write in the dialogue about a need"),
    "assistance.end_roadmap": gettext_lazy("end a place in a regional roadmap"),
    "assistance.move_need": gettext_lazy("move a need on"),
    "assistance.propose_roadmap": gettext_lazy("propose a place in a regional roadmap"),
    "assistance.rank_needs": gettext_lazy("rank needs"),
    "assistance.take_annex_away": gettext_lazy("take an annex away"),
    "assistance.weigh_needs": gettext_lazy("weigh needs against each other"),
    "assistance.withdraw_release": gettext_lazy("withdraw what others see"),
    "contacts.close_office": gettext_lazy("close an office"),
    "contacts.end_take_over": gettext_lazy("end that a deputy stands in"),
    "contacts.end_term": gettext_lazy("end a term of office"),
    "contacts.first_step": gettext_lazy("take a first step in an office"),
    "contacts.in_force": gettext_lazy("bring a designation into force"),
    "contacts.keep_particulars": gettext_lazy("keep the particulars of an office"),
    "contacts.leave_note": gettext_lazy("leave a note for the next holder"),
    "contacts.remind": gettext_lazy("remind of a confirmation that is due"),
    "contacts.reply": gettext_lazy("reply to a message"),
    "contacts.return": gettext_lazy("return a note verbale"),
    "contacts.stop_showing": gettext_lazy("stop showing a particular"),
    "contacts.withdraw": gettext_lazy("withdraw a designation"),
    "reporting.answer": gettext_lazy("answer questions of a national report"),
    "reporting.choose_publication": gettext_lazy("choose the publication of a national report"),
}
"""Actions that are no rules of their own; a rule brings its sentence along."""


def what(action: str) -> str:
    """Return the action in words; its name where there are none."""
    if action in RULES:
        return str(RULES[action].sentence)
    return str(WORDS.get(action, action))


def sentence(entry: Entry) -> str:
    """Return who did, or was refused, what."""
    facts = {"who": entry.actor_name or _("The system"), "what": what(entry.action)}
    if entry.outcome == Outcome.REFUSED:
        return _("%(who)s was refused: %(what)s.") % facts
    return _("%(who)s did this: %(what)s.") % facts
