"""The schemes that ship: complete, consistent, and plain about whose each part is."""

from __future__ import annotations

import tomllib

import pytest
from click.testing import CliRunner

from dsci.channels import channels
from dsci.channels import metrics as known_metrics
from dsci.channels.rubrics import rated
from dsci.cli import main
from dsci.contract import Status
from dsci.index import rulebook
from dsci.index.scheme import Scheme, available, check, load
from dsci.index.scheme.model import Node

RULES_ONLY = {  # rules, no rows of a scheme: few portals are visited for a week; flags are for a person to look at
    *("website.open_share", "weibo.bare_likes_share", "weibo.repeated_comments_share", "weibo.followers_jump"),
    *("wechat.bare_likes_share", "video.bare_likes_share"),
}
CORE = (  # what the website was measured by first
    *("columns_updated_share", "newest_days", "news_per_month", "article_fields_share"),
    *("guide_elements_share", "guide_forms_share", "services_count"),
    *("letters_reply_share", "letters_reply_days", "consultations_count"),
    *("meta_share", "dead_links_share", "footer_share", "search_works", "access_share", "innovation_share"),
)
OURS = ("dsci-2026", "nju-2023")
TABLES = ("cstc-2022", "egdi", "egdi-2010", "egdi-2012", "guomai-2014", "weibo-city-2023")  # on columns of a printed table
SHIPPED = {  # what the documents promise
    *OURS, *TABLES, "cstc-site-2022", "egsci-2018", "maturity", "party-school-2019", "uestc-2019", "uestc-2023",
    "weibo-city-observed",
}  # fmt: skip
SAID = ("Ours", "Published", "Computed", "None")
COMPOSITES = {
    "comprehensive": {"website", "weibo", "wechat", "app", "video"},
    "dual_micro": {"weibo", "wechat"},
    "new_media": {"weibo", "wechat", "app", "video"},
}
COUNTS = {"website": 63, "weibo": 20, "wechat": 23, "app": 20, "video": 24}


@pytest.mark.parametrize("name", sorted(available()))
def test_ships_without_a_fault(name: str) -> None:
    assert check(available()[name]) == []
    assert load(name).id == name


@pytest.mark.parametrize("name", sorted(available()))
def test_written_weights_are_whole_points_shared_out(name: str) -> None:
    """Siblings' weights in the file add up to 1, 100 or the full mark; a branch's shares are in their proportion."""
    scheme, text = load(name), tomllib.loads(available()[name].read_text(encoding="utf-8"))
    rows = [row for level in scheme.levels for row in text.get(level, [])]
    for branch in scheme.branches:
        own = next((c.get("weights") for c in text.get("composite", []) if c["id"] == branch.id), None)
        written = own or [row["weight"] for row in rows if row.get("in") == branch.id and "weight" in row]
        if written:
            assert sum(written) in (pytest.approx(1), pytest.approx(100), text.get("full")), branch.id
            assert branch.weights == pytest.approx([weight / sum(written) for weight in written]), branch.id


@pytest.mark.parametrize("name", OURS)
def test_five_channels_three_composites(name: str) -> None:
    scheme = load(name)
    assert [root.id for root in scheme.roots] == ["website", "weibo", "wechat", "app", "video"]
    assert {c.id: set(c.nodes) for c in scheme.composites} == COMPOSITES
    assert {c: sum(m.startswith(f"{c}.") for m in scheme.metrics) for c in COUNTS} == COUNTS


def test_weights_within_a_composite_keep_the_channels_proportions() -> None:
    scheme = load("dsci-2026")
    micro = next(c for c in scheme.composites if c.id == "dual_micro")
    weibo, wechat = scheme.weights["weibo"], scheme.weights["wechat"]
    assert dict(zip(micro.nodes, micro.weights, strict=True)) == pytest.approx(
        {"weibo": weibo / (weibo + wechat), "wechat": wechat / (weibo + wechat)}
    )
    order = sorted(scheme.roots, key=lambda root: -root.weight)
    assert [root.id for root in order] == ["website", "wechat", "app", "weibo", "video"]


@pytest.mark.parametrize("name", OURS)
def test_says_that_its_weights_are_ours(name: str) -> None:
    scheme = load(name)
    assert scheme.origin.weights.startswith("Ours")
    assert all(root.origin.startswith("Ours") for root in scheme.roots)


def test_every_goalpost_has_its_reason() -> None:
    assert [leaf.id for leaf in load("dsci-2026").leaves if not leaf.why] == []


def test_both_schemes_agree_on_directions_and_empty_things() -> None:
    ours, theirs = (load(name).nodes for name in OURS)
    metrics = load("dsci-2026").metrics
    assert {m for m in metrics if ours[m].normalise.direction != theirs[m].normalise.direction} == set()
    assert {m for m in metrics if ours[m].policy != theirs[m].policy} == set()


