"""What goes wrong on portals, and the status that names it."""

from __future__ import annotations

from enum import StrEnum

from ...contract import Status


class Fault(StrEnum):
    """What goes wrong on a portal: on the whole of it, or with one kind of its pages only."""

    NONE = "none"
    HTTP412 = "http412"
    HTTP468 = "http468"
    HTTP521 = "http521"
    HTTP403 = "http403"
    CHALLENGE = "challenge"  # EdgeOne: a script sets a cookie and loads again
    ALIYUN = "aliyun"
    WZWS = "wzws"
    JSL = "jsl"
    TIMEOUT = "timeout"
    DRIP = "drip"  # a page that never ends, some bytes a second
    DROPPED = "dropped"
    HTTP503 = "http503"
    ROBOTS = "robots"
    LOOP = "loop"  # two pages that send to each other
    REPLAY = "replay"  # a page that sends to itself until a cookie comes back
    HUGE = "huge"  # 100 MB
    BOMB = "bomb"  # 100 MB in 100 KB of gzip
    SHELL = "shell"  # the home page is a script that leads on
    COLUMN_SHELL = "column_shell"
    FEED_503 = "feed_503"
    FEED_SHAPE = "feed_shape"
    LETTERS_503 = "letters_503"
    LETTERS_TIMEOUT = "letters_timeout"
    SEARCH_TIMEOUT = "search_timeout"
    HALL_412 = "hall_412"
    HALL_TIMEOUT = "hall_timeout"
    RATING_TIMEOUT = "rating_timeout"
    DATA_412 = "data_412"
    DATA_TIMEOUT = "data_timeout"
    # only where a plan says so
    CONNECTION_REFUSED = "connection_refused"
    UNKNOWN_NAME = "unknown_name"
    TLS_BROKEN = "tls_broken"  # no handshake comes about; http answers
    TLS_EXPIRED = "tls_expired"
    TLS_SELF_SIGNED = "tls_self_signed"
    RESET = "reset"  # in the middle of a body
    TRUNCATED = "truncated"  # half of a gzip stream, its length stated truly
    CORRUPT = "corrupt"  # a gzip stream with a hole
    HTTP429 = "http429"
    EMPTY = "empty"  # 200 and no byte
    JSON = "json"  # 200 and JSON in place of the home page
    SLOW = "slow"  # 15 seconds
    CHARSET = "charset"  # bytes of GB 18030 under a header of UTF-8
    SOFT404 = "soft404"
    CALENDAR = "calendar"  # pages that lead on for ever
    ROBOTS_TIMEOUT = "robots_timeout"
    ROBOTS_HTML = "robots_html"


WHOLE = {
    Fault.HTTP412: Status.BLOCKED,
    Fault.HTTP468: Status.BLOCKED,
    Fault.HTTP521: Status.BLOCKED,
    Fault.HTTP403: Status.BLOCKED,
    Fault.CHALLENGE: Status.BLOCKED,
    Fault.ALIYUN: Status.BLOCKED,
    Fault.WZWS: Status.BLOCKED,
    Fault.JSL: Status.BLOCKED,
    Fault.TIMEOUT: Status.TIMEOUT,
    Fault.DRIP: Status.TIMEOUT,
    Fault.DROPPED: Status.REFUSED,
    Fault.HTTP503: Status.THROTTLED,
    Fault.ROBOTS: Status.ROBOTS_DENIED,
    Fault.LOOP: Status.REDIRECT_LOOP,
    Fault.REPLAY: Status.REDIRECT_LOOP,
    Fault.HUGE: Status.TOO_LARGE,
    Fault.BOMB: Status.TOO_LARGE,
    Fault.SHELL: Status.CHANGED_SHAPE,
}
DRAWN = tuple(WHOLE)  # these occur by themselves
WHOLE |= {
    Fault.CONNECTION_REFUSED: Status.REFUSED,
    Fault.UNKNOWN_NAME: Status.DNS,
    Fault.RESET: Status.REFUSED,
    Fault.TRUNCATED: Status.REFUSED,
    Fault.CORRUPT: Status.REFUSED,
    Fault.HTTP429: Status.THROTTLED,
    Fault.EMPTY: Status.CHANGED_SHAPE,
    Fault.JSON: Status.CHANGED_SHAPE,
}
