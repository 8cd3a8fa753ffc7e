"""Numbers and units of a source and its target, read as values and laid beside each other."""
