"""Openness: what the law says must be told, and is told."""
