"""Advice on a report before it is approved: what is missing, vague or does not agree, and how to mend it (R23, R18).

The rules are data, ``reference-data/report_advice.csv``. Advice is no score and no judgement; the State's own drafters
and approvers see it, and nobody else.
"""

from poaiss.reporting.advice.advising import Advice, advise
from poaiss.reporting.advice.rules import Kind, Rule, rules_for

__all__ = ["Advice", "Kind", "Rule", "advise", "rules_for"]
