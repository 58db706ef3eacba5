"""Which hosts belong together: the registrable domain of a host, by the public-suffix list that tldextract carries."""

from __future__ import annotations

from functools import lru_cache

from tldextract import TLDExtract

EXTRACT = TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list in the package: nothing is fetched, nothing kept


@lru_cache(maxsize=65536)
def domain_of(host: str) -> str:
    """The domain that somebody registered (`hangzhou.gov.cn` of `zwfw.hangzhou.gov.cn`); the host itself where there is none."""
    return EXTRACT.extract_str(host).top_domain_under_public_suffix or host