def test_the_default_scheme_and_the_channels_speak_of_the_same_metrics() -> None:
    scheme = load("dsci-2026")
    declared = {metric.id: metric for channel in channels().values() for metric in channel.table.metrics}
    parents = {child: branch.id for branch in scheme.branches for child in branch.children if branch.kind == "capability"}
    assert set(declared) - RULES_ONLY == set(scheme.metrics)
    for metric in (declared[name] for name in scheme.metrics):
        assert scheme.nodes[metric.id].normalise.direction == metric.direction, metric.id
        assert parents[metric.id] == f"{metric.channel}.{metric.group}", metric.id


def test_every_rated_metric_is_used_by_a_scheme_that_does_not_count_it_where_nobody_rated() -> None:
    bound = {m: node for name in available() for m, node in _by_metric(load(name)).items() if m in rated()}
    assert set(rated()) - set(bound) == set()
    assert [m for m, node in bound.items() if node.policy["NOT_TRIED"] != "exclude" or node.normalise.direction != 1] == []


def _by_metric(scheme: Scheme) -> dict[str, Node]:
    return {leaf.metric: leaf for leaf in scheme.leaves}


def test_every_website_metric_is_used_by_a_scheme_or_a_rule() -> None:
    declared = {metric.id for metric in channels()["website"].table.metrics}
    by_rules = {rule.metric for name in rulebook.available() for rule in rulebook.load(name).rules}
    assert len(declared) >= 40
    assert declared - set(load("dsci-2026").metrics) - by_rules == set()
    assert by_rules >= RULES_ONLY


def test_the_core_of_the_website_keeps_more_than_half_of_each_capability() -> None:
    nodes = load("dsci-2026").nodes
    for capability in nodes["website"].children:
        core = sum(row.weight for row in capability.children if row.metric.removeprefix("website.") in CORE)
        assert core > 0.5, capability.id


def test_ships_what_is_promised() -> None:
    assert set(available()) == SHIPPED


@pytest.mark.parametrize("name", sorted(SHIPPED - set(TABLES)))
def test_binds_metrics_that_there_are(name: str) -> None:
    assert set(load(name).metrics) - set(known_metrics()) == set()


@pytest.mark.parametrize("name", sorted(SHIPPED - {"dsci-2026"} - set(TABLES)))
def test_directions_are_those_of_the_metrics(name: str) -> None:
    declared = known_metrics()
    for leaf in load(name).leaves:
        assert leaf.normalise.method == "yes" or leaf.normalise.direction == declared[leaf.metric].direction, leaf.id


@pytest.mark.parametrize("name", sorted(SHIPPED - {"dsci-2026"} - set(TABLES)))
def test_rows_that_people_rate_never_count_where_nobody_did(name: str) -> None:
    for leaf in load(name).leaves:
        assert (leaf.policy[Status.NOT_TRIED] == "exclude") == (leaf.metric in rated()), leaf.id


@pytest.mark.parametrize("name", sorted(SHIPPED - set(OURS) - {"egdi"}))
def test_origin_says_whose_each_part_is(name: str) -> None:
    origin = load(name).origin
    for text in (origin.structure, origin.weights, origin.normalisation, origin.tiers):
        assert text.startswith(SAID) or "as printed" in text, text


@pytest.mark.parametrize(
    ("name", "node", "weights"),
    [
        ("cstc-2022", "total", (45, 10, 10, 15, 10, 10, 10)),
        ("cstc-site-2022", "total", (45, 10, 10, 15, 10, 10, 10)),
        ("weibo-city-2023", "competitiveness", (30, 35, 35)),
        ("weibo-city-observed", "competitiveness", (30, 35, 35)),
        ("guomai-2014", "total", (30, 25, 10, 20, 15)),
        ("uestc-2019", "total", (40, 40, 20)),
        ("egdi-2010", "egdi", (34, 33, 33)),
    ],
)
def test_weights_are_those_that_were_published_or_computed(name: str, node: str, weights: tuple[float, ...]) -> None:
    branch = next(b for b in load(name).branches if b.id == node)
    assert branch.weights == pytest.approx([w / sum(weights) for w in weights])


@pytest.mark.parametrize("name", ["uestc-2023", "party-school-2019", "egsci-2018", "maturity"])
def test_weights_that_were_not_read_are_said_to_be_ours_or_none(name: str) -> None:
    assert load(name).origin.weights.startswith(("Ours", "None"))


@pytest.mark.parametrize("name", sorted(SHIPPED - set(TABLES) - set(OURS)))
def test_what_cannot_be_observed_is_listed(name: str) -> None:
    assert load(name).unobserved


def test_the_command_prints_what_is_whose_and_what_cannot_be_observed() -> None:
    printed = CliRunner().invoke(main, ["schemes", "party-school-2019"]).output
    scheme = load("party-school-2019")
    assert all(text in printed for text in (scheme.source, scheme.origin.weights, scheme.origin.tiers, *scheme.unobserved))
    assert "uestc" not in printed
    assert CliRunner().invoke(main, ["schemes", "none"]).exit_code == 2
