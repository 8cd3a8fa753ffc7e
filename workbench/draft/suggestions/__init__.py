"""What a package suggests to whoever reviews."""
