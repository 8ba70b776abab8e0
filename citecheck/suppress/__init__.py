"""Findings that somebody wants left alone: by comments in the text, by a list of exemptions, by a baseline.

None is lost: each stays in the report with the reason, and does not count.
"""

from __future__ import annotations

from citecheck.suppress import baseline, exemptions
from citecheck.suppress.baseline import held_against
from citecheck.suppress.exemptions import exempted
from citecheck.suppress.remarks import remarked

__all__ = ["baseline", "exempted", "exemptions", "held_against", "remarked"]
