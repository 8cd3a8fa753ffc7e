"""Articles in: bytes to one complete text with a map of its blocks."""
