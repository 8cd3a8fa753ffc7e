"""Reading what the words of a sentence mean for its sense: denials, hedges, obligation, persons."""
