"""One module per file format, each with its `FORMAT`; the registry finds them by being here."""
