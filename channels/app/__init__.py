"""Apps, as the stores of Apple, Huawei, Tencent, Xiaomi and vivo list them and their users rate them."""

from __future__ import annotations

from ...contract import Answer, AppListing, Candidate, Extract, Review, Status
from .. import Channel, Endpoint
from ..answers import extractor
from .apple import lookup, search
from .huawei import APP_URL, TOKEN_URL, huawei, token
from .metrics import metrics
from .reviews import reviews
from .tencent import tencent
from .vivo import DETAIL_URL, vivo, vivo_search
from .xiaomi import xiaomi

READERS = {
    "lookup": lookup,
    "reviews": reviews,
    "search": search,
    "token": token,
    "huawei": huawei,
    "tencent": tencent,
    "xiaomi": xiaomi,
    "vivo_search": vivo_search,
    "vivo": vivo,
}
_read = extractor(READERS, deleted_at_404=("tencent",))


def extract(answer: Answer) -> Extract:
    """What an answer means. 应用宝 answers 404 for a package that it does not list."""
    found = _read(answer)
    return Extract(Status.EMPTY, reason=f"not in this store: {found.reason}") if found.status is Status.DELETED else found


ENDPOINTS = (
    Endpoint("lookup", "https://itunes.apple.com/lookup?id={id}&country=cn", "lookups and a search of 2018"),
    Endpoint("search", "https://itunes.apple.com/search?term={name}&country=cn&entity=software&limit=50", "a search of 2020"),
    Endpoint("reviews", "https://itunes.apple.com/cn/rss/customerreviews/page={n}/id={id}/sortBy=mostRecent/json"),
    Endpoint("token", TOKEN_URL),
    Endpoint("huawei", f"{APP_URL}#{{package}}"),
    Endpoint("tencent", "https://sj.qq.com/appdetail/{package}"),
    Endpoint("xiaomi", "https://app.mi.com/details?id={package}"),
    Endpoint(
        "vivo_search",
        "https://h5-api.appstore.vivo.com.cn/h5appstore/search/result-list?key={name}&page_index=1&apps_per_page=20&target=local",
    ),
    Endpoint("vivo", f"{DETAIL_URL}{{id}}"),
)
CHANNEL = Channel(
    "app",
    "客户端",
    "App",
    (AppListing, Candidate, Review),
    extract,
    metrics,
    order=4,
    endpoints=ENDPOINTS,
    citizens=frozenset({"reviews", "tencent", "vivo"}),
)
