"""What can be done with a project, one folder per capability. Never imports the screen."""
