"""The version that differences ask for."""

from __future__ import annotations

import pytest

from marketbook.revisions.model import Reason, Side
from marketbook.revisions.propose_version import propose_version
from tests.revisions.conftest import Pair


def side(version: str) -> Side:
    return Side("x", "", "p", version)


@pytest.mark.parametrize(
    ("old", "stated", "level", "proposed", "fits"),
    [
        ("1.2.3", "1.2.3", "none", "1.2.3", True),
        ("1.2.3", "1.2.3", "patch", "1.2.4", False),
        ("1.2.3", "1.2.4", "patch", "1.2.4", True),
        ("1.2.3", "1.3.0", "patch", "1.2.4", True),
        ("1.2.3", "1.2.4", "minor", "1.3.0", False),
        ("1.2.3", "2.0.0", "major", "2.0.0", True),
        ("v1.2.3", "1.10.0", "minor", "1.3.0", True),
        ("1.2.3", "soon", "minor", "1.3.0", None),
        ("2026-01", "2026-02", "minor", "", None),
        ("", "1.0.0", "major", "", None),
    ],
)
def test_proposals(old: str, stated: str, level: str, proposed: str, fits: bool | None) -> None:
    reasons = [Reason(level, "x")] if level != "none" else []
    found = propose_version(side(old), side(stated), reasons)
    assert (found.level, found.proposed, found.fits) == (level, proposed, fits)


def test_a_record_that_others_referred_to_is_a_major_loss(pair: Pair) -> None:
    pair.replace("shares", "garden-robots-2025-services,", "garden-robots-2025-upkeep,")
    assert pair.compare().proposal.level == "minor"
    lines = "garden-robots-component-services,garden-robots-component,Services,,3,\n"
    pair.replace("segments", lines, "")
    pair.replace("shares", ",garden-robots-component-services,world,2025", ",,world,2025")
    proposal = pair.compare().proposal
    assert proposal.level == "major"
    assert proposal.reasons[0].what == (
        "segments: others referred to segments:garden-robots-component-services, now removed"
    )


def test_another_name_is_another_package(pair: Pair) -> None:
    pair.edit("datapackage.json", lambda content: content.update(name="other", version="2.0.0"))
    comparison = pair.compare()
    assert comparison.proposal.reasons == (Reason("major", "the package has another name"),)
    assert (comparison.proposal.proposed, comparison.proposal.fits) == ("1.0.0", True)
