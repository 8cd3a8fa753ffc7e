"""Drafting: packages, engine, installation."""
