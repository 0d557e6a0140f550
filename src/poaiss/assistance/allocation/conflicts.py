"""Rules that together forbid every allocation: an irreducible subset, found by leaving out one after the other.

Giving nothing at all breaks no rule, so rules are called infeasible when nothing else is left although, without
them, something could be funded.
"""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from poaiss.assistance.allocation.errors import RulesConflict
from poaiss.assistance.allocation.exact import STRICT
from poaiss.assistance.allocation.instance import Instance, Rules
from poaiss.assistance.allocation.pairing import Pairs
from poaiss.assistance.allocation.programme import build
from poaiss.assistance.allocation.solver import solve
from poaiss.common.errors import Problem

SECONDS = 20.0
FUNDERS = "max_funders_per_project"


def conflicting(pairs: Pairs) -> list[str]:
    """Return the names of rules that together forbid every allocation, none of which can be left out; or none."""
    rules = rule_names(pairs.instance.rules)
    if not rules or something_possible(pairs, rules) or not something_possible(pairs, []):
        return []
    kept = rules
    for rule in rules:
        fewer = [each for each in kept if each != rule]
        if not something_possible(pairs, fewer):
            kept = fewer
    return kept


def rule_names(rules: Rules) -> list[str]:
    """Return the names of the rules that ask something."""
    shares = [f"min_region_share.{region}" for region, share in sorted(rules.min_region_share.items()) if share > 0]
    return shares + ([FUNDERS] if rules.max_funders_per_project is not None else [])


def with_rules(instance: Instance, names: list[str]) -> Instance:
    """Return the question under the named rules alone."""
    rules = instance.rules
    asked = rules.min_region_share.items()
    shares = {region: share for region, share in asked if f"min_region_share.{region}" in names}
    most = rules.max_funders_per_project if FUNDERS in names else None
    return replace(instance, rules=Rules(shares, most))


def something_possible(pairs: Pairs, names: list[str]) -> bool:
    """Return whether anything at all can be funded under the named rules."""
    asked = with_rules(pairs.instance, names)
    shares = asked.rules.min_region_share
    if sum(shares.values(), Fraction(0)) > 1 or asked.rules.max_funders_per_project == 0 or not len(pairs.cap):
        return False
    portfolio = build(replace(pairs, instance=asked))
    row = portfolio.model.add_rows(1, lower=1.0)
    portfolio.model.put(row, portfolio.chosen + np.arange(len(pairs.cost)), 1.0)
    relaxed = solve(portfolio.model, seconds=SECONDS, relaxed=True)
    if relaxed.infeasible:
        return False
    portfolio.model.set_cost(np.zeros(portfolio.model.columns))
    return not solve(portfolio.model, seconds=SECONDS, options=STRICT).infeasible


def conflict_error(rules: list[str]) -> RulesConflict:
    """Return the error that names the rules in conflict."""
    reason = _("These rules together forbid every allocation: %(rules)s.") % {"rules": ", ".join(rules)}
    mend = _("Leave out or loosen one of them.")
    problems = tuple(Problem(RulesConflict.code, reason, mend, f"$.rules.{rule}") for rule in rules)
    return RulesConflict(reason, mend=mend, problems=problems)


def told(rules: list[str]) -> dict[str, Any]:
    """Return the conflict as the answer has it."""
    return {"code": RulesConflict.code, "rules": rules, "irreducible": True}
