"""Corpora out, one module per file format behind one registry."""
