"""Days, months, years and weekdays of a source and its target, laid beside each other."""
