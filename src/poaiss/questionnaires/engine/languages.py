"""Languages: what XLSForm calls ``English (en)`` is ``en`` here, the code of BCP 47."""

import re

UNDETERMINED = "und"  # BCP 47: a text whose language the form does not name
_CODED = re.compile(r".*\(\s*([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\s*\)\s*")
_BARE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_NAMES = {
    "arabic": "ar",
    "العربية": "ar",
    "chinese": "zh",
    "中文": "zh",
    "english": "en",
    "anglais": "en",
    "french": "fr",
    "français": "fr",
    "francais": "fr",
    "russian": "ru",
    "русский": "ru",
    "spanish": "es",
    "español": "es",
    "espanol": "es",
    "portuguese": "pt",
    "português": "pt",
    "swahili": "sw",
    "german": "de",
    "deutsch": "de",
}


def language_code(name: str) -> str:
    """Return the BCP 47 code of a language as a form writes it; a private one (``x-...``) when it gives none."""
    if name in ("", "default"):
        return UNDETERMINED
    coded = _CODED.fullmatch(name)
    if coded:
        return coded.group(1)
    known = _NAMES.get(name.strip().lower())
    if known:
        return known
    if _BARE.fullmatch(name.strip()):
        return name.strip()
    letters = re.sub(r"[^a-z0-9]+", "", name.lower())[:8]
    return f"x-{letters}" if letters else "x-other"
