"""Corrections after an appeal: kept beside what was measured, in its place wherever scores are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import isfinite
from pathlib import PurePath

from ..channels import IMPORT, metrics
from ..channels.rubrics import FULL, rated
from ..contract import Method, Metric, Observation, Override, Page, Status, page_id
from ..store import Look, Store
from ..store.world import simulated
from .handed import File, plain

Place = tuple[str, str, str]  # unit, metric, period
CHANNEL = "override"  # under which evidence files lie among the pages
VALUED = (Status.OK, Status.CENSORED)
MOST = 20_000_000  # bytes of an evidence file


def in_force(rows: Iterable[Override]) -> dict[Place, Override]:
    """The corrections that count, by unit, metric and period: of each the latest, unless that withdrew it."""
    last: dict[Place, Override] = {}
    for row in sorted(rows, key=lambda row: row.at):
        last[row.unit, row.metric, row.period] = row
    return {place: row for place, row in last.items() if not row.withdrawn}


def observations_in_force(store: Store, **where: object) -> list[Observation]:
    """The observations of those column values (unit, metric, period), each corrected one as its correction says."""
    return sorted(each_in_force(store, **where), key=lambda o: (o.unit, o.metric, o.period))


def each_in_force(store: Store, **where: object) -> Iterator[Observation]:
    """The same one by one, so that memory holds few of them; those that were never measured come last."""
    rows = in_force(store.rows(Override, **where))
    for measured in store.each(Observation, **where):
        row = rows.pop((measured.unit, measured.metric, measured.period), None)
        yield corrected(row, measured) if row else measured
    stand_in = simulated(store) if rows else False
    yield from (corrected(row, None, stand_in) for row in rows.values())


def places_in_force(store: Store, period: str) -> tuple[set[str], set[str]]:
    """The units and the metrics that have an observation in a period, measured or as a correction says."""
    rows = in_force(store.rows(Override, period=period)).values()
    units, metrics = ({row[0] for row in store.count(Observation, name, period=period)} for name in ("unit", "metric"))
    return units | {row.unit for row in rows}, metrics | {row.metric for row in rows}


def measured_before(store: Store, unit: str, period: str) -> dict[str, str]:
    """What was measured of a unit where a correction counts now, by metric: status, and value if it had one."""
    measured = {o.metric: o for o in store.rows(Observation, unit=unit, period=period)}
    found = {}
    for row in in_force(store.rows(Override, unit=unit, period=period)).values():
        was = measured.get(row.metric)
        value = f" {was.value:g}" if was and was.value is not None else ""
        found[row.metric] = f"{was.status if was else Status.NOT_TRIED}{value}"
    return found


def corrected(row: Override, measured: Observation | None, stand_in: bool = False) -> Observation:
    """The observation as the correction has it; of one that was never measured, of the correction's own moment and of the
    store's world (`stand_in`: the simulated one)."""
    channel = row.metric.split(".", 1)[0]
    blank = Observation(row.unit, channel, row.metric, row.period, row.at, None, Status.NOT_TRIED, simulated=stand_in)
    return replace(
        measured or blank, value=row.value, status=row.status, bound=None, method=str(Method.OVERRIDE),
        reason=f"override: {row.reason} ({row.name})",
    )  # fmt: skip


def keep_override(store: Store, row: Override, proof: File | None) -> Override:
    """Keeps a correction with its evidence file, and gives it as kept. ValueError says what is wrong with it."""
    metric = metrics().get(row.metric)
    if metric is None:
        raise ValueError(f"no metric {row.metric!r}; dsci dictionary lists them")
    if not (row.reason.strip() and row.name.strip()):
        raise ValueError("a reason and a name are wanted")
    _refuse_out_of_turn(store, row)
    if row.withdrawn:
        store.put([row])
        return row
    if proof is None or not proof.data or len(proof.data) > MOST:
        raise ValueError(f"an evidence file of 1 to {MOST} bytes is wanted")
    _refuse_value(metric, row)
    row = replace(row, evidence=proof.sha256, file=PurePath(proof.name).name)
    page = _page(store, row)
    store.write([Look(page, (), proof.data)] if not store.rows(Page, id=page.id) else [], CHANNEL, [row])
    return row


def _refuse_out_of_turn(store: Store, row: Override) -> None:
    """ValueError where the row is no later than what is kept of its place, or withdraws what is not in force."""
    kept = store.rows(Override, unit=row.unit, metric=row.metric, period=row.period)
    if any(other.at >= row.at for other in kept):
        raise ValueError("the clock stands before the last override of this observation")
    if row.withdrawn and not in_force(kept):
        raise ValueError(f"no override of {row.unit} {row.metric} {row.period} is in force")


def _refuse_value(metric: Metric, row: Override) -> None:
    if (row.value is not None) != (row.status in VALUED):
        raise ValueError(f"status {row.status} {'has no' if row.value is not None else 'wants a'} value")
    if row.value is None:
        return
    if not isfinite(row.value):
        raise ValueError(f"{row.value} is no finite number")
    if metric.unit == "share" and not 0 <= row.value <= 1:
        raise ValueError(f"{metric.id} is a share, from 0 to 1; not {row.value:g}")
    if metric.id in rated() and not 0 <= row.value <= FULL:
        raise ValueError(f"{metric.id} is rated, from 0 to {FULL:g}; not {row.value:g}")
    if metric.unit == "是/否" and row.value not in (0, 1):
        raise ValueError(f"{metric.id} is 1 (yes) or 0 (no); not {row.value:g}")


def _page(store: Store, row: Override) -> Page:
    """The look at the evidence file. One file of one unit is kept once."""
    run, url = f"override-{row.evidence[:12]}", f"{IMPORT}{plain(row.file)}#{CHANNEL}/{row.unit}"
    return Page(
        page_id(run, CHANNEL, row.unit, "evidence", url), url, row.unit, CHANNEL, "", "evidence", run, 0, row.at, row.at,
        Status.OK, content_type="application/octet-stream", sha256=row.evidence, method=Method.OVERRIDE,
        simulated=simulated(store), about=f"{row.file} sha256:{row.evidence}",
    )  # fmt: skip
