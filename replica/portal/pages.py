"""From a view to the bytes of its page."""

from __future__ import annotations

import random
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from markupsafe import Markup

from ..world import Ask
from .clutter import clutter, templates
from .profile import Entry
from .site import Site
from .tags import meta_tags
from .views import View
from .words import words

MOST_RESULTS = 20


def document(site: Site, view: View) -> bytes:
    """The page, in the characters of its content system."""
    return html(site, view, paragraphs=paragraphs(site, view))


def html(site: Site, view: View, **more: object) -> bytes:
    text = (
        templates()
        .get_template(f"{view.template}.html.j2")
        .render(
            site=site,
            p=site.profile,
            family=site.family,
            colour=site.colour,
            url=site.url,
            clutter=clutter(site.family.name),
            tags=meta_tags(site.profile, view),
            view=view,
            **more,
        )
    )
    return text.encode(site.profile.charset.encoding)


def paragraphs(site: Site, view: View) -> list[str]:
    """What an article says."""
    rng, item = random.Random(view.serial), view.item
    if not isinstance(item, Entry) or view.column is None:
        return []
    text = words().text["policy" if view.column.kind == "policy" else "news"]
    day, topic = f"{item.published.month}月{item.published.day}日", site.voice.say(rng, "{topic}")
    return [site.voice.say(rng, line, day=day, topic=topic) for line in text for _ in range(rng.randint(1, 2))]


def results(site: Site, ask: Ask) -> bytes:
    """The page of search results: what holds the words, or nothing, or what does not hold them, as the profile says."""
    box, query = site.profile.search, searched(site, ask)
    assert box is not None
    holds = {"matching": True, "unrelated": False}.get(box.finds)
    found = [hit for hit in index(site).items() if query and (query in hit[0]) is holds]
    return html(site, View("search", box.address, ""), query=query, results=found[:MOST_RESULTS])


def index(site: Site) -> Mapping[str, str]:
    """title -> address of what can be found: articles, guides, the home page's own links."""
    profile = site.profile
    entries = {e.title: e.address for col in profile.columns for e in col.entries}
    guides = {g.title: g.address for g in profile.hall.guides} if profile.hall else {}
    return entries | guides | {link.title: link.address for link in profile.links}


def searched(site: Site, ask: Ask) -> str:
    """The words asked for, in UTF-8 or GB 18030; from the raw query where there is one."""
    name = site.profile.search.input.encode() if site.profile.search else b""
    if not ask.raw_query:
        return ask.query.get(name.decode(), "")
    pairs = (pair.partition(b"=") for pair in ask.raw_query.split(b"&"))
    raw = unquote_to_bytes(next((value.replace(b"+", b" ") for key, _, value in pairs if key == name), b""))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def style(site: Site) -> bytes:
    """The portal's style sheet."""
    return Markup(templates().get_template("base.css.j2").render(colour=site.colour)).encode()
