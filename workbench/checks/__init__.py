"""Checks of a rendering beside its source, made for quotations from the French press."""
