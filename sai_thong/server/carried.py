"""What travels by stick behind the rows, answered as over a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sai_thong.server.answering import Answer
from sai_thong.server.chests import answer_chest
from sai_thong.server.contents import answer_contents
from sai_thong.server.crash_reports import answer_crash_reports
from sai_thong.server.down import answer_down
from sai_thong.sync.chest_messages import KEYS_PATH
from sai_thong.sync.contents_messages import CONTENTS_PATH
from sai_thong.sync.crash_messages import CRASH_REPORTS_PATH
from sai_thong.sync.down import DOWN_PATH

ANSWERS: Final[Mapping[str, Answer]] = {
    KEYS_PATH: answer_chest,
    DOWN_PATH: answer_down,
    CRASH_REPORTS_PATH: answer_crash_reports,
    CONTENTS_PATH: answer_contents,
}
"""By the path under which it is asked over a line."""
