"""The same work on several processes or machines: Dask distributed hands tasks out, and again where a worker dies."""
