"""Argos packages: which are there, installing and removing them."""
