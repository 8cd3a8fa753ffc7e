"""Language tags, sentence splitting, folding for search, and what may reach a terminal."""
