"""Who said what: quotations in running text and their speakers."""
