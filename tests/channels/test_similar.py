"""Answers of one template are near one another whoever is told, when and how much; answers about other things are not."""

from __future__ import annotations

from itertools import combinations

import pytest

from dsci.channels.website.similar import NEAR, alike, digest, distance

TEMPLATES = (
    "尊敬的{name}：您好！您于{day}反映的供暖温度不达标问题已收悉。经我局工作人员现场测温，您家室温为{number}度，"
    "已责成供热企业调节管网流量并检查入户阀门。如仍不达标，请致电{phone}，我们将安排专人上门。感谢您对供热工作的支持！",
    "{name}：来信收悉。关于您咨询的医保异地备案，参保人可通过手机应用或经办窗口办理，{number}个工作日内办结，"
    "{day}起备案有效期内在备案地住院可直接结算，无需再提供转诊证明。详情请拨打{phone}咨询，感谢您的来信。",
    "{name}，您好。您反映的路口信号灯配时不合理的情况，交警支队已于{day}到现场调查流量，高峰时段南北向每小时{number}辆，"
    "现已延长绿灯并增设左转相位，后续将持续观察调整。欢迎继续监督，电话{phone}。",
)
FILLED = (
    {"name": "王女士", "day": "2026年10月8日", "number": "16.5", "phone": "0999-1234567"},
    {"name": "欧阳先生", "day": "2025年1月12日", "number": "7", "phone": "12345"},
    {"name": "李同志", "day": "2026年3月30日", "number": "1,204", "phone": "13800000000"},
    {"name": "钱小二", "day": "2024年2月29日", "number": "3", "phone": "0999-12345-6"},
    {"name": "赵**先生", "day": "2026年11月2日", "number": "20", "phone": "(0999)7654321"},
)


def answers(template: int) -> list[str]:
    return [digest(TEMPLATES[template].format(**values)) for values in FILLED]


@pytest.mark.parametrize("template", range(len(TEMPLATES)))
def test_one_template_is_near_whatever_is_filled_in(template: int) -> None:
    assert max(distance(one, other) for one, other in combinations(answers(template), 2)) <= NEAR


def test_different_answers_are_far() -> None:
    far = [distance(x, y) for a, b in combinations(range(len(TEMPLATES)), 2) for x in answers(a) for y in answers(b)]
    assert min(far) > 3 * NEAR


def test_places_count() -> None:
    said = "您反映的问题已转{}核实处理，{}将于近期到现场查看并与您联系，请保持电话畅通，感谢您对我们工作的理解支持。"
    one, other = (digest(said.format(place, place)) for place in ("城东街道办事处", "开发区市场监管分局"))
    assert distance(one, other) > NEAR


def test_alike_counts_each_that_has_another() -> None:
    first, second, third = (answers(n) for n in range(3))
    assert alike([first[0], second[0], first[1], third[0]]) == [True, False, True, False]
    assert alike([]) == []


def test_a_short_answer_has_no_digest() -> None:
    assert digest("已转有关部门处理，谢谢。" * 2) == ""
    assert digest("13800000000" * 40) == ""
    assert len(digest("已转有关部门处理，谢谢。" * 9)) == 16


def test_the_digest_is_the_same_everywhere() -> None:
    assert digest(TEMPLATES[0]) == "3467e4960c763272"
