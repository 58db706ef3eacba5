"""What an inspection prints: findings as lines that an office can hand on, and the verdict in words that keep apart what
is the state's rule and what is this project's own check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ... import registry
from ...contract import Finding
from ...index.rulebook.book import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Book, Rule
from ...index.rulebook.verdict import UNVERIFIED, Gate, Score, Verdict
from .workbook import Linked

COLUMNS = (
    ("代码", "code"), ("名称", "unit"), ("检查表", "book"), ("部分", "part"), ("指标", "item"), ("规则编号", "rule"),
    ("规则", "wording"), ("依据", "basis"), ("性质", "severity"), ("结果", "outcome"), ("所见", "seen"), ("处数", "count"),
    ("分值", "points"), ("页面", "page"), ("证据 SHA-256", "evidence SHA-256"), ("周期", "period"), ("模拟数据", "simulated"),
)  # fmt: skip
HEADS = {"zh": tuple(zh for zh, _ in COLUMNS), "en": tuple(en for _, en in COLUMNS)}
VERDICT_HEADS = {"zh": ("代码", "名称", "检查表", "周期", "结论"), "en": ("code", "unit", "book", "period", "verdict")}
BASIS = {"published": "官方条文", "own": "自拟检查", "unverified": "条文待核"}
SEVERITY = {"veto": "单项否决", "deduction": "扣分", "bonus": "加分", "advice": "对照清单", "flag": "标记, 供人工复核"}
RESULT = {FAIL: "不符合", NOT_DECIDED: "未判定", PASS: "符合", NOT_APPLICABLE: "不适用"}
SUBJECT = {"website": "网站", "weibo": "微博", "wechat": "微信", "app": "客户端", "video": "短视频"}


@dataclass(frozen=True, slots=True)
class Inspected:
    """One unit by one book."""

    unit: str
    book: Book
    period: str
    findings: Sequence[Finding]
    verdict: Verdict

    @property
    def name(self) -> str:
        return registry.units()[self.unit].name

    @property
    def simulated(self) -> bool:
        return any(f.simulated for f in self.findings)


def severity(finding: Finding, rule: Rule) -> str:
    """What a finding does, with 自拟 before what this project adds."""
    named = SEVERITY[finding.severity]
    return f"自拟{named}" if rule.status == "own" and finding.severity in ("deduction", "bonus") else named


def result(finding: Finding) -> str:
    """The outcome; a bonus is earned or not, a flag stands or not."""
    if finding.severity == "flag":
        return {PASS: "无标记", FAIL: "有标记"}.get(finding.outcome, RESULT[finding.outcome])
    if finding.severity == "bonus":
        return {PASS: "得分", FAIL: "未得分"}.get(finding.outcome, RESULT[finding.outcome])
    return RESULT[finding.outcome]


def shown(finding: Finding, everything: bool) -> bool:
    """True for what is printed by default: what fails or could not be judged; a bonus by whether it is earned."""
    return everything or finding.outcome in ((PASS,) if finding.severity == "bonus" else (FAIL, NOT_DECIDED))


def rows(found: Inspected, everything: bool) -> Iterator[list[object]]:
    """The findings as cells in the order of HEADS."""
    rules = found.book.by_id
    for f in found.findings:
        if shown(f, everything):
            rule = rules[f.rule]
            yield [
                f.unit, found.name, found.book.id, rule.part, rule.item, f.rule, f.wording, BASIS[rule.status],
                severity(f, rule), result(f), f.seen, f.count, signed(f), Linked(f.url, f.url), f.sha256, f.period,
                "是" if f.simulated else "",
            ]  # fmt: skip


def signed(finding: Finding) -> float | None:
    """Points taken as a negative number, given as a positive one."""
    if finding.points is None:
        return None
    return finding.points if finding.severity == "bonus" else -finding.points


def verdict_rows(found: Iterable[Inspected]) -> Iterator[list[object]]:
    """The verdicts as cells in the order of VERDICT_HEADS, one a line of each."""
    for one in found:
        for line in verdict_lines(one):
            yield [one.unit, one.name, one.book.id, one.period, line]


def verdict_lines(found: Inspected) -> Iterator[str]:
    """The verdict in words."""
    for gate in found.verdict.gates:
        yield _gate(gate, found.book)
    score = found.verdict.score
    if score is not None:
        yield _score(score, found.book)
    elif found.book.frame.full is not None:
        yield "已触发单项否决, 按规则不再计分"
    note = " (模拟数据)" if found.simulated else ""
    flags = Counter(f.outcome for f in found.findings if f.severity == "flag")
    if flags:
        rest = f"未见异常 {flags[PASS]} 项, 未判定或不适用 {flags.total() - flags[FAIL] - flags[PASS]} 项"
        yield f"标记 {flags[FAIL]} 处, 供人工复核, 不作任何结论; {rest}{note}"
    if any(rule.effect != "flag" for rule in found.book.rules):
        yield f"不符合 {found.verdict.failures} 处{note}"


def _gate(gate: Gate, book: Book) -> str:
    own = [r for r in book.rules if r.effect == "veto" and r.subject == gate.subject]
    basis = BASIS["published" if any(r.status == "published" for r in own) else "unverified"]
    head = f"{SUBJECT.get(gate.subject, gate.subject)}单项否决({basis}): "
    rest = f"; 另有 {len(gate.persons)} 条须人工判定" if gate.persons else ""
    if gate.outcome == FAIL:
        return f"{head}不合格 — {_named(gate.failed)}{rest}"
    if gate.outcome == UNVERIFIED:
        return f"{head}仅触发条文待核的规则, 不作官方结论 — {_named(gate.failed)}{rest}"
    if gate.outcome == NOT_DECIDED:
        return f"{head}未能判定" + (f" — {_named(gate.undecided)}" if gate.undecided else "") + rest
    return f"{head}{'不适用' if gate.outcome == NOT_APPLICABLE else '机器可判各条均未触发'}{rest}"


def _named(rules: Iterable[Rule]) -> str:
    return ", ".join(f"{r.item}({r.id}{', 条文待核' if r.status == 'unverified' else ''})" for r in rules)


def _score(score: Score, book: Book) -> str:
    own = any(r.status == "own" for r in book.rules if r.effect in ("deduction", "bonus"))
    head = "自拟扣分/加分(本项目自拟检查, 非官方结论)" if own else "综合评分(官方分值)"
    text = f"{head}: {score.full:g} − {score.full - score.base:g} = {score.base:g}"
    if score.bonus:
        text += f", 加分 {score.bonus:g}, 合计 {score.total:g}"
    if score.passed is not None:
        mark = "" if book.frame.passing_status == "published" else ", 合格线未能核实"
        text += f"; {'不低于' if score.passed else '低于'} {book.frame.passing:g}{mark}"
    return text + (f"; {score.undecided} 条未能判定" if score.undecided else "")
