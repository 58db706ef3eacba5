"""A comparison as a rule states it: `>90`, `<1`, `>0 & <6`."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SIGNS = {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt, "=": operator.eq}
TERM = re.compile(r"\s*(<=|>=|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class Condition:
    """Comparisons with numbers, all of which must hold."""

    terms: tuple[tuple[str, float], ...]

    @classmethod
    def parse(cls, text: str) -> Condition:
        """The condition that a text states. ValueError where it states none."""
        found = [TERM.fullmatch(part) for part in text.split("&")]
        if not all(found):
            raise ValueError(f"{text!r} is no comparison; want one as >90 or >0 & <6")
        return cls(tuple((term[1], float(term[2])) for term in found if term))

    @property
    def limit(self) -> float:
        """The number of the first comparison."""
        return self.terms[0][1]

    def holds(self, value: float) -> bool:
        return all(SIGNS[sign](value, number) for sign, number in self.terms)

    def holding(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether it holds of each of them; never of NaN."""
        found = [SIGNS[sign](values, number) for sign, number in self.terms]
        return np.asarray(np.logical_and.reduce(found) & ~np.isnan(values))

    def from_bound(self, bound: float) -> bool | None:
        """Whether it holds of a value that is at least `bound`; None where that does not decide."""
        found = [_from_bound(sign, number, bound) for sign, number in self.terms]
        return False if False in found else None if None in found else True


def _from_bound(sign: str, number: float, bound: float) -> bool | None:
    if sign in (">", ">="):
        return True if SIGNS[sign](bound, number) else None
    return None if SIGNS[sign](bound, number) or bound < number else False
