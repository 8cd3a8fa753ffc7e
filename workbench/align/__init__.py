"""Sentence beads between a quote and its rendering."""
