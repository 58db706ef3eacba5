"""What each cell without a plain value does, by the scheme's policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ...contract import Status
from ..arrays import Array, Axes, StepError
from ..table import codes as coded
from ..table.codes import Codes

Policy = Mapping[Status, str]
COUNTED = ("value", "bound")  # handled by the number that stands there
SEEN = (*COUNTED, "zero")  # and those that were observed to be none


def handled(policies: Sequence[Policy], status: Codes, axes: Axes) -> Codes:
    """Per cell its handling as a code, one policy per column. StepError where a scheme refuses a status or has no policy."""
    table = np.array([[coded.handling(p.get(s, "unnamed")) for s in Status] for p in policies], np.uint8)
    codes = table.reshape(len(policies), len(Status))[np.arange(len(policies)), status]
    for word, problem in (("refuse", "refuses"), ("unnamed", "has no policy for")):
        if (codes == coded.handling(word)).any():
            row, column = (int(i) for i in np.argwhere(codes == coded.handling(word))[0])
            found = coded.STATUS[status[row, column]]
            raise StepError(f"the scheme {problem} status {found}", axes.columns[column], axes.units[row])
    return np.asarray(codes)


def numbers(values: Array, codes: Codes) -> Array:
    """Values that count, NaN elsewhere."""
    return np.where(coded.are(codes, *COUNTED), values, np.nan)
