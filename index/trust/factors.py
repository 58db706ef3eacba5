"""What is varied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .alternatives import FactorError
from .settings import OWN
from .weights import Dirichlet, PlusMinus, Spread

STEPS = ("treatment", "imputation", "normalisation", "aggregation")  # those with alternatives, in the order of Way
MOST, DIGITS = 100, 9  # alternatives that a range stands for, digits of its ends (ours)
NAMES = ("weights", "missing", "leave-one-out", *STEPS)


@dataclass(frozen=True, slots=True)
class Factors:
    """What runs vary. Steps list their alternatives, each as likely as another ('' stands for the scheme's own way).

    `missing` draws what was dropped or imputed from what was observed; `leave_one_out` leaves out one indicator or none.
    """

    weights: Spread | None = None
    missing: bool = False
    leave_one_out: bool = False
    treatment: tuple[str, ...] = ()
    imputation: tuple[str, ...] = ()
    normalisation: tuple[str, ...] = ()
    aggregation: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Those that are varied."""
        return tuple(name for name in NAMES if getattr(self, name.replace("-", "_")))

    @classmethod
    def of(cls, texts: Sequence[str]) -> Factors:
        """Factors as a person names them: `weights`, `weights=100` (concentration), `weights=±0.25`, `missing`,
        `leave-one-out`, or a step with its alternatives: `normalisation=own,zscore` (own: as the scheme says),
        `treatment=none,1..5`. FactorError says what is wrong.
        """
        found = cls()
        for text in texts:
            name, _, given = text.partition("=")
            if name in found.names:
                raise FactorError(f"{name} is named twice")
            found = found._with(name, given)
        return found

    def _with(self, name: str, given: str) -> Factors:
        alternatives = tuple(one for part in given.split(",") if part.strip() for one in _each(part.strip()))
        if name == "weights":
            return replace(self, weights=_spread(given))
        if name in STEPS:
            if not alternatives:
                raise FactorError(f"{name}: name its alternatives, as {name}=ONE,ANOTHER")
            return self._stepping(name, alternatives)
        if name not in NAMES:
            raise FactorError(f"unknown factor {name!r}; there are {', '.join(NAMES)}")
        if given:
            raise FactorError(f"{name} takes no alternatives, but {given!r} is given")
        return replace(self, missing=self.missing or name == "missing", leave_one_out=self.leave_one_out or name != "missing")

    def _stepping(self, name: str, alternatives: tuple[str, ...]) -> Factors:
        given: dict[str, tuple[str, ...]] = {step: getattr(self, step) for step in STEPS} | {name: alternatives}
        return Factors(self.weights, self.missing, self.leave_one_out, *(given[step] for step in STEPS))


def _each(text: str) -> Sequence[str]:
    """The alternatives that one word stands for: `1..3` for three, `own` for the scheme's own way."""
    first, dots, last = text.partition("..")
    if dots and first.isdecimal() and last.isdecimal():
        if max(len(first), len(last)) > DIGITS or int(last) - int(first) >= MOST:
            raise FactorError(f"{text[:40]}: a range stands for {MOST} alternatives at most")
        return [str(i) for i in range(int(first), int(last) + 1)]
    return (OWN if text == "own" else text,)


def _spread(given: str) -> Spread:
    try:
        share = given.removeprefix("±").removeprefix("+-")
        return PlusMinus(float(share)) if share != given else Dirichlet(float(given or 100))
    except FactorError:
        raise
    except ValueError as error:
        raise FactorError(f"weights={given}: want a concentration, as 100, or a share, as ±0.25") from error
