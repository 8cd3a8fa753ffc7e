"""`python -m workbench` is the `workbench` command."""

from workbench.commands.main import main

main()
