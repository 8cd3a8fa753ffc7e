"""The names of the glossary in drafts."""
