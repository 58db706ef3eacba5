"""The meta tags of 国办发〔2017〕47号 on a page, in the dialects of real portals."""

from __future__ import annotations

from zlib import crc32

from markupsafe import Markup

from ...contract import META_ARTICLE, META_COLUMN, META_HOME
from .profile import Entry, ListColumn, PortalProfile
from .views import View

TAG = Markup('    <meta name="{}" content="{}">\n')
TURNED = Markup('    <meta content="{1}" name="{0}" />\n')
FORMS = {  # how PubDate is written -> in which shape
    "47号": "{0} {1}",
    "seconds": "{0} {1}:00",
    "date": "{0}",
    "chinese": "{0.year}年{0.month}月{0.day}日",
    "wide": "{0} {2}",
}


def meta_tags(profile: PortalProfile, view: View) -> Markup:
    """The tags of a page: those filled, and of the others some that are there and empty."""
    if view.template.startswith("home"):
        return tags(profile, META_HOME, profile.meta, site_values(profile))
    if view.template == "column" and view.column:
        return tags(profile, META_COLUMN, view.column.meta, site_values(profile) | column_values(profile, view.column))
    if view.template == "article" and view.column and isinstance(view.item, Entry):
        values = site_values(profile) | column_values(profile, view.column) | article_values(profile, view.item)
        return tags(profile, META_ARTICLE, view.item.meta, values)
    return tags(profile, META_HOME, profile.meta, site_values(profile))


def tags(profile: PortalProfile, wanted: tuple[str, ...], filled: tuple[str, ...], values: dict[str, str]) -> Markup:
    there = [name for name in wanted if name in filled or empty(profile, name)]
    lines = [line(profile, name, values[name] if name in filled else "") for name in there]
    twice = lines[:3] if "doubled_tags" in profile.traits else []
    return Markup("").join(lines + twice)


def empty(profile: PortalProfile, name: str) -> bool:
    """Whether a tag that is not filled stands there empty, or is missing."""
    return crc32(f"{profile.code}{name}".encode()) % 2 == 0


def line(profile: PortalProfile, name: str, value: str) -> Markup:
    shape = TURNED if profile.family == "plain" else TAG
    return shape.format(name.lower() if "lower_tags" in profile.traits else name, value)


def site_values(profile: PortalProfile) -> dict[str, str]:
    return {"SiteName": profile.name, "SiteDomain": profile.host, "SiteIDCode": profile.id_code}


def column_values(profile: PortalProfile, column: ListColumn) -> dict[str, str]:
    about = f"{profile.name}{column.name}栏目，及时发布{profile.place}有关信息。"
    words = f"{profile.short},{column.name},{profile.short}{column.name}"
    return {"ColumnName": column.name, "ColumnDescription": about, "ColumnKeywords": words, "ColumnType": column.type}


def article_values(profile: PortalProfile, entry: Entry) -> dict[str, str]:
    published = FORMS[entry.form].format(entry.published, entry.clock, entry.clock.replace(":", "∶"))
    return {"ArticleTitle": entry.title, "PubDate": published, "ContentSource": entry.source}
