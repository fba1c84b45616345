"""``python -m tapecheck`` is the command ``tapecheck``."""

from .cli import main

main()
