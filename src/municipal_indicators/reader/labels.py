"""Proposes the indicator that a printed label names.

Labels that are the same but for their spelling come first. A label that only resembles a known one
is never more than a proposal: it says what speaks against it, and the siblings among the indicators
(absolute and relative truancy, help and protection of the young) differ in a single word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

LEAST_RESEMBLANCE = 90.0
# Another indicator whose resemblance comes this close is just as near.
JUST_AS_NEAR = 5.0
# Two words that resemble each other at least this much are spellings of one word.
SAME_WORD = 80.0
# Parts of words that tell siblings apart, also inside a compound: a label with one of them never
# means what a label with another of the same group means.
SEPARATING_WORDS = (
    ("absoluut", "absolute", "relatief", "relatieve"),
    ("jeugdhulp", "bescherming", "reclassering"),
    ("formatie", "bezetting"),
    ("eenpersoons", "meerpersoons"),
)

_INVISIBLE = {"Cf", "Cc"}
_NUMBERING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*(?:[.)]|\s+[-–—])|\(?[a-z][.)]|[-–—•*·])\s+")
_REFERENCE = re.compile(r"(?:\s*\(\d{1,2}\)|\s*\*+\s*\d{0,2}\)?|\s+\d\))$")
_THOUSANDS = re.compile(r"(?<![\d.])(\d{1,3})((?:\.\d{3})+)(?![\d.,])")
_PUNCTUATION = re.compile(r"[^\w%€]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class KnownLabel:
    """A spelling under which an indicator is known.

    Attributes:
        indicator_id: The indicator.
        label: The spelling.
        unit: Unit in which the indicator is kept under this label; None if the label settles it.
    """

    indicator_id: str
    label: str
    unit: str | None = None


@dataclass(frozen=True)
class Proposal:
    """An indicator that a printed label may name.

    Attributes:
        indicator_id: The proposed indicator.
        known_label: Its spelling that comes nearest to the printed label.
        resemblance: From 0 to 100; 100 also for labels that are equal.
        equal: Whether the labels are equal once normalised. Only then can the proposal be taken
            over without a look, and only if nothing speaks against it.
        against: What speaks against it, in words.
    """

    indicator_id: str
    known_label: str
    resemblance: float
    equal: bool
    against: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Whether the proposal needs no choice of a person."""
        return self.equal and not self.against


def normalise(text: str) -> str:
    """Return a label without what differs between spellings of one and the same label.

    Args:
        text: A label or unit as printed.

    Returns:
        The text in small letters, with single spaces, without invisible characters, without the
        number in front and the note behind it, and with 1000 for 1.000.
    """
    text = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE
    )
    text = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    text = _NUMBERING.sub("", text)
    text = _REFERENCE.sub("", text)
    text = _THOUSANDS.sub(lambda found: found.group().replace(".", ""), text)
    return text.rstrip(" :;.")


def propose(
    printed_label: str, printed_unit: str | None, known_labels: Iterable[KnownLabel]
) -> list[Proposal]:
    """Propose indicators for a printed label, the most probable first.

    Args:
        printed_label: The label as printed.
        printed_unit: The unit printed beside it, if any.
        known_labels: Every spelling that is known.

    Returns:
        At most one proposal an indicator: those with an equal label, or else those that resemble
        it; none if no known label comes near.
    """
    known = list(known_labels)
    return _equal(printed_label, printed_unit, known) or _near(printed_label, printed_unit, known)


def _equal(
    printed_label: str, printed_unit: str | None, known: Sequence[KnownLabel]
) -> list[Proposal]:
    """Return the indicators whose label is equal once normalised."""
    label = _words(printed_label)
    found: dict[str, Proposal] = {}
    for candidate in known:
        if label not in _spellings(candidate):
            continue
        against = tuple(_unit_differs(printed_unit, candidate))
        proposal = Proposal(candidate.indicator_id, candidate.label, 100.0, True, against)
        best = found.get(candidate.indicator_id)
        if best is None or len(against) < len(best.against):
            found[candidate.indicator_id] = proposal
    # An equal unit decides between indicators of one label.
    agreeing = [proposal for proposal in found.values() if not proposal.against]
    if len(agreeing) == 1:
        others = [proposal for proposal in found.values() if proposal.against]
        return agreeing + others
    if len(found) < 2:
        return list(found.values())
    return [
        replace(proposal, against=(*proposal.against, _shared(proposal, found.values())))
        for proposal in sorted(found.values(), key=lambda p: (len(p.against), p.indicator_id))
    ]


