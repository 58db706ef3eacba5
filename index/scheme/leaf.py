"""What a scheme file says of one indicator: its denominator, treatment and normalisation."""

from __future__ import annotations

from ..condition import Condition
from ..document import Row
from ..steps.normalise import UNSCALED
from ..steps.treat import Treatment
from .methods import Denominator, Normalise


def normalise(row: Row, top: Row, leaf: bool = True) -> Normalise:
    """How the indicator is scaled; values pass as they are where it is no indicator."""
    if not leaf:
        return Normalise("given")
    method, worst, best = row.text("normalise", top.text("normalise")), row.number("worst"), row.number("best")
    less = row.text("direction") == "less" or (worst is not None and best is not None and best < worst)
    low, high = _scale(row, top, method)
    return Normalise(
        method=method,
        direction=-1 if less else 1,
        worst=worst,
        best=best,
        log=bool(row.values.get("log")),
        low=low,
        high=high,
        target=row.number("target"),
        reference=row.text("reference", top.text("reference")) if method == "dist_to_reference" else "",
        clip=bool(row.values["clip"]) if "clip" in row else None,
        steps=steps(row),
        yes=Condition.parse(row.text("yes")) if "yes" in row else None,
    )


def _scale(row: Row, top: Row, method: str) -> tuple[float | None, float | None]:
    """The indicator's own ends, else the scheme's: those of z-scores (mean, deviation) are for z-scores alone."""
    given = top.numbers("scale")
    fits = method not in UNSCALED and (method == "zscore") == (top.text("normalise") == "zscore")
    low, high = given if len(given) == 2 and fits else (None, None)
    return row.number("low") if "low" in row else low, row.number("high") if "high" in row else high


def steps(row: Row) -> tuple[tuple[float, float], ...]:
    """The pairs of a value and the points from there on."""
    pairs = [[float(n) for n in pair if isinstance(n, (int, float))] for pair in row.matrix("steps")]
    return tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2)


def treatment(row: Row, top: Row) -> Treatment:
    """How its outliers are treated: by its own keys, else the scheme's."""

    def number(key: str, default: float) -> float:
        own, whole = row.number(key), top.number(key)
        return own if own is not None else whole if whole is not None else default

    plain = Treatment()
    return Treatment(
        row.text("treat", top.text("treat", plain.method)), int(number("treat_points", plain.points)),
        number("treat_skew", plain.skew), number("treat_kurtosis", plain.kurtosis),
    )  # fmt: skip


def denominator(row: Row) -> Denominator | None:
    """By what it is divided, where it is."""
    scale = row.number("per_scale")
    return Denominator(row.text("per"), 1.0 if scale is None else scale) if "per" in row else None
