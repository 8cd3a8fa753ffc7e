"""Glossaries in files: read without losing a good row to a bad one, written back as they stood.

`registry.read` takes a file or folder of any known format, `registry.write` puts concepts back into what
was read, `registry.write_new` makes a new file. A new format is a module in `formats` that defines `FORMAT`.
"""
