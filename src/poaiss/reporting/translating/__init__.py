"""Unofficial translations of a report's own words, beside the original and flagged (R14, 2010 outcome ¶33).

``texts(report, language, public)`` gives them to documents, ``release_translations(snapshot)`` sets what everybody may
read when a report is published, and ``public_context(snapshot, language)`` shows them beside a publication.
"""

from poaiss.reporting.translating.reading import languages_of, public_context, texts
from poaiss.reporting.translating.writing import Translated, release_translations, translate

__all__ = ["Translated", "languages_of", "public_context", "release_translations", "texts", "translate"]
