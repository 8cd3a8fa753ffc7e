"""Names on both sides: which words are names, and what stands for which."""
