"""One module for each family of checks. A new family is a new module that defines `CHECKS`."""
