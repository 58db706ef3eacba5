"""Draws the column of letters: what is asked, when it is answered and how, what the office promises and shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from .answering import Office, sentences
from .families import Family
from .lots import Lots
from .profile import Letter, LetterBox
from .words import Voice, words

HEADS = (
    ("来信主题", "来信类别", "受理单位", "来信时间", "回复时间", "办理状态"),
    ("标题", "类型", "答复单位", "提交时间", "答复时间", "状态"),
    ("信件标题", "信件类型", "办理单位", "写信时间", "办结时间", "状态"),
    ("标题", "类型", "回复部门", "留言时间", "回复时间", "办理状态"),
)
PENDING = ("", "-", "待回复", "办理中")
STAMPS = ("{0:%Y-%m-%d}",) * 4 + ("{0:%Y-%m-%d} 09:{0:%d}",)
SHAPES = ("table",) * 6 + ("list",) * 3 + ("script",)
AS_SCRIPT = ("110000",)  # Beijing's letters come as a script's object
FEED = "/hudong/hdjl/sindex/bjah-index-hdjl!letterListJson.action"
PROMISES = (5, 7, 10, 15, 20)
PROMISED = (  # 工作日, then calendar days
    "承诺{0}个工作日内答复。", "一般来信{0}个工作日内办结。", "来信自受理之日起{0}个工作日内回复。", "办理时限：{0}个工作日",
    "自受理之日起{0}日内答复。",
)  # fmt: skip
FOLLOWUP = ("我要评价", "满意度评价", "回访", "办理结果评价")
KNOWLEDGE = ("知识库", "常见问题", "政策问答库")
RATED_HEADS = ("满意度", "评价", "办理评价")
CONTENT, DISCONTENT = ("非常满意", "满意", "满意", "基本满意"), ("不满意", "非常不满意")


def draw_letters(lots: Lots, family: Family, voice: Voice) -> LetterBox | None:
    """The column of letters, if the portal has one."""
    if not lots.has("letters", 0.5, 1.0):
        return None
    name, _, slug = lots.pick("letters name", words().columns["letters"]).format_map(vars(voice)).partition("|")
    shape = "script" if lots.unit.code in AS_SCRIPT else lots.pick("letter shape", SHAPES)
    promise = lots.pick("promise", PROMISES) if lots.has("promises", 0.3, 0.95) else None
    places = ("letter",) if shape == "script" else ("list", "list", "letter")
    rated = lots.pick("rated where", places) if lots.has("rated", 0.1, 0.9) else ""
    wants = lots.pick("followup where", ("list", "letter")) if rated or lots.has("followup", 0.2, 0.95) else ""
    return LetterBox(
        name=name,
        address=family.letters.format(slug=slug),
        next_address=family.letters_page.format(slug=slug),
        heads=lots.pick("letter heads", HEADS),
        stamp=lots.pick("letter stamp", STAMPS),
        pending=lots.pick("pending", PENDING),
        letters=tuple(Letters(lots, voice, promise, rated).draw()),
        shape=shape,
        promise=promise,
        promised=lots.pick("promised", PROMISED).format(promise) if promise else "",
        followup=wants,
        knowledge=lots.pick("letters knowledge words", KNOWLEDGE) if lots.has("letters knowledge", 0.05, 0.8) else "",
        rated=rated,
        rated_head=lots.pick("rated head", RATED_HEADS),
        linked=shape == "list" or lots.luck("letters linked") < 0.94,
        feed=f"{FEED}?page.pageNo=1&page.pageSize={LetterBox.SIZE}" if shape == "script" else "",
        on_home=5 if shape != "script" and lots.luck("letters on home") < 0.35 else 0,
    )


@dataclass(frozen=True)
class Letters:
    """The letters of one portal, to be drawn."""

    lots: Lots
    voice: Voice
    promise: int | None
    rated: str

    def draw(self) -> Iterator[Letter]:
        """8 to 30 letters, newest first. The best answer nearly all within some days; a few boxes are old, a few never answer."""
        lots, rng, more = self.lots, self.lots.rng("letters"), self.lots.rng("letters more")
        office = Office(self.voice, lots.rng("answers"))
        age = rng.uniform(200, 500) if rng.random() < 0.05 else rng.uniform(0, 12)
        answering = 0.0 if rng.random() < 0.04 else lots.between(0.35, 1.0)
        for n in range(rng.randint(8, 2 * LetterBox.SIZE)):
            asked, took = int(age), self.settled(reply_days(lots, rng))
            title = self.voice.say(rng, rng.choice(words().titles["letter"]))
            department = self.voice.say(rng, "{org}{dept}{bureau}")
            answered = took <= asked and rng.random() < answering
            number = f"{lots.unit.code}{lots.world.period[2:]}{3400 - n}"
            if answered or not self.unsettled(asked):
                day = lots.day(asked - took) if answered else None
                yield self.letter(office, more, Letter(number, title, title[-2:], department, lots.day(asked), day))
            age += rng.expovariate(1 / lots.between(14, 3))

    @property
    def open_days(self) -> tuple[int, int]:
        """Days that a promise may or may not cover, by holidays and shifted working days: nothing happens after so many."""
        return (self.promise - 2, 2 * self.promise + 15) if self.promise else (0, 0)

    def unsettled(self, days: int) -> bool:
        early, late = self.open_days
        return early < days < late

    def settled(self, days: int) -> int:
        """Days to an answer, clearly within the promise or clearly beyond."""
        early, late = self.open_days
        return days if not self.unsettled(days) else early if 2 * days < early + late else late

    def letter(self, office: Office, rng: Random, letter: Letter) -> Letter:
        """The letter with its words; where it is answered, with the answer and what the citizen thinks of it."""
        letter = replace(letter, text=office.letter(letter.title))
        if letter.answered is None:
            return letter
        answer, template = self.answer(office, rng, letter.number, letter.answered)
        content = rng.random() < self.lots.between(0.55, 0.98)
        thought = rng.choice(CONTENT if content else DISCONTENT) if self.rated and rng.random() < 0.8 else ""
        return replace(letter, satisfaction=thought, answer=answer, template=template)

    def answer(self, office: Office, rng: Random, number: str, day: date) -> tuple[str, int | None]:
        """The answer, and its template if it is by one; each portal has its favourite."""
        if rng.random() > self.lots.between(0.95, 0.02):
            return office.own(), None
        first = int(self.lots.luck("template") * len(sentences()["templates"]))
        template = first if rng.random() < 0.85 else (first + 1) % len(sentences()["templates"])
        return office.by_template(template, number, day), template


def reply_days(lots: Lots, rng: Random) -> int:
    """Days from letter to answer, 1 to 40."""
    return min(40, max(1, round(rng.lognormvariate(0, 0.5) * lots.between(18, 2))))
