"""Concordance over both sides."""
