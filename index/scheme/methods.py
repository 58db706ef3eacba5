"""The choices a scheme makes step by step, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..condition import Condition
from .rules import Bonus as Bonus
from .rules import Deduction as Deduction
from .rules import Gate as Gate
from .rules import Rule as Rule

STEPS = ("denominate", "screen", "impute", "treat")  # those whose order a scheme may choose


@dataclass(frozen=True, slots=True)
class Denominator:
    """An indicator is divided by `column` and multiplied by `scale`: crimes by people, times 10 000."""

    column: str
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Screen:
    """Which units stay: shares of indicators that must be there, and of those not be 0; `always` stay whatever they lack."""

    present: float = 0.0
    nonzero: float = 0.0
    always: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filling:
    """How cells that the policy imputes are filled, by default: `group` is a column of labels, `value` that of `constant`."""

    method: str = "score"
    group: str = ""
    value: float = 0.0


BY_SCORE = Filling()


@dataclass(frozen=True, slots=True)
class Normalise:
    """How one indicator becomes a score. `direction` 1: more is better, -1: less.

    `low` and `high` are the ends of the scale (of `zscore` mean and standard deviation), None for those of the method;
    `reference` is a unit; `steps` are (from, points); `clip` holds the score within the scale, None as the method does.
    """

    method: str
    direction: int = 1
    worst: float | None = None
    best: float | None = None
    log: bool = False
    low: float | None = None
    high: float | None = None
    target: float | None = None
    reference: str = ""
    clip: bool | None = None
    steps: tuple[tuple[float, float], ...] = ()
    yes: Condition | None = None


GIVEN = Normalise("given")


@dataclass(frozen=True, slots=True)
class Tier:
    """A class of scores; in fixed bands those of `floor` and above, up to the next band."""

    label: str
    label_en: str
    floor: float = 0.0


@dataclass(frozen=True, slots=True)
class Tiering:
    """How scores become classes: fixed `bands`, `gaps` between sorted scores, or `natural` breaks.

    `least` is the smallest class as a share of the units; `sublevels` part each class in as many by `split` (count or score)
    but for the `whole` lowest; only `node` has classes, '' for all but indicators.
    """

    method: str = "bands"
    least: float = 0.0
    sublevels: tuple[str, ...] = ()
    split: str = "score"
    whole: int = 0
    node: str = ""


BANDS = Tiering()


@dataclass(frozen=True, slots=True)
class Methods:
    """What holds for the whole scheme. `over` is `period` or `periods`; `power` the exponent of the power mean.

    `threshold_of`: a threshold asks for `coverage` (share of the weight below that was observed), or for that share of the
    direct `children` to have a score.
    """

    order: tuple[str, ...] = STEPS
    screen: Screen | None = None
    filling: Filling = BY_SCORE
    over: str = "period"
    weigh: Mapping[str, str] = field(default_factory=dict)  # level of the children -> method
    power: float = 1.0
    threshold_of: str = "coverage"


PLAIN = Methods()
