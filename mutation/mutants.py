"""What a mutant is: one way to damage a seed, and what must come of it."""

from dataclasses import dataclass
from enum import Enum

from edits import Edit


class Expectation(Enum):
    """What the build must do with a damaged seed."""

    DETECTABLE = "detectable"
    UNDETECTABLE = "undetectable"
    EQUIVALENT = "equivalent"


class Reason(Enum):
    """Why no check of the project can see a damage, in principle; or why there is none to see."""

    ALONE = (
        "A figure that stands alone",
        "No other document prints the figure, no rule says what it must be beside another, and the"
        " wrong figure is as believable as the right one. Only the page itself can tell.",
    )
    ROUNDING = (
        "A difference within rounding or growth",
        "The wrong figure still agrees with the figures it is tied to, in its row, beside it or in"
        " another document, because printed figures are rounded and a population may grow: with the"
        " true numbers unknown, both could be right.",
    )
    WORDING = (
        "A wording",
        "Names, titles, headings and summaries are text; a build compares text only with text that"
        " stands somewhere else, and this text stands nowhere else.",
    )
    JUDGEMENT = (
        "A judgement or description without a second record",
        "Someone read the page or its sources and chose one of several allowed values; the figures"
        " are possible with each of them.",
    )
    STILL_TRUE = (
        "A claim that is also true",
        "What the seed now claims is not what the page says, but it holds of the figures just as"
        " well.",
    )
    OWN_SELECTION = (
        "A list of our own choosing",
        "Which statements of the text are compared, which indicators are related and which"
        " indicators and efforts are linked to an objective is chosen, not printed: another page"
        " may rightly have none of them, so nothing tells that one is missing, unless an accepted"
        " finding rests on it.",
    )
    OWN_NAME = (
        "An id that nothing refers to",
        "The id was made up to tell rows apart; any other text would do as well.",
    )
    OPTIONAL = (
        "A column that may be empty",
        "The page does not always give this, so an empty cell is allowed.",
    )
    NO_EFFECT = (
        "A limit that no figure reaches",
        "The limit or first year was moved where no printed figure lies, so every check gives the"
        " same answer as before.",
    )
    SAME_CONTENT = (
        "The same content",
        "The file looks different and says the same: the build must pass.",
    )

    def __init__(self, title: str, explanation: str):
        self.title = title
        self.explanation = explanation


@dataclass(frozen=True)
class Mutant:
    """One way to damage a seed.

    Attributes:
        name: Short name, unique in the catalogue.
        seed: Name of the seed, without folder and ending.
        description: What went wrong, in one sentence.
        edit: The damage.
        expectation: What the build must do.
        place: Texts that one line of the failure report must hold, all of them, to count as
            naming the place; `{line}` stands for the first line of the file that differs.
        reason: Why the damage cannot be seen; none for a detectable mutant.
    """

    name: str
    seed: str
    description: str
    edit: Edit
    expectation: Expectation
    place: tuple[str, ...] = ()
    reason: Reason | None = None


class Collection(list[Mutant]):
    """Mutants of one seed, added one by one."""

    def __init__(self, seed: str):
        super().__init__()
        self.seed = seed

    def detectable(self, name: str, description: str, edit: Edit, *place: str) -> None:
        """Add a mutant that must fail the build, with a message that names the place."""
        self._add(name, description, edit, Expectation.DETECTABLE, place)

    def undetectable(self, name: str, description: str, edit: Edit, reason: Reason) -> None:
        """Add a mutant that no check can see."""
        self._add(name, description, edit, Expectation.UNDETECTABLE, reason=reason)

    def equivalent(
        self, name: str, description: str, edit: Edit, reason: Reason = Reason.SAME_CONTENT
    ) -> None:
        """Add a mutant that must not fail the build, because it says the same."""
        self._add(name, description, edit, Expectation.EQUIVALENT, reason=reason)

    def _add(
        self,
        name: str,
        description: str,
        edit: Edit,
        expectation: Expectation,
        place: tuple[str, ...] = (),
        reason: Reason | None = None,
    ) -> None:
        self.append(Mutant(name, self.seed, description, edit, expectation, place, reason))
