"""Conventions of the project that dbt-score checks beside its own rules, in `make lint`."""

from dbt_score import Model, RuleViolation, Seed, rule

GRAIN = "Grain: "


@rule
def model_states_its_grain(model: Model) -> RuleViolation | None:
    """The description of a model says what one row of it is."""
    if GRAIN not in model.description:
        return RuleViolation(f"Description lacks '{GRAIN}' and what one row is.")
    return None


@rule
def seed_states_its_grain(seed: Seed) -> RuleViolation | None:
    """The description of a seed says what one row of it is."""
    if GRAIN not in seed.description:
        return RuleViolation(f"Description lacks '{GRAIN}' and what one row is.")
    return None
