"""`python -m tui` is the command `trainwatch`."""

from tui.cli import main

main()
