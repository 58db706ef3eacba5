"""Where scores come from: the options that name a scheme, a store or anyone's table, as one decorator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from .options import period_option, scheme_option, store_option
from .scored import Loaded, data_option, key_option, loaded, meta_option, panel_of, with_option

if TYPE_CHECKING:
    from ...index.scored import Scored

OPTIONS = (scheme_option, data_option, meta_option, key_option, with_option, period_option, store_option)


@dataclass(frozen=True, slots=True)
class Source:
    """What those options said."""

    scheme: str
    data: str | None
    meta: str | None
    key: str
    beside: str | None
    period: str
    store: str

    def load(self, scheme: str = "", period: str = "") -> Loaded:
        """The scores, by another scheme or of another period where one is named. UsageError as `loaded`."""
        asked = scheme or self.scheme, self.data, self.meta, period or self.period
        return loaded(*asked, self.store, self.key, self.beside)

    def panel(self, scheme: str = "") -> dict[str, Scored]:
        """Every period of --data, in order. UsageError as `panel_of`."""
        return panel_of(scheme or self.scheme, self.data or "", self.meta, self.key, self.beside)


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with --scheme, --data, --meta, --key, --with, --period and --store; it is handed them as `source`."""

    @wraps(command)
    def asked(
        *args: Any, scheme: str, data: str | None, meta: str | None, key: str, beside: str | None, period: str, store: str,
        **rest: Any,
    ) -> Any:  # fmt: skip
        return command(*args, source=Source(scheme, data, meta, key, beside, period, store), **rest)

    wrapped: Callable[..., Any] = asked
    for option in reversed(OPTIONS):
        wrapped = option(wrapped)
    return wrapped
