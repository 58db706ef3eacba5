"""The social channels of the stand-in internet: who has an account, what is drawn for whom, how the truth is spread."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from pathlib import Path
from statistics import fmean

import pytest

from dsci import registry
from dsci.contract import TOPICS, Level, Status
from dsci.replica import app, draw, overlay, video, wechat, weibo, words
from dsci.replica.parts import SOCIAL
from dsci.replica.weibo.profile import profile
from dsci.replica.world import World

from .asking import accounts, get, read, truths, whole
from .telling_topics import topic_of

YES_NO = {
    "weibo.verified", "weibo.host_named", "weibo.name_consistent", "wechat.host_named", "wechat.name_consistent",
    "wechat.miniprogram_entry", "app.notes_given", "video.verified", "video.service_entry", "video.bilibili_verified",
    "app.seller_own", "app.elder_mode", "app.privacy_link", "video.name_consistent", "video.host_named",
}  # fmt: skip
ONE_OR_TWO = {"video.platforms_count"}


def test_the_same_seed_gives_the_same_bytes() -> None:
    again = World(whole().units, whole().portals)
    assert overlay.accounts(again) == overlay.accounts(whole())
    album = accounts(wechat, "wechat")[0].url.split()[0]
    articles = read(album)["getalbum_resp"]["article_list"]
    share = accounts(video, "douyin")[0].url.split()[0]
    for url in (album, articles[0]["url"], share):
        assert get(url).body == get(url, world=again).body


def test_another_seed_or_period_gives_another_truth() -> None:
    for other in (World(whole().units, whole().portals, seed=1), World(whole().units, whole().portals, "2024")):
        for part in SOCIAL:
            here, there = ([list(part.truth(world, unit)) for unit in whole().units[:20]] for world in (whole(), other))
            assert sum(a != b for a, b in zip(here, there, strict=True)) > 5


def test_accounts_stay_the_same_over_the_years_and_grow_in_number() -> None:
    before = {a.id for a in overlay.accounts(World(whole().units, whole().portals, "2022")) if a.role == "main"}
    now = {a.id for a in overlay.accounts(whole()) if a.role == "main"}
    assert before < now


def test_most_units_have_each_channel_and_provincial_ones_more_often() -> None:
    rows = overlay.accounts(whole())
    provincial = {u.code for u in whole().units if u.level is not Level.PREFECTURE}
    for platform, share in draw.SHARE.items():
        main = {a.unit for a in rows if a.platform == platform and a.role == "main"}
        absent = {a.unit for a in rows if a.platform == platform and a.role == "absent"}
        assert len(main) / len(whole().units) == pytest.approx(share, abs=0.04)
        assert len(absent) > (len(whole().units) - len(main)) / 2 > 0
        assert len(main) + len(absent) < len(whole().units)
        assert len(main & provincial) / len(provincial) > len(main) / len(whole().units)
    assert all(a.simulated and a.source == "replica" and a.checked == "2026-10-31" for a in rows)


def test_the_overlay_is_a_table_the_registry_reads(tmp_path: Path) -> None:
    overlay.write_overlay(whole(), tmp_path / "accounts.csv")
    read_back = [a for a in registry.accounts(tmp_path / "accounts.csv") if a.channel != "website"]
    assert read_back == overlay.accounts(whole())


def test_the_truth_is_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay, "parts", lambda: SOCIAL)
    overlay.write_truth(whole(), tmp_path / "truth.csv")
    lines = (tmp_path / "truth.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "unit,metric,value,status"
    assert len(lines) == len(truths()) + 1
    assert any(re.fullmatch(r"\d{6},weibo\.silent_days,,EMPTY", line) for line in lines)


def test_each_line_is_of_one_topic_and_sentences_of_none() -> None:
    lines = [(topic, words.headline(number, topic)) for topic in TOPICS for number in range(200)]
    assert all(topic_of(line) == topic for topic, line in lines)
    assert all(len({line for of, line in lines if of == topic}) > 8 for topic in TOPICS)
    telling = re.compile("预警|征集|投票|问卷|意见|办理|预约|指南|回复|答复|停水|天气|办法|条例|政策|会议|市长|景区|旅游|演出")
    assert not any(telling.search(sentence) for sentence in words.BODY)


def test_topics_are_drawn_by_quality() -> None:
    rng = random.Random(7)
    good, poor = (Counter(draw.topic(rng, quality) for _ in range(3000)) for quality in (0.9, 0.1))
    assert good.keys() == poor.keys() == set(TOPICS)
    assert good["service"] > 2 * poor["service"] and good["news"] < poor["news"]


def test_most_names_say_whose_account_it_is() -> None:
    for channel in ("weibo", "wechat"):
        names = {unit.code: draw.called(whole(), unit, channel) for unit in whole().units}
        telling = sum(registry.short_name(unit) in names[unit.code] for unit in whole().units)
        assert telling / len(names) == pytest.approx(0.85, abs=0.05)
        assert Counter(names.values()).most_common(1)[0][1] > 5


def test_every_metric_differs_between_units() -> None:
    values = defaultdict(set)
    for truth in truths():
        if truth.value is not None:
            values[truth.metric].add(truth.value)
    assert Counter(metric.partition(".")[0] for metric in values) == {"weibo": 23, "wechat": 24, "app": 20, "video": 25}
    for metric, distinct in values.items():
        assert len(distinct) >= (2 if metric in YES_NO | ONE_OR_TWO else 3), metric


def test_every_fault_and_status_occurs() -> None:
    seen = defaultdict(set)
    for truth in truths():
        seen[truth.metric.partition(".")[0]].add(truth.status)
        assert (truth.value is None) is (truth.status not in (Status.OK, Status.CENSORED))
    usual = {Status.OK, Status.EMPTY, Status.ABSENT, Status.NOT_TRIED}
    assert seen["weibo"] == usual | {Status.CENSORED, Status.LOGIN_REQUIRED, Status.CHANGED_SHAPE, Status.NOT_DECIDED}
    assert seen["wechat"] == usual | {Status.THROTTLED, Status.CENSORED, Status.LOGIN_REQUIRED, Status.CHANGED_SHAPE}
    refused = {Status.BLOCKED, Status.THROTTLED, Status.CHANGED_SHAPE}
    assert seen["app"] == usual | refused | {Status.DELISTED, Status.HTTP_ERROR, Status.CENSORED}
    # a platform that nobody knows of: at least so many
    assert seen["video"] == usual | {Status.CENSORED, Status.BLOCKED, Status.LOGIN_REQUIRED}


def test_faults_strike_a_few_percent() -> None:
    for channel, faults in (("weibo", weibo.FAULTS), ("app", app.FAULTS), ("douyin", video.FAULTS["douyin"])):
        struck = [draw.struck(whole(), unit, channel, faults) for unit in whole().units]
        assert {f.name for f in struck if f} == {f.name for f in faults}
        assert 0.02 < sum(f is not None for f in struck) / len(struck) < 0.16


def test_better_units_do_better() -> None:
    ranked = sorted(whole().units, key=lambda unit: whole().quality(unit, "weibo"))
    worst, best = (fmean(len(profile(whole(), unit).posts) for unit in some) for some in (ranked[:100], ranked[-100:]))
    assert best > 2 * worst
