"""Counties in the stand-in internet: their portals answer, their truth is known, nobody else's world changes by them."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest

from dsci import registry
from dsci.commands.replica import world_of
from dsci.replica import portal
from dsci.replica.parts import SOCIAL
from dsci.replica.portal.families import family_of
from dsci.replica.portal.lots import Lots
from dsci.replica.portal.site import hosts, profile_of, site_of
from dsci.replica.world import Ask, World

from .portals import ask

COUNTIES = [unit for unit in registry.select(level=["county"]) if unit.code in registry.portals()]


@pytest.fixture(scope="module")
def whole() -> World:
    return world_of("", COUNTIES)


@pytest.mark.proves("scale-counties")
def test_every_county_with_a_portal_answers_for_its_own_host(whole: World) -> None:
    known = hosts(whole)
    assert len(COUNTIES) > 2800
    for unit in COUNTIES:
        assert known[urlsplit(whole.portals[unit.code]).hostname or ""] is whole.by_code[unit.code], unit.name
    for unit in COUNTIES[::400]:
        address, profile = urlsplit(whole.portals[unit.code]), profile_of(whole, unit)
        reply = portal.respond(whole, Ask("GET", address.scheme, address.hostname or "", "/"))
        shown = reply.status == 200 and unit.name.encode(profile.charset.encoding) in reply.body
        assert shown or profile.fault != "none", unit.name
        assert {true.metric.partition(".")[0] for true in portal.truth(whole, unit)} == {"website"}


@pytest.mark.proves("scale-counties")
def test_the_others_are_the_same_without_counties(whole: World) -> None:
    """Hosts, accounts and pages of provinces and prefectures do not depend on who else is there."""
    alone = world_of("")
    assert set(whole.units) > set(alone.units) == set(registry.select())
    assert {host: hosts(whole)[host].code for host in hosts(alone)} == {h: u.code for h, u in hosts(alone).items()}
    for unit in alone.units[::60]:
        for part in SOCIAL:
            assert list(part.accounts(alone, unit)) == list(part.accounts(whole, unit))
        address = urlsplit(alone.portals[unit.code])
        ask = Ask("GET", address.scheme, address.hostname or "", "/")
        assert portal.respond(alone, ask) == portal.respond(whole, ask), unit.name
        assert site_of(alone, unit).views.keys() == site_of(whole, unit).views.keys()


def test_what_an_interface_dates_is_dated_in_truth(whole: World) -> None:
    """The truth calls no line undated that comes with its moment."""
    told = 0
    for unit in COUNTIES:
        if family_of(Lots(whole, unit)).name == "suzhou" and (p := profile_of(whole, unit)).fault == "none":
            for column in (c for c in p.columns if not c.gone):
                page = ask(p, column.address, at=whole).body.decode(p.charset.encoding)
                channel = page.partition('channelid = "')[2].partition('"')[0]
                lines = json.loads(ask(p, f"/szinf/info/getInfoCommon/?channelid={channel}&pagesize=100", at=whole).body)
                assert [bool(x["pubtime"]) for x in lines["infolist"]] == [column.dated(e) for e in column.entries], unit.name
                told += column.kind == "other"
    assert told > 10


def test_a_world_holds_what_it_is_asked_for_once() -> None:
    world = world_of("2024", [*COUNTIES[:3], *COUNTIES[:3]])
    codes = [unit.code for unit in world.units]
    assert codes == sorted(set(codes)) and len(codes) == len(registry.select()) + 3 and world.period == "2024"
