"""Under which names Apps are sold: by governments, by those who run them for a government, and by others."""

from __future__ import annotations

from random import Random

from ...contract import Unit
from ...registry import short_name
from ..draw import provincial

OWN = (
    "{name}人民政府{office}",
    "{name}大数据管理局",
    "{name}数据局",
    "{name}行政审批服务局",
    "{name}政务服务管理局",
    "{name}大数据中心",
    "{name}大数据运营有限公司",
    "数字{short}建设运营有限公司",
    "{name}智慧城市运营集团有限公司",
)
OTHERS = ("{short}云帆网络科技有限公司", "星汉互动科技有限公司", "{far}大数据管理局")
STRANGER = "星汉互动科技有限公司"
FAR = ("海南省", "青海省")  # of another government's office: the first that is not the unit's own


def seller(rng: Random, unit: Unit, own: bool) -> str:
    """A seller that is the government or runs things for it, or one that is neither."""
    far = FAR[unit.code.startswith("46")]
    office = "办公厅" if provincial(unit) else "办公室"
    form = rng.choice(OWN if own else OTHERS)
    return form.format(name=unit.name, short=short_name(unit), office=office, far=far)
