"""Joining two copies of one project that went apart."""
