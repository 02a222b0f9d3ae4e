"""Puts the page together: templates, styles and script in one file, with a strict content policy.

Nothing on the page is loaded from anywhere. The policy allows the page's own styles and scripts by
their digests and nothing else: no other script, no style attribute, no request.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from marketbook.text import write_json

MARK = "<!doctype html>\n<!-- marketbook page, shape 1 -->\n"
"""How a page begins, so that an earlier one is known again."""
_ROOM = "marketbook.exports.page"


def render_page(view: Mapping[str, Any], data: object) -> str:
    """The page as text.

    Args:
        view: What the templates show.
        data: What the script works on.
    """
    style, head, script = (_read(name) for name in ("page.css", "head.js", "page.js"))
    environment = Environment(
        loader=PackageLoader(_ROOM),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("page.html")
    return MARK + page.render(
        **view,
        policy=_write_policy(style, head, script),
        style=style,
        head=head,
        script=script,
        data=write_json(data, indent=None),
    )


def _read(name: str) -> str:
    return files(_ROOM).joinpath("assets", name).read_text("utf-8")


def _write_policy(style: str, *scripts: str) -> str:
    """The content policy: what is not named is refused."""
    digests = " ".join(map(_digest, scripts))
    return "; ".join([
        "default-src 'none'",
        f"script-src {digests}",
        f"style-src {_digest(style)}",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ])  # fmt: skip


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
