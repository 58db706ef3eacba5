"""Scrapy settings: the manners. A command may tighten them, never loosen one request a host at a time."""

from __future__ import annotations

import os

from .. import __version__

BOT_NAME = "dsci"
SPIDER_MODULES = ["dsci.spiders"]



def agent() -> str:
    """Who asks, and how to reach them by the DSCI_CONTACT of this moment."""
    return f"dsci/{__version__} (public-service research; {os.environ.get('DSCI_CONTACT') or 'contact not set'})"


USER_AGENT = agent()
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "dsci"

CONCURRENT_REQUESTS = 48
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1  # looks are kept in batches by one writer; the engine makes so many tasks for every answer
DOWNLOAD_DELAY = 2.0
DOWNLOAD_DELAY_JITTER = 0.0  # the pace is a floor, which gate.py keeps
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 2.0
AUTOTHROTTLE_MAX_DELAY = 60.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 5
HTTPPROXY_ENABLED = False  # behind a proxy nobody here would see which address a name leads to
TWISTED_DNS_RESOLVER = "dsci.spiders.names.PublicNames"
COOKIES_ENABLED = False  # an operator's cookie is one fixed header; nothing is collected
RETRY_ENABLED = False  # the spiders retry themselves, so that every attempt is a look of its own
HTTPERROR_ALLOW_ALL = True  # every answer is read: a refusal is a finding
REFERRER_POLICY = "no-referrer"
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "WARNING"

DSCI_RETRIES = 1
DSCI_STORE = ""
DSCI_REPLICA = ""  # host:port of the stand-in internet; every request goes there instead
DOWNLOADER_MIDDLEWARES = {
    "dsci.spiders.evidence.KeptAnswers": 30,
    "dsci.spiders.guard.Guard": 35,  # before anything that asks the network, robots.txt too
    "dsci.spiders.division.Borders": 40,
    "dsci.spiders.whole.WholeBodies": 595,  # between the network and what unpacks
}
ITEM_PIPELINES = {"dsci.spiders.evidence.KeepEvidence": 100}
EXTENSIONS = {
    "dsci.spiders.division.HostsAsked": 10,
    "dsci.spiders.discreet.DiscreetLog": 0,
    "dsci.spiders.progress.UnitProgress": 100,
    "scrapy.extensions.remote_control.RemoteControl": None,  # switched off above; not even imported
    "scrapy.extensions.telnet.TelnetConsole": None,
}
DOWNLOAD_HANDLERS = {
    "http": "dsci.spiders.route.RoutedHandler",
    "https": "dsci.spiders.route.RoutedHandler",
    "dns": "dsci.spiders.network.NetworkHandler",
    "tls": "dsci.spiders.network.NetworkHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
