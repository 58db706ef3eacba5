"""Where things are kept: evidence in WARC files, in a folder or by URL in an object store; tables in SQLite or PostgreSQL."""

from .faults import Busy, Lost, StoreFault
from .kept import Store
from .look import Look
from .opening import beside, is_store, meant, open_store, store_at
from .warc import kept_headers

__all__ = ["Busy", "Look", "Lost", "Store", "StoreFault", "beside", "is_store", "kept_headers", "meant", "open_store", "store_at"]
