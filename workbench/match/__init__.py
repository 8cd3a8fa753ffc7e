"""Which published rendering belongs to which quote."""
