"""One account being visited: what was proposed, what was paid for, when it is enough, how complete it was in the end."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..contract import Account, Completeness, Page, Status, Target
from .plan import Key, Plan, Step, host_of, sound

REFUSALS = 3  # answers of one host after which its further links are left alone
REFUSING = frozenset({Status.THROTTLED, Status.BLOCKED})


@dataclass
class Tally:
    """The looks of one purpose, by address as proposed."""

    known: set[str] = field(default_factory=set)
    looked: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    ended: str = ""


@dataclass
class Visit:
    """`out` looks are under way; what is `made` is not made again. It can go on in another process: see `Plan.here`."""

    account: Account
    plan: Plan
    out: int = 0
    done: bool = False
    proposed: dict[Key, Step] = field(default_factory=dict)
    made: set[Key] = field(default_factory=set)
    waiting: dict[str, deque[Step]] = field(default_factory=dict)  # chosen, by host
    seen: set[str] = field(default_factory=set)  # addresses of what is made
    spent: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    bytes: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    tallies: dict[str, Tally] = field(default_factory=dict)

    def propose(self, target: Target, depth: int) -> None:
        """Notes a look. Proposed twice, the better place counts, whoever came first."""
        key = (target.purpose, target.url)
        if key in self.made or not sound(target.url):
            return
        self.tally(target.purpose).known.add(target.url)
        other = self.proposed.get(key)
        step = Step(target, depth, key)
        self.proposed[key] = min(other, step, key=_standing) if other else step

    def next_looks(self) -> list[Step]:
        """The looks to make next, one a host: of this stage, where some wait for hosts that may be asked here; of the next one
        where none waits anywhere. Empty where there are none, or all wait for hosts elsewhere."""
        while not (steps := self.firsts()) and self.proposed and not self.away:
            if steps := self.stage():
                break
        return steps

    def stage(self) -> list[Step]:
        """The first looks of the next stage, one a host. Of those proposed it has what the plan pays for, in its order; the
        others are let go."""
        chosen = sorted(self.proposed.values(), key=self.plan.standing)
        chosen = [s for s in chosen if s.target.purpose not in self.plan.late] or chosen
        for step in chosen:
            del self.proposed[step.key]
            address = self.plan.same(step.target.url)
            if step.target.purpose in self.plan.once and address in self.seen:
                self.tally(step.key[0]).known.discard(step.key[1])
            elif why := self.why_not(step):
                self.let_go(step, why)
            else:
                self.spent[step.target.purpose] += 1
                self.made.add(step.key)
                self.seen.add(address)
                self.wait(step)
        return self.firsts()

    def wait(self, step: Step) -> None:
        """Lets a look that was chosen wait for its host."""
        self.waiting.setdefault(step.host, deque()).append(step)

    def firsts(self) -> list[Step]:
        """The first look that waits for each host that may be asked here."""
        return [first for host in list(self.waiting) if (first := self.following(host))]

    def following(self, host: str) -> Step | None:
        """The next look at a host, None where no more are made here: one goes out when the one before is settled."""
        queue = self.waiting.get(host, deque())
        while queue and self.plan.here(host):
            step = queue.popleft()
            if not (why := self.enough(step)):
                return step
            self.let_go(step, why)
        return None

    @property
    def away(self) -> list[str]:
        """The hosts that looks of this stage wait for, and that are not asked here."""
        return [host for host, queue in self.waiting.items() if queue and not self.plan.here(host)]

    @property
    def parked(self) -> bool:
        """True where all that is left of this stage is to be done elsewhere."""
        here = any(queue and self.plan.here(host) for host, queue in self.waiting.items())
        return not self.out and not here and bool(self.away)

    def why_not(self, step: Step) -> str:
        """Why the look is not chosen; '' if it is."""
        purpose, plan = step.target.purpose, self.plan
        pages = sum(n for name, n in self.spent.items() if name not in plan.unpaid)
        if plan.bounds.depth and step.depth > plan.bounds.depth:
            return "depth"
        if plan.bounds.pages and pages >= plan.bounds.pages and purpose not in plan.unpaid:
            return "pages"
        return self.enough(step) or ("budget" if self.spent[purpose] >= plan.budgets.get(purpose, 0) else "")

    def enough(self, step: Step) -> str:
        """Why the look is not made now that others have cost so much, if so."""
        bounds = self.plan.bounds
        if bounds.minutes and self.seconds >= bounds.minutes * 60:
            return "minutes"
        if bounds.megabytes and self.bytes >= bounds.megabytes * 1024 * 1024:
            return "bytes"
        spared = step.target.purpose in self.plan.unpaid and self.refusals[host_of(step.target.url)] >= REFUSALS
        return "throttled" if spared else ""

    def let_go(self, step: Step, why: str) -> None:
        """Notes a look that is not made."""
        tally = self.tally(step.key[0])
        if tally.ended in ("", "budget"):
            tally.ended = why

    def count(self, step: Step, page: Page, size: int, timeout: float) -> None:
        """Adds up what an attempt cost. Kept looks cost what they cost when they were made."""
        self.seconds += page.seconds or (timeout if page.status is Status.TIMEOUT else 0.0)
        self.bytes += size
        self.tally(step.key[0]).looked.add(step.key[1])

    def settle(self, step: Step, status: Status) -> None:
        """Notes how a look ended for good."""
        if not status.failed:
            self.tally(step.key[0]).answered.add(step.key[1])
        if status in REFUSING:
            self.refusals[host_of(step.target.url)] += 1

    def tally(self, purpose: str) -> Tally:
        return self.tallies.setdefault(purpose, Tally())

    def completeness(self, run: str) -> Iterator[Completeness]:
        """How much of what was known was looked at, per purpose."""
        unit, channel, account = self.account.unit, self.account.channel, self.account.id
        for purpose, tally in sorted(self.tallies.items()):
            known, looked, answered = len(tally.known), len(tally.looked), len(tally.answered)
            ended = tally.ended if looked < known else ""
            yield Completeness(unit, channel, account, run, purpose, known, looked, answered, ended)


def _standing(step: Step) -> tuple[int, int, str, str]:
    return step.depth, step.target.order, step.target.about, step.target.method
