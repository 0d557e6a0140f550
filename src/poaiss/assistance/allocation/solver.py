"""A mixed-integer programme built from arrays, and HiGHS that solves it.

Rows and columns come in blocks; nothing is an object per coefficient, so that two million pairs fit.
"""

from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
from numpy.typing import ArrayLike, NDArray

from poaiss.assistance.allocation.pairing import Floats, Ints

INF = highspy.kHighsInf


@dataclass
class Model:
    """A programme to maximise, in blocks of columns and of rows."""

    cost: list[Floats] = field(default_factory=list)
    lower: list[Floats] = field(default_factory=list)
    upper: list[Floats] = field(default_factory=list)
    integer: list[NDArray[np.bool_]] = field(default_factory=list)
    row_lower: list[Floats] = field(default_factory=list)
    row_upper: list[Floats] = field(default_factory=list)
    entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)
    columns: int = 0
    rows: int = 0

    def add_columns(
        self,
        count: int,
        *,
        cost: ArrayLike = 0.0,
        lower: ArrayLike = 0.0,
        upper: ArrayLike = 1.0,
        integer: bool = False,
    ) -> int:
        """Add a block of columns and return where it begins."""
        for blocks, values in ((self.cost, cost), (self.lower, lower), (self.upper, upper)):
            blocks.append(np.broadcast_to(np.asarray(values, dtype=np.float64), count))
        self.integer.append(np.full(count, integer))
        self.columns += count
        return self.columns - count

    def add_rows(self, count: int, *, lower: ArrayLike = -INF, upper: ArrayLike = INF) -> int:
        """Add a block of rows and return where it begins."""
        for blocks, values in ((self.row_lower, lower), (self.row_upper, upper)):
            blocks.append(np.broadcast_to(np.asarray(values, dtype=np.float64), count))
        self.rows += count
        return self.rows - count

    def put(self, row: ArrayLike, column: ArrayLike, value: ArrayLike) -> None:
        """Put coefficients; the three broadcast against each other."""
        rows, columns, values = np.broadcast_arrays(np.asarray(row), np.asarray(column), np.asarray(value, dtype=float))
        self.entries.append((rows.ravel(), columns.ravel(), values.ravel()))

    def set_cost(self, cost: Floats) -> None:
        """Replace what is maximised, over all columns."""
        self.cost = [np.asarray(cost, dtype=np.float64)]

    def all_costs(self) -> Floats:
        """Return what is maximised, over all columns."""
        costs: Floats = joined(self.cost)
        return costs


@dataclass(frozen=True)
class Solved:
    """What the solver found: a vector or None, a proven bound, and the prices of the rows of a relaxation."""

    values: Floats | None
    objective: float
    bound: float
    finished: bool
    infeasible: bool
    prices: Floats | None = None
    reduced: Floats | None = None


def joined(blocks: list[Any]) -> Any:
    """Return blocks as one array."""
    return np.concatenate(blocks) if blocks else np.zeros(0)


class Quiet(highspy.Highs):
    """HiGHS that writes nothing: an answer goes to standard output."""

    def __init__(self) -> None:
        """Make the solver without its callbacks, which announce themselves."""
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)


def pass_model(highs: Quiet, model: Model, relaxed: bool) -> bool:
    """Give the model to HiGHS by rows, in arrays; return whether it holds whole numbers."""
    rows, columns, values = (joined([entry[part] for entry in model.entries]) for part in range(3))
    order = np.argsort(rows, kind="stable")
    starts = np.searchsorted(rows[order], np.arange(model.rows + 1)).astype(np.int32)
    kinds = joined(model.integer).astype(np.int32) * (not relaxed)
    highs.passModel(
        model.columns,
        model.rows,
        len(values),
        int(highspy.MatrixFormat.kRowwise.value),
        int(highspy.ObjSense.kMaximize.value),
        0.0,
        joined(model.cost),
        joined(model.lower),
        joined(model.upper),
        joined(model.row_lower),
        joined(model.row_upper),
        starts,
        columns[order].astype(np.int32),
        values[order].astype(np.float64),
        kinds,
    )
    return bool(kinds.any())


def solve(
    model: Model,
    *,
    seconds: float = INF,
    gap: float = 0.0,
    start: Floats | None = None,
    relaxed: bool = False,
    options: dict[str, Any] | None = None,
) -> Solved:
    """Return the best vector of a model within a time, to a relative gap, from a start where there is one."""
    highs = Quiet()
    chosen: dict[str, Any] = {"mip_rel_gap": gap, "mip_abs_gap": 1e-6, "random_seed": 0}
    if seconds < INF:
        chosen["time_limit"] = max(seconds, 0.01)
    for name, value in (chosen | (options or {})).items():
        highs.setOptionValue(name, value)
    mixed = pass_model(highs, model, relaxed)
    if start is not None:
        highs.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
    highs.run()
    return told(highs, mixed)


def told(highs: Quiet, mixed: bool) -> Solved:
    """Return what HiGHS tells after a run."""
    status, info, solution = highs.getModelStatus(), highs.getInfo(), highs.getSolution()
    finished = status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
    infeasible = status == highspy.HighsModelStatus.kInfeasible
    has_values = solution.value_valid and info.primal_solution_status == 2
    values = np.array(solution.col_value) if has_values else None
    objective = float(info.objective_function_value) if has_values else -INF
    bound = float(info.mip_dual_bound) if mixed else (objective if finished else INF)
    prices = np.array(solution.row_dual) if solution.dual_valid else None
    reduced = np.array(solution.col_dual) if solution.dual_valid else None
    return Solved(values, objective, bound, finished, infeasible, prices, reduced)
