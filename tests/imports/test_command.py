"""dsci import as people use it: templates, wrong files, the same file twice, a corrected one, and what is said of it."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from dsci.channels import channels, read
from dsci.channels.imports.aliases import importable, normal, scale, tables
from dsci.cli import main
from dsci.contract import CHINA, Account, Evidence, Observation, Page, Period, Post, Profile, Timeline
from dsci.pipeline import measure_period, reparse
from dsci.registry import units
from dsci.store import open_store

from . import ACCOUNTS, bring, new_store, xlsx

HEAD = "unit,channel,platform,id,role,name,url,source,checked,valid_from,valid_to\n"
WEIBO = "昵称,粉丝数,统计时间\n示例发布,10,2026-10-31\n"


@pytest.fixture
def at(tmp_path: Path) -> Path:
    rows = (f"{a.unit},{a.channel},{a.platform},{a.id},main,{a.name},,list,,,\n" for a in ACCOUNTS)
    (tmp_path / "accounts.csv").write_text(HEAD + "".join(rows), "utf-8")
    return tmp_path


def dsci(at: Path, *words: str) -> Any:
    return CliRunner().invoke(main, [*words, "--store", str(at / "store"), "--accounts", str(at / "accounts.csv")])


def file(at: Path, name: str, text: str | bytes) -> str:
    (at / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(at / name)


@pytest.mark.parametrize("channel", importable())
def test_the_empty_template_has_no_rows_and_its_examples_work(at: Path, channel: str) -> None:
    path = str(at / "t.xlsx")
    assert CliRunner().invoke(main, ["import", channel, "--template", "--out", path]).exit_code == 0
    empty = dsci(at, "import", channel, path)
    assert (empty.exit_code, empty.output.strip()) == (0, "t.xlsx：没有数据行")
    book = load_workbook(path)
    assert book.sheetnames[0] == "说明"
    opening = [cell.value for cell in book["说明"]["A"][:3]]
    assert [text.split("：")[0] for text in opening] == ["谁填", "一行一条", "怎样导入"]
    assert f"dsci import {channel} " in opening[2]
    explained = list(book["说明"].iter_rows(min_row=5, values_only=True))
    assert {row[0] for row in explained} == {t.title for t in tables(channel).values()}
    assert all(row[2] and row[5] and row[6] for row in explained)
    for sheet in book.worksheets[1:]:
        columns = [row for row in explained if row[0] == sheet.title]
        assert [c.value for c in sheet[1]] == [row[1] for row in columns]
        assert all(row[5] in c.comment.text for c, row in zip(sheet[1], columns, strict=True))
        assert all(v.error.startswith("请填：") and v.showErrorMessage for v in sheet.data_validations.dataValidation)
        assert {str(v.formula1) for v in sheet.data_validations.dataValidation} <= {
            '"是,否"', '"抖音,快手,哔哩哔哩,视频号"', '"苹果,华为,应用宝,小米,vivo"',
        }  # fmt: skip
        sheet.append([row[4] for row in columns])
    if channel == "wechat":
        del book["用户增长"]  # the same figures as 账号's
    book.save(path)
    run = dsci(at, "import", channel, path, "--as-of", "2026-10-31")
    assert (run.exit_code, "未导入 0 行" in run.output) == (0, True), run.output


def test_the_table_of_aliases_is_in_order() -> None:
    for channel in importable():
        for table in tables(channel).values():
            headers = [h for field in table.fields for h in {normal(h) for h in table.headers[field.name]}]
            assert all(headers), table.title
            twice = {h for h in headers if headers.count(h) > 1}
            assert {name for need in table.needs for name in need} <= set(table.headers)
            assert not twice, f"{channel} {table.name}: {twice}"
            assert set(table.example) <= set(table.headers)


@pytest.mark.parametrize(
    ("header", "name", "unit"),
    [
        ("阅读数（次）", "阅读数", ""), ("阅读数 (万次)", "阅读数", "万"), ("* ＵＩＤ：", "uid", ""),
        ("阅读数(环比)", "阅读数(环比)", ""), (None, "", ""),
    ],
)
def test_headers_are_compared_without_what_changes_nothing(header: object, name: str, unit: str) -> None:
    assert (normal(header), scale(header)) == (name, unit)


def test_the_wrong_channel_is_one_clear_error(at: Path) -> None:
    sheet = xlsx(("a", [["公众号", "链接", "标题", "发布时间", "阅读数", "在看数", "点赞数"], ["x", "y", "z", "", 1, 2, 3]]))
    run = dsci(at, "import", "weibo", file(at, "文章.xlsx", sheet))
    assert run.exit_code == 2
    said = " ".join(run.output.split())
    assert "文章.xlsx：这像是 wechat 的表，不是 weibo 的；列名有：公众号、链接" in said
    run = dsci(at, "import", "weibo", file(at, "b.csv", "姓名,电话\n甲,1\n"))
    assert run.exit_code == 2 and "没有找到 weibo 的列名；现有的列：姓名、电话。用 dsci import weibo --template" in run.output
    run = dsci(at, "import", "weibo", file(at, "c.csv", "昵称,转发数,评论数\n甲,1,2\n"))
    assert run.exit_code == 2 and "缺少列" in run.output
    assert dsci(at, "import", "website", file(at, "d.csv", WEIBO)).exit_code == 2
    assert dsci(at, "import", "weibo").exit_code == 2


def test_all_files_of_a_call_or_none(at: Path) -> None:
    good, bad = file(at, "a.csv", WEIBO), file(at, "b.csv", "姓名\n甲\n")
    assert dsci(at, "import", "weibo", good, bad).exit_code == 2
    assert open_store(str(at / "store")).rows(Page) == open_store(str(at / "store")).rows(Account) == []


def test_rejected_rows_are_listed_and_the_rest_is_kept(at: Path) -> None:
    text = WEIBO + "示例发布,约十,2026-10-30\n没有,1,2026-10-30\n"
    run = dsci(at, "import", "weibo", file(at, "a.csv", text), "--rejected", str(at / "r.csv"))
    assert run.exit_code == 1 and "a.csv：共 3 行，导入 1 行，未导入 2 行；1 个账号，1 次查看" in run.output
    assert "a.csv 第 3 行 粉丝数：“约十”不是数字（可写 1.2万、10万+）；整行未导入" in run.output
    with (at / "r.csv").open(encoding="utf-8-sig") as table:
        head, *found = csv.reader(table)
    assert head == ["文件", "工作表", "行", "列", "原因"]
    assert found == [
        ["a.csv", "", "3", "粉丝数", "“约十”不是数字（可写 1.2万、10万+）；整行未导入"],
        ["a.csv", "", "4", "昵称", "名录中没有账号“没有”（名称须完全一致）；整行未导入"],
    ]
    assert len(open_store(str(at / "store")).rows(Profile)) == 1


def test_the_same_file_twice_changes_nothing(at: Path) -> None:
    path, store = file(at, "a.csv", WEIBO), open_store(str(at / "store"))
    assert dsci(at, "import", "weibo", path).exit_code == 0
    before = store.rows(Page), store.rows(Profile), store.rows(Account)
    size = sum(p.stat().st_size for p in (at / "store").rglob("*.warc.gz"))
    assert dsci(at, "import", "weibo", path).exit_code == 0
    assert (store.rows(Page), store.rows(Profile), store.rows(Account)) == before
    assert sum(p.stat().st_size for p in (at / "store").rglob("*.warc.gz")) == size
    (page,) = store.rows(Page)
    assert page.run.startswith("import-") and len(page.run) == 19 and page.about.startswith("a.csv sha256:")


def test_a_corrected_file_replaces_its_namesake_when_told_so(at: Path) -> None:
    store = open_store(str(at / "store"))
    dsci(at, "import", "weibo", file(at, "a.csv", WEIBO))
    other = file(at, "a.csv", WEIBO.replace("10,", "11,"))
    refused = dsci(at, "import", "weibo", other)
    assert refused.exit_code == 2 and "--correct" in refused.output
    assert "账号 2418724427 在 2026-10-31 23:59 的内容" in refused.output
    assert [p.followers for p in store.rows(Profile)] == [10]
    assert dsci(at, "import", "weibo", other, "--correct").exit_code == 0
    assert [p.followers for p in store.rows(Profile)] == [11] and len(store.rows(Page)) == 1


def test_reparse_verify_and_explain_work_on_what_was_imported(at: Path) -> None:
    text = "昵称,博文ID,发布时间,内容,转发数\n示例发布,5212345678901234,2026-10-30 08:00,办事指南,5\n"
    dsci(at, "import", "weibo", file(at, "十月 #1.csv", text), "--as-of", "2026-10-31", "--since", "2026-10-01", "--by", "vendor")
    store = open_store(str(at / "store"))
    before = store.rows(Post)
    assert [after.status for _, after in reparse(store, store.rows(Page))] == ["OK"]
    assert store.rows(Post) == before and len(before) == 1
    period = Period.parse("2026")
    list(measure_period(store, [units()["330100"]], period, period.end))
    (row,) = store.rows(Observation, unit="330100", metric="weibo.posts_per_day")
    assert (row.value, row.status, row.method) == (1 / 30, "OK", "import_vendor")
    assert store.rows(Evidence, unit="330100", metric="weibo.posts_per_day")
    assert CliRunner().invoke(main, ["verify", "--store", str(at / "store")]).exit_code == 0
    run = CliRunner().invoke(main, ["explain", "杭州", "weibo.posts_per_day", "--store", str(at / "store")])
    assert "import:十月__1.csv#weibo/timeline/2418724427" in run.output, run.output
    assert store.rows(Page)[0].seen_at.astimezone(CHINA).hour == 23


def test_an_imported_page_of_another_shape_is_said_so(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    bring(store, "weibo", WEIBO)
    answer = store.answer(store.rows(Page)[0])
    bodies = (
        b"", b"[]", b"{}", b'{"table": "x"}', b'{"table": "account", "headers": {}, "rows": []}',
        b'{"table": "account", "headers": {}, "rows": [{"followers": "x"}]}', b'{"look": {"status": "FINE"}}',
        b'{"look": {"status": "OK"}, "facts": [{"fact": "Letter"}]}', b'{"table": "posts", "headers": 1, "rows": [1]}',
    )  # fmt: skip
    for body in bodies:
        assert read(channels()["weibo"], replace(answer, body=body)).status == "CHANGED_SHAPE"


def test_an_account_that_no_list_knows_is_entered_when_told_so(at: Path) -> None:
    sheet = file(at, "new.csv", "昵称,粉丝数\n别的名字,10\n")
    who = ("--unit", "嘉兴", "--as-of", "2026-10-31")
    refused = dsci(at, "import", "weibo", sheet, *who)
    assert refused.exit_code == 1 and "--new --unit --account" in refused.output
    assert dsci(at, "import", "weibo", sheet, *who, "--new").exit_code == 2
    assert dsci(at, "import", "weibo", sheet, *who, "--new", "--account", "99").exit_code == 0
    store = open_store(str(at / "store"))
    assert [(a.unit, a.id, a.role, a.source) for a in store.rows(Account, id="99")] == [
        ("330400", "99", "main", "entered at an import")
    ]
    second = dsci(at, "import", "weibo", file(at, "other.csv", "昵称,粉丝数\n又一个,11\n"), *who, "--new", "--account", "98")
    assert second.exit_code == 2 and "main account 99" in second.output
    assert [p.followers for p in store.rows(Profile, account="99")] == [10]


def test_the_example_of_the_readme_imports_whole(at: Path) -> None:
    example = str(Path(__file__).parent / "articles.csv")
    who = ("--new", "--unit", "嘉兴", "--account", "MzkxMjM0NTY3OA==", "--as-of", "2026-10-31")
    assert dsci(at, "import", "wechat", example, *who).exit_code == 0
    listed = [p for p in open_store(str(at / "store")).rows(Post) if p.key.startswith("album:")]
    assert min(p.published for p in listed if p.published) == datetime(2026, 10, 27, 18, tzinfo=CHINA)


def test_rows_that_are_rejected_and_lists_that_are_chosen_leave_it_open_how_far_they_reach(at: Path) -> None:
    whole = "".join(f"示例发布,2026-{9 + (n > 20)}-{n - 20 if n > 20 else n + 10:02},第{n}篇,{100 + n}\n" for n in range(1, 51))
    head = "公众号,发布时间,标题,阅读数\n"
    ends = {}
    for name, text, by in (
        ("whole", whole, "owner"), ("chosen", whole, "vendor"), ("broken", whole.replace(",140", ",约一百"), "owner"),
    ):  # fmt: skip
        store = str(at / name)
        wanted = ("import", "wechat", file(at, f"{name}.csv", head + text), "--by", by, "--as-of", "2026-10-31")
        CliRunner().invoke(main, [*wanted, "--store", store, "--accounts", str(at / "accounts.csv")])
        ends[name] = next(str(t.oldest)[:10] for t in open_store(store).rows(Timeline) if "/album/" in t.key)
    assert ends == {"whole": "2026-09-10", "chosen": "2026-10-31", "broken": "2026-10-19"}


def test_rows_of_several_names_are_not_one_accounts(at: Path) -> None:
    two = file(at, "two.csv", "公众号,发布时间,标题\n甲发布,2026-10-20,一\n乙发布,2026-10-21,二\n甲发布,2026-10-22,三\n")
    found = dsci(at, "import", "wechat", two, "--new", "--unit", "嘉兴", "--account", "MzkxMjM0NTY3OA==", "--as-of", "2026-10-31")
    assert found.exit_code == 1 and "导入 2 行" in found.output and "“乙发布”" in found.output
