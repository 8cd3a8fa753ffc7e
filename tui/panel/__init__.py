"""The side panel: what is known of the current pair, in tabs."""
