"""Several renderings of one quote beside each other: where they differ, and by how much."""
