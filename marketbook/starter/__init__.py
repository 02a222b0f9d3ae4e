"""Starting a package of one's own."""

from marketbook.starter.new import start_package

__all__ = ["start_package"]
