"""Looking after a project: counts, examination, copies."""
