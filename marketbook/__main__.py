"""``python -m marketbook``."""

from marketbook.cli import main

main()
