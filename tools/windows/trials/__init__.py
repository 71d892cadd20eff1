"""What the installed program is seen to do, from outside; each trial goes on with the office of those before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tools.windows.installed import Installed
from tools.windows.trials import entrance, installing, machines, updating, windows_itself, work

Trial = Callable[[Installed], str]

TRIALS: Final[tuple[Trial, ...]] = (
    installing.installs_without_a_question,
    windows_itself.brings_every_library_it_loads,
    entrance.sets_up_an_office,
    entrance.opens_by_its_password,
    work.imports_a_workbook,
    work.takes_a_petition_and_prints_its_slip,
    work.prints_a_month,
    work.labels_an_asset,
    windows_itself.shows_every_page,
    windows_itself.speaks_under_both_code_pages,
    windows_itself.fits_larger_letters,
    windows_itself.works_without_a_network,
    windows_itself.keeps_a_second_instance_out,
    machines.gives_its_file_to_linux_and_takes_it_back,
    machines.syncs_with_a_server,
    machines.backs_up_and_restores,
    updating.updates_itself_and_comes_back,
    windows_itself.logs_nothing_unusual,
    installing.leaves_an_open_program_alone,
    installing.replaces_an_older_version_and_repairs,
    installing.is_removed_and_the_office_stays,
    installing.installs_for_one_person,
    installing.runs_from_a_stick,
)
"""In this order. What each says of itself stands in the table."""
