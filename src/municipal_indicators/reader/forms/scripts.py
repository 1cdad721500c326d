"""Keeps raised and lowered text apart from the figures beside it: 12¹ is not 121."""

_PLAIN = "0123456789+-=()"
_RAISED = str.maketrans(_PLAIN + "ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def superscript(text: str) -> str:
    """Return a text that is printed raised, in characters that are raised themselves.

    Args:
        text: A note mark or power, such as `2` or `1)`.

    Returns:
        The same with raised digits, signs and brackets; other characters stay as they are.
    """
    return text.translate(_RAISED)


def subscript(text: str) -> str:
    """Return a text that is printed lowered, in characters that are lowered themselves.

    Args:
        text: An index, such as the 2 of CO₂.

    Returns:
        The same with lowered digits, signs and brackets; other characters stay as they are.
    """
    return text.translate(_LOWERED)
