"""What repeats itself, what language a text is in, what was left out: help for the families of checks."""
