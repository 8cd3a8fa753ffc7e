"""Concepts and their names, and finding them in running text."""
