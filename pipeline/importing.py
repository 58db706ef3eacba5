"""Files that owners and vendors hand over, into the store: every look of every file, or none at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from ..channels import IMPORT, channels, read
from ..channels.imports import book
from ..channels.imports.files import Unreadable, sheets
from ..channels.imports.gather import Gathered, Handed, Terms, gather
from ..channels.imports.grid import grids
from ..channels.imports.whose import Asked, Known
from ..contract import IMPORTED, Account, Answer, Fact, Method, Page, Status, china_text, page_id
from ..registry import units
from ..store import Look, Store
from .handed import File, plain

NOBODY, UNSAID = Asked(), Terms()


@dataclass(frozen=True, slots=True)
class Plan:
    """What holds for an import: by whom, of whom, when; `now` is the wall clock, `correct` lets a file replace its namesake."""

    channel: str
    now: datetime
    method: Method = Method.IMPORT_OWNER
    asked: Asked = NOBODY
    terms: Terms = UNSAID
    correct: bool = False


def import_files(store: Store, plan: Plan, files: Sequence[File], registered: Sequence[Account]) -> list[Gathered]:
    """What each file gave, all of it kept in the store. ValueError, and nothing kept, where a file can't be read or a look
    contradicts what the store has."""
    known = known_accounts(store, plan.channel, registered)
    found, looks = [], list[Look]()
    for file in files:
        try:
            gathered = gathered_from(file, plan, known)
        except Unreadable as fault:
            raise ValueError(f"{file.name}：{fault}") from fault
        found.append(gathered)
        looks += [look_of(file, handed, plan) for handed in gathered.looks]
    pages = [look.page for look in looks]
    _one_world(store, plan.channel, pages)
    old = _namesakes(store, plan.channel, pages, plan.correct)
    rows = [row for g in found for row in g.accounts] or known
    store.put(_new_accounts(store, plan.channel, rows, {p.unit for p in pages} | {a.unit for g in found for a in g.accounts}))
    fresh = [look for look in looks if look.page.id not in old.same]
    if fresh:
        store.write(fresh, f"{fresh[0].page.run}/{plan.channel}")
    if old.other:
        store.replace({kind: {"page": old.other} for kind in channels()[plan.channel].kinds} | {Page: {"id": old.other}}, ())
    return found


def known_accounts(store: Store, channel: str, registered: Sequence[Account]) -> list[Account]:
    """The accounts of a channel that rows may belong to: the store's, and the registry's beside them where both are real."""
    kept = store.rows(Account, channel=channel)
    if any(a.simulated for a in kept):
        registered = [a for a in registered if a.simulated]
    named = {(a.unit, a.platform, a.id, a.valid_from) for a in registered}
    own = [a for a in kept if (a.unit, a.platform, a.id, a.valid_from) not in named]
    return [*(a for a in registered if a.channel == channel), *own]


def gathered_from(file: File, plan: Plan, known: Sequence[Account]) -> Gathered:
    """The looks and accounts in a file, by either kind of table. Unreadable where it is none."""
    read_sheets = sheets(file.data)
    if not book.is_exact(read_sheets):
        return gather(file.name, grids(read_sheets, plan.channel), Known(plan.channel, known, plan.asked), plan.terms)
    accounts, wrong = book.registered(file.name, read_sheets, plan.channel, units())
    listed = {(a.unit, a.platform, a.id) for a in accounts}
    others = [a for a in known if (a.unit, a.platform, a.id) not in listed]
    found = book.gather(file.name, read_sheets, Known(plan.channel, [*accounts, *others], plan.asked))
    found.accounts = accounts
    found.read += len(accounts) + len(wrong)
    found.accepted += len(accounts)
    found.rejected += wrong
    return found


def look_of(file: File, handed: Handed, plan: Plan) -> Look:
    """The look with its facts, read from the very bytes that are kept."""
    account, run = handed.account, f"import-{file.sha256[:12]}"
    name = plain(file.name)
    last = f"/{handed.number}" if handed.number > 1 else ""
    url = f"{IMPORT}{name}#{plan.channel}/{handed.purpose}/{account.id}{last}"
    page = Page(
        page_id(run, plan.channel, account.unit, handed.purpose, f"{url} {account.platform} {handed.seen_at.isoformat()}"),
        url, account.unit, plan.channel, account.id, handed.purpose, run, 0, plan.now, handed.seen_at, Status.OK,
        content_type="application/json", sha256=sha256(handed.body).hexdigest(), method=handed.method or plan.method,
        simulated=account.simulated, about=f"{name} sha256:{file.sha256}",
    )  # fmt: skip
    extract = read(channels()[plan.channel], Answer(page, handed.body, page.content_type))
    if extract.status is Status.CHANGED_SHAPE and not handed.exact:
        raise ValueError(f"{file.name}: {handed.purpose} of {account.id}: {extract.reason}")
    page = replace(page, status=extract.status, reason=extract.reason)
    facts: tuple[Fact, ...] = extract.facts
    return Look(page, (), handed.body, None, facts)


def _one_world(store: Store, channel: str, pages: Sequence[Page]) -> None:
    """ValueError where simulated and real looks would share the store."""
    flags = {flag for (flag, _count) in store.count(Page, "simulated", channel=channel)} | {p.simulated for p in pages}
    if len(flags) > 1:
        raise ValueError("模拟数据和真实数据不能放在同一个数据库里")


@dataclass(frozen=True, slots=True)
class _Old:
    same: frozenset[str]  # ids of looks that the store has just so
    other: tuple[str, ...]  # ids of looks of a file of that name that said something else


def _namesakes(store: Store, channel: str, pages: Sequence[Page], correct: bool) -> _Old:
    """What the store has of files of these names, accounts and moments. ValueError where it differs and may not be replaced."""
    kept = {p.id: p for p in store.rows(Page, channel=channel, method=sorted(IMPORTED))}
    places = {(p.url, p.unit, p.seen_at) for p in pages}
    mine = {p.id: p for p in pages}
    same = frozenset(n for n, p in mine.items() if n in kept and (kept[n].sha256, kept[n].method) == (p.sha256, p.method))
    other = tuple(n for n, p in kept.items() if (p.url, p.unit, p.seen_at) in places and n not in mine)
    if other and not correct:
        page = kept[other[0]]
        raise ValueError(
            f"{page.about.split(' sha256:')[0]}：同名文件已导入过，账号 {page.account} 在 {china_text(page.seen_at)} 的内容"
            "与这次不同。如果这次是更正，请加 --correct；如果两份都对，请把文件改成不同的名字"
        )
    return _Old(same, other)


def _new_accounts(store: Store, channel: str, known: Sequence[Account], codes: set[str]) -> list[Account]:
    """The accounts of these units that the store lacks."""
    kept = {(a.unit, a.platform, a.id, a.valid_from) for a in store.rows(Account, channel=channel)}
    return [a for a in known if a.unit in codes and (a.unit, a.platform, a.id, a.valid_from) not in kept]
