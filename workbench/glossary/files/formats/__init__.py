"""One module for each format of glossary files. A new format is a new module that defines `FORMATS`."""
