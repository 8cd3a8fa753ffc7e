"""Comparing renderings."""
