"""What is shown: the review screen, its widgets, keys and themes."""
