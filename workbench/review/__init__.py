"""Approve, edit, reject and note pairs."""
