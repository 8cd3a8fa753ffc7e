"""How likely a draft is good."""
