"""Tables as they stand in their files, record by record, so that some can be written anew.

Every form that is read is also written: what did not change keeps its bytes, what did is written in
the manner of its file, and what cannot be is refused. `open_rewritable` is the way in.
"""

from __future__ import annotations

from marketbook.package.rewrite.model import Entry, Rewritten, WrittenTable, render_rows
from marketbook.package.rewrite.open import open_rewritable

__all__ = ["Entry", "Rewritten", "WrittenTable", "open_rewritable", "render_rows"]
