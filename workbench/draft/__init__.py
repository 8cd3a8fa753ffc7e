"""Drafts from offline Argos Translate packages."""
