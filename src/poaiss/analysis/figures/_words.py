"""Words for codes that stand in the figures alone, and in no file of the open data."""

from django.utils.translation import gettext as _


def quantities() -> dict[str, str]:
    """Return the words for the quantities that reports give."""
    return {
        "seized": _("Weapons seized"),
        "seized-traced": _("Seized weapons that were traced"),
        "destroyed": _("Weapons destroyed"),
        "diverted-from-stocks": _("Weapons diverted from stocks"),
        "diverted-from-transfers": _("Weapons diverted from transfers"),
        "tracing-sent": _("Tracing requests sent"),
        "tracing-received": _("Tracing requests received, in all"),
        "tracing-received-year": _("Tracing requests received, listed by year"),
        "tracing-answered": _("Of those listed, answered"),
        "tracing-refused": _("Of those listed, refused"),
    }


def pairs() -> dict[str, str]:
    """Return the words for numbers that are given for women and for men."""
    return {
        "C:1.1.d": _("Members of the national coordination body"),
        "C:P2.6": _("Persons convicted of illicit manufacture"),
        "C:P5.4": _("Persons trained in stockpile management"),
        "C:P6.4.1": _("Persons taking part in collection programmes"),
        "C:P6.8": _("Persons disarmed"),
        "C:P8.15": _("Persons trained in tracing"),
        "C:P9.12": _("Persons reached by public awareness programmes"),
        "C:P10.5": _("Members of the bodies responsible"),
        "C:P10.7": _("Victims of armed violence"),
    }


def standings() -> dict[str, str]:
    """Return the words for how far two numbers of SDG indicator 16.4.2 can be used."""
    return {
        "usable": _("Both numbers given"),
        "exceeds": _("Not usable: more weapons traced than there were"),
        "denominator_only": _("Only the number of weapons given"),
        "numerator_only": _("Only the number of traced weapons given"),
        "restricted": _("Restricted"),
        "silent": _("No number given"),
    }


def comparisons() -> dict[str, str]:
    """Return the words for whether a commitment can be compared with an earlier round."""
    return {
        "compared": _("Compared"),
        "not_comparable": _("Not comparable: other questions were asked"),
        "new": _("Not asked before"),
        "not_asked": _("Not asked in this round"),
    }


def languages() -> dict[str, str]:
    """Return the names of the six languages."""
    return {
        "ar": _("Arabic"),
        "zh": _("Chinese"),
        "en": _("English"),
        "fr": _("French"),
        "ru": _("Russian"),
        "es": _("Spanish"),
    }


def retention() -> dict[str, str]:
    """Return the words for how long records are kept, and whose records they are (ITI para. 12)."""
    return {
        "C:2.3.2": _("Records of manufacturers (at least 30 years)"),
        "C:P3.11.2": _("Records of transfers (at least 20 years)"),
        "C:P7.8.2": _("Records of weapons held by the State (at least 20 years)"),
        "indefinitely": _("Kept indefinitely"),
        "floor": _("30 or 20 years, the least that the Instrument asks for"),
        "other": _("Another period, in the State's own words"),
    }


def own_words() -> dict[str, dict[str, str]]:
    """Return all of them, by kind."""
    return {
        "quantity": quantities(),
        "pair": pairs(),
        "standing": standings(),
        "comparison": comparisons(),
        "language": languages(),
        "retention": retention(),
        "choice": {"in_words": _("In the State's own words")},
        "held": {"True": _("Held here"), "False": _("Reports not held here")},
        "broken": {"True": _("Not comparable with the round before"), "False": ""},
    }
