"""dsci site on a small store: what is shown is what the store and the scoring hold."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from lxml import html
from openpyxl import load_workbook

from dsci.channels import channels
from dsci.cli import main
from dsci.commands.asked.base import base_given
from dsci.commands.shown.swapped import WRITTEN
from dsci.contract import Evidence, Page, Status
from dsci.index.scheme import available, load
from dsci.index.steps.normalise import METHODS
from dsci.pipeline import score_period
from dsci.pipeline.site import scheme_page
from dsci.pipeline.site.chinese import said, words
from dsci.store import open_store
from dsci.templates.phrases import phrases
from dsci.templates.words import LIMITS, clean, web_address

from .given import BEIJING, GOOD, HANGZHOU, LAST, SEEN, ZHEJIANG, default, observed, scored


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("site")
    store = open_store(str(folder / "store"))
    for period, good in (("2025", LAST), ("2026", GOOD)):
        rows = [o for unit, quality in good.items() for o in observed(unit, quality, period)]
        store.put(o for o in rows if (o.unit, o.metric) != (BEIJING, "website.english_version"))
    store.put(replace(o, period="2024Q4") for unit in GOOD for o in observed(unit, 0.1, "2024"))
    score_period(store, default(), "2024Q4", draws=5)
    page = Page("ab" * 16, "https://www.zj.gov.cn/", ZHEJIANG, "website", "", "home", "run", 0, SEEN, SEEN, Status.OK)
    store.put([page, Evidence(ZHEJIANG, "website.search_works", "2026", page.id)])
    scored(store)
    done = CliRunner().invoke(main, ["site", "--out", str(folder / "out"), "--store", str(folder / "store"), "--lang", "zh"])
    return folder / "out", done


def rows(out: Path, page: str, table: str) -> dict[str, list[str]]:
    """Cells by unit of a table of rankings."""
    lines = html.fromstring((out / page).read_bytes()).xpath(f"//table[@id='{table}']/tbody/tr")
    return {line.get("data-code"): [" ".join(c.text_content().split()) for c in line] for line in lines}


def test_every_unit_and_every_scored_period_has_its_pages(built: tuple[Path, Result]) -> None:
    out, done = built
    assert done.exit_code == 0, done.output
    assert {p.name for p in out.iterdir()} <= WRITTEN
    assert {p.stem for p in (out / "u").glob("*.html")} == set(GOOD) == {p.stem for p in (out / "e").glob("*.html")}
    assert {"dsci-2026-2026-provincial.html", "dsci-2026-2025-prefecture.html"} <= {p.name for p in (out / "r").iterdir()}


def test_page_csv_and_workbook_have_the_same_scores(built: tuple[Path, Result]) -> None:
    out, _ = built
    shown = rows(out, "r/dsci-2026-2026-prefecture.html", "ranking")
    with (out / "d/rankings-prefecture.csv").open(encoding="utf-8-sig") as file:
        table = {line["代码"]: float(line["综合指数"]) for line in csv.DictReader(file)}
    sheet = load_workbook(out / "d/dsci-2026.xlsx")["排名 地级"]
    head, *lines = sheet.iter_rows(values_only=True)
    book = {line[0]: line[head.index("综合指数")] for line in lines}
    assert set(shown) == set(table) == set(book) and HANGZHOU in shown
    for code, score in table.items():
        assert shown[code][3] == f"{score:.1f}" and book[code] == pytest.approx(score)


def test_a_change_is_against_the_year_before(built: tuple[Path, Result]) -> None:
    out, _ = built
    now, then = (rows(out, f"r/dsci-2026-{year}-provincial.html", "ranking") for year in ("2026", "2025"))
    assert now[ZHEJIANG][-1].startswith("▲") and now[BEIJING][-1] == "持平"
    assert then[ZHEJIANG][-1] == "—", "a quarter is not the year before"


def test_units_are_compared_in_what_the_first_of_them_lacks_too(built: tuple[Path, Result]) -> None:
    out, _ = built
    named = ["english_version" in (out / f"data/{name}.js").read_text() for name in ("metrics", f"u/{ZHEJIANG}", f"u/{BEIJING}")]
    assert named == [True, True, False]


def test_an_indicator_leads_to_its_look(built: tuple[Path, Result]) -> None:
    out, _ = built
    unit = html.fromstring((out / f"u/{ZHEJIANG}.html").read_bytes())
    assert f"../e/{ZHEJIANG}.html#ababababab" in unit.xpath("//a/@href")
    look = html.fromstring((out / f"e/{ZHEJIANG}.html").read_bytes()).xpath("//tr[@id='ababababab']")[0]
    assert "https://www.zj.gov.cn/" in look.xpath(".//a/@href") and "站内搜索可用" in look.text_content()


def test_a_scheme_is_set_out_whole() -> None:
    shown = scheme_page(load("dsci-2026"), "en")
    tops = [node for node in shown.nodes if node.depth == 0]
    assert sum(node.share for node in shown.nodes if node.metric) == pytest.approx(sum(node.share for node in tops))
    assert dict(zip(shown.statuses, shown.policies, strict=True))["BLOCKED"] == "drop"


def test_what_shipped_schemes_say_is_said_in_chinese() -> None:
    for name in available():
        scheme, o = load(name), load(name).origin
        told = {o.structure, o.weights, o.normalisation, o.bindings, o.tiers}
        told |= {text for node in scheme.nodes.values() for text in (node.origin, node.why)}
        assert {text for text in told if text} <= set(words()), name
        assert said(scheme.source, "zh") != scheme.source or scheme.source in words(), name
    assert said("自拟 · ours", "en") == "ours" and said("a reader's own", "zh") == "a reader's own"


def test_kinds_of_looks_and_ways_to_score_have_their_words() -> None:
    wanted = {f"look.{e.purpose}" for c in channels().values() for e in c.endpoints} | {f"normalise.{name}" for name in METHODS}
    assert wanted <= set(phrases("zh").table) & set(phrases("en").table)


@pytest.mark.parametrize(
    ("base", "kept"),
    [
        ("", ""), ("HTTPS://Example.org:8080/a/", "https://Example.org:8080/a"), ("http://10.0.0.1", "http://10.0.0.1"),
        ("http://[::1]/dsci", "http://[::1]/dsci"), ("https://example.org:99999", None), ("https://me:pw@example.org", None),
        ("https://exa\u202emple.org", None), ("https://a_b.org", None), ("https://example.org/?a=1", None), ("https://", None),
        ("https://example.org/" + "a" * 101, None), ("javascript:alert(1)", None), ("https://[::1]x/", None),
        ("https://[zz]/", None),
    ],
)  # fmt: skip
def test_the_base_is_one_that_documents_keep(base: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(click.BadParameter):
            base_given(base)
    else:
        assert base_given(base) == kept == web_address(clean(kept, LIMITS["evidence_base"]))


def test_wrong_use_is_told(tmp_path: Path) -> None:
    store = open_store(str(tmp_path))
    store.put(observed(BEIJING, 0.5))
    asked = ["site", "--store", str(tmp_path), "--out", str(tmp_path / "out")]
    for options, reason in (
        (["--period", "2020"], "2020"), (["--scheme", "egdi"], "channels"), (["--base", "ftp://x"], "--base"),
        (["--scheme", "nowhere"], "nowhere"),
    ):  # fmt: skip
        done = CliRunner().invoke(main, [*asked, *options])
        assert done.exit_code == 2 and reason in done.output, done.output
    store.close()
