"""The catalogue: every mutant that is written by hand."""

import decisions
import figures
import files
import indicators
import lists
import tables
from mutants import Mutant

# A little of everything, for a run of less than a minute.
QUICK = (
    "cell-dropped",
    "comma-lost",
    "letter-for-digit",
    "years-swapped",
    "share-one-too-high",
    "control-total-of-cells-wrong",
    "direction-flipped",
    "label-removed",
    "gap-invented",
    "acceptance-of-other-figures",
    "saved-with-semicolons",
    "rows-in-another-order",
)


def all_mutants() -> list[Mutant]:
    """Return the whole catalogue.

    Raises:
        ValueError: If two mutants share a name.
    """
    modules = (figures, tables, indicators, decisions, lists, files)
    mutants = [mutant for module in modules for mutant in module.mutants()]
    names = [mutant.name for mutant in mutants]
    repeated = {name for name in names if names.count(name) > 1}
    if repeated:
        raise ValueError(f"names that occur twice: {', '.join(sorted(repeated))}")
    return mutants


def quick_mutants() -> list[Mutant]:
    """Return the fixed subset of a quick run."""
    by_name = {mutant.name: mutant for mutant in all_mutants()}
    return [by_name[name] for name in QUICK]
