"""Quotation marks, brackets, spaces, closing marks and damaged characters, as the checks read them."""
