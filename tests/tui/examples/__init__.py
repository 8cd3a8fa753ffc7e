"""Small projects that screens are shown with. All texts are fictional."""