def _near(
    printed_label: str, printed_unit: str | None, known: Sequence[KnownLabel]
) -> list[Proposal]:
    """Return the indicators with a label that resembles the printed one."""
    from rapidfuzz.fuzz import token_sort_ratio

    label = _words(printed_label)
    best: dict[str, tuple[float, KnownLabel]] = {}
    for candidate in known:
        resemblance = max(token_sort_ratio(label, spelling) for spelling in _spellings(candidate))
        if resemblance > best.get(candidate.indicator_id, (0.0, candidate))[0]:
            best[candidate.indicator_id] = (resemblance, candidate)
    ranked = sorted(best.values(), key=lambda item: (-item[0], item[1].indicator_id))
    proposals = []
    for resemblance, candidate in ranked:
        if resemblance < LEAST_RESEMBLANCE:
            break
        against = [
            *_separating_words(label, candidate),
            *_different_words(label, candidate),
            *_unit_differs(printed_unit, candidate),
            *(
                f"'{other.label}' ({other.indicator_id}) is just as near"
                for near, other in ranked
                if other.indicator_id != candidate.indicator_id
                and near >= resemblance - JUST_AS_NEAR
            ),
        ]
        proposals.append(
            Proposal(candidate.indicator_id, candidate.label, resemblance, False, tuple(against))
        )
    return sorted(proposals, key=lambda p: (bool(p.against), -p.resemblance))


def _words(text: str) -> str:
    """Return a normalised text with spaces for its punctuation."""
    return " ".join(_PUNCTUATION.sub(" ", normalise(text)).split())


def _spellings(candidate: KnownLabel) -> set[str]:
    """Return the known label alone and with its unit behind it."""
    spellings = {_words(candidate.label)}
    if candidate.unit:
        spellings.add(_words(f"{normalise(candidate.label)} {candidate.unit}"))
    return spellings


def _unit_differs(printed_unit: str | None, candidate: KnownLabel) -> Iterator[str]:
    """Say that the printed unit is not that of the candidate."""
    if printed_unit and candidate.unit and _words(printed_unit) != _words(candidate.unit):
        yield f"its unit is '{candidate.unit}', not '{printed_unit}'"


def _separating_words(label: str, candidate: KnownLabel) -> Iterator[str]:
    """Say which word or number of the label belongs to a sibling of the candidate."""
    known = _words(candidate.label)
    for group in SEPARATING_WORDS:
        printed = {word for word in group if word in label}
        expected = {word for word in group if word in known}
        if printed != expected:
            yield f"it says {_listed(expected)} where the label says {_listed(printed)}"
    numbers = set(_NUMBER.findall(label))
    least = set(_NUMBER.findall(known))
    most = least | set(_NUMBER.findall(_words(candidate.unit or "")))
    if not least <= numbers <= most:
        yield f"its numbers are {_listed(most)}, those of the label {_listed(numbers)}"


def _different_words(label: str, candidate: KnownLabel) -> Iterator[str]:
    """Say which words stand in one label and, in no spelling, in the other."""
    from rapidfuzz.fuzz import ratio

    printed = set(label.split())
    known = set(_words(candidate.label).split())
    allowed = known | set(_words(candidate.unit or "").split())
    for word in sorted(printed - allowed):
        if not any(ratio(word, other) >= SAME_WORD for other in known - printed):
            yield f"'{word}' is no word of the indicator"
    for word in sorted(known - printed):
        if not any(ratio(word, other) >= SAME_WORD for other in printed - known):
            yield f"'{word}' is missing in the label"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words)) or "nothing"


def _shared(proposal: Proposal, all_proposals: Iterable[Proposal]) -> str:
    """Say which other indicators have the same label."""
    others = sorted(
        other.indicator_id for other in all_proposals if other.indicator_id != proposal.indicator_id
    )
    return f"{', '.join(others)} has the same label"
