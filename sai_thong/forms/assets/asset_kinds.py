"""The papers of assets in the catalogue.

Those of loans and materials, of rounds, and of labels stand in files of their own and are added at the end.
"""

from __future__ import annotations

from sai_thong.forms.paper_kinds import PaperKind

OF_ASSETS: tuple[PaperKind, ...] = ()
