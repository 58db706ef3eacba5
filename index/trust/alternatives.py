"""A scheme done another way: another treatment, normalisation, imputation or aggregation, each named by a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..scheme.model import COMPOSITE, Branch, Node, Scheme, Treatment
from ..steps import aggregate, impute, normalise

STATED = ("given", "steps", "yes")  # their points are the definition of the indicator: no other normalisation stands for them
SCORE = "score"  # imputed after normalising


class FactorError(ValueError):
    """A factor that is unknown or cannot be varied here."""


def treated(scheme: Scheme, text: str) -> Scheme:
    """`none`, or the points that may be winsorised, as `3`.

    Varied are the indicators that the scheme treats; where it treats none, all of them, winsorised and then log.
    """
    if text != "none" and not text.isdecimal():
        raise FactorError(f"treatment {text!r}: want none, or a number of points")
    any_treated = any(leaf.treat.method != "none" for leaf in scheme.leaves)

    def other(node: Node) -> Node:
        own = node.treat if any_treated else Treatment("winsorise_log")
        if not node.metric or own.method == "none":
            return node
        return replace(node, treat=replace(own, method="none") if text == "none" else replace(own, points=int(text)))

    return scheme.mapped(other)


def normalised(scheme: Scheme, text: str) -> Scheme:
    """A method, with the ends of its scale where wanted: `minmax`, `minmax:1:100`, `zscore:10:2` (mean, deviation).

    Indicators whose points are stated (see STATED) stay as they are.
    """
    method, *ends = text.split(":")
    if method not in normalise.METHODS or method in STATED or len(ends) not in (0, 2):
        known = ", ".join(name for name in normalise.METHODS if name not in STATED)
        raise FactorError(f"normalisation {text!r}: want one of {known}, with or without two ends, as minmax:1:100")

    def other(node: Node) -> Node:
        own = node.normalise
        if not node.metric or own.method in STATED:
            return node
        keeps = not ends and (method == "zscore") == (own.method == "zscore")
        low, high = (own.low, own.high) if keeps else _ends(text, ends)
        return replace(node, normalise=replace(own, method=method, low=low, high=high))

    return scheme.mapped(other)


def _ends(text: str, ends: Sequence[str]) -> tuple[float | None, float | None]:
    try:
        low, high = (float(end) for end in ends) if ends else (None, None)
    except ValueError as error:
        raise FactorError(f"normalisation {text!r}: {error}") from error
    return low, high


def imputed(scheme: Scheme, text: str) -> Scheme:
    """A method for all cells that the scheme's policy imputes: `score`, `mean`, `median` and so on."""
    if text != SCORE and text not in impute.METHODS:
        raise FactorError(f"imputation {text!r}: want one of {', '.join((SCORE, *impute.METHODS))}")
    methods = replace(scheme.methods, filling=replace(scheme.methods.filling, method=text))
    return replace(scheme.mapped(lambda node: replace(node, impute="")), methods=methods)


SCHEMES: dict[str, Callable[[Scheme, str], Scheme]] = {
    "treatment": treated, "imputation": imputed, "normalisation": normalised,
}  # fmt: skip


def aggregated(scheme: Scheme, branches: Sequence[Branch], text: str) -> tuple[Branch, ...]:
    """The branches with another method: of all, as `geometric`, or of one level, as `channel:geometric`."""
    level, _, method = text.rpartition(":")
    levels = (*scheme.levels[:-1], COMPOSITE)
    if method not in aggregate.METHODS or (level and level not in levels):
        raise FactorError(f"aggregation {text!r}: want one of {', '.join(aggregate.METHODS)}, or LEVEL:METHOD; levels: {levels}")
    return tuple(replace(b, aggregate=method) if not level or b.kind == level else b for b in branches)
