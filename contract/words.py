"""How a look can end, by which road it was made, and which levels of government there are."""

from __future__ import annotations

from enum import StrEnum

SHARE, YES_NO = "share", "是/否"  # units of metrics: 0..1, and 0 or 1


class Status(StrEnum):
    """How a look, or an observation made of looks, ended. A value stands only beside OK and CENSORED."""

    OK = "OK"
    CENSORED = "CENSORED"  # at least `bound`, as in 10万+
    EMPTY = "EMPTY"  # there, and nothing in it
    ABSENT = "ABSENT"  # looked, or the registry says so: the unit has none
    DELISTED = "DELISTED"  # an App withdrawn from its store
    DELETED = "DELETED"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NOT_DECIDED = "NOT_DECIDED"  # a rule that needs more looks
    BLOCKED = "BLOCKED"
    THROTTLED = "THROTTLED"
    ROBOTS_DENIED = "ROBOTS_DENIED"
    LOGIN_REQUIRED = "LOGIN_REQUIRED"
    TIMEOUT = "TIMEOUT"
    DNS = "DNS"
    TLS = "TLS"
    REFUSED = "REFUSED"
    HTTP_ERROR = "HTTP_ERROR"
    TOO_LARGE = "TOO_LARGE"
    REDIRECT_LOOP = "REDIRECT_LOOP"
    CHANGED_SHAPE = "CHANGED_SHAPE"
    NOT_TRIED = "NOT_TRIED"

    @property
    def failed(self) -> bool:
        """True for a finding about our look, never about a government: it must not become a score."""
        return self in FAILED


FAILED = frozenset(
    {
        Status.BLOCKED,
        Status.THROTTLED,
        Status.ROBOTS_DENIED,
        Status.LOGIN_REQUIRED,
        Status.TIMEOUT,
        Status.DNS,
        Status.TLS,
        Status.REFUSED,
        Status.HTTP_ERROR,
        Status.TOO_LARGE,
        Status.REDIRECT_LOOP,
        Status.CHANGED_SHAPE,
        Status.NOT_TRIED,
    }
)


class Method(StrEnum):
    """By which road something was seen."""

    PUBLIC_PAGE = "public_page"
    PUBLIC_API = "public_api"
    COOKIE_API = "cookie_api"
    IMPORT_OWNER = "import_owner"
    IMPORT_VENDOR = "import_vendor"
    RATING = "rating"  # people, by a rubric
    OVERRIDE = "override"  # a person, after an appeal
    REGISTRY = "registry"  # a row of accounts.csv that says `absent`


IMPORTED = frozenset({Method.IMPORT_OWNER, Method.IMPORT_VENDOR})


class Level(StrEnum):
    """Administrative level; the first two are provincial."""

    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
