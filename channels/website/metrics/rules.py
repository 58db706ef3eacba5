"""The table that the metrics declare themselves in; the rules they cite, and the windows that those set."""

from __future__ import annotations

from ....contract import Status
from ...table import Measured, MetricTable

metrics = MetricTable("website")

HOME, COLUMN, ARTICLE, LETTERS = ("home",), ("home", "column"), ("home", "article?"), ("home", "letters")
HALL, GUIDES, SEARCH, LINKS = ("home", "hall"), ("home", "hall?", "guide?"), ("home", "search"), ("home", "link?")
TLS, SECURE, NAME = ("home", "tls"), ("home", "https!"), ("home", "dns")

FRESH_DAYS = {"news": 14}  # 19号 单项否决 4: news columns not updated in 2 weeks
OTHER_DAYS = 183  # the same: notices and policy documents not updated in 6 months
ACTIVITY_DAYS = 30  # the month of the WCI conventions
LETTER_DAYS = 180
WEEK, A_DAY = 7, 20  # 19号 单项否决 2: one week, at least 20 visits a day at intervals
LATIN = 0.5  # ours: of the letters of a page in English
CONSULT_DAYS = 365  # 普查 2015 and 19号 look at one year of consultations
STALE = "国办秘函〔2019〕19号 单项否决: 栏目不更新"
HOME_STALE = "国办秘函〔2019〕19号 单项否决: 首页不更新"
REPLY = "国办秘函〔2019〕19号 单项否决: 互动回应差"
SERVICE = "国办秘函〔2019〕19号 单项否决: 服务不实用"
PAGES = "国办发〔2017〕47号 政府网站发展指引"
CENSUS = "国办发〔2015〕15号 政府网站普查"
MONTH = "own definition, over WCI's month of 30 days"
AGEING = "国办发〔2017〕47号; 国办发〔2020〕45号 适老化"
OPEN = "国办秘函〔2019〕19号 单项否决: 站点无法访问"
CERTIFIED, HSTS = "own definition; RFC 5280", "own definition; RFC 6797"
IPV6 = "推进互联网协议第六版（IPv6）规模部署行动计划 (2017)"
PICTURES, LANGUAGE = "GB/T 37668—2019 无障碍: 非文本内容", "GB/T 37668—2019 无障碍: 页面语言"
OWN = "own definition"
NO_HOME = Measured(None, Status.EMPTY, reason="the home page is empty")
