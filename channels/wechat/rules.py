"""The table of WeChat's metrics, and the sources that their definitions cite."""

from __future__ import annotations

from ..table import MetricTable

metrics = MetricTable("wechat")

SAMPLE = "own definition, over the newest articles of the album"
WCI = "n / d of WCI (articles a day), month = 30 days"
ORIGINAL = "国办发〔2018〕123号: raise the share of originals"
FILING = "国办发〔2018〕123号: new media are filed under the body that runs them, their names and verification as filed"
