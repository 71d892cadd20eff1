"""The official build is described so that it can run: its workflow is sound, and what it calls is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sai_thong import __version__
from tools import releasing
from tools.updates.__main__ import _parser as parser_of_updates

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"
TEXT = WORKFLOW.read_text(encoding="utf-8")


def looked_at(workflow: Path) -> subprocess.CompletedProcess[str]:
    """What the linter says; it asks nobody."""
    linter = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert linter, "zizmor is not installed: python3 dev.py test installs it"
    command = [linter, "--offline", "--strict-collection", "--persona", "pedantic", "--no-progress", workflow]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_linter_has_nothing_to_say() -> None:
    said = looked_at(WORKFLOW)
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ("    runs-on: ubuntu-24.04\n", "    runs_on: ubuntu-24.04\n"),
        ("        run: python -m tools.releasing fits $env:TAG\n", '        run: echo "${{ github.ref_name }}"\n'),
        ("@08c6903cd8c0fde910a37f88322edcfb5dd907a8", "@v5"),
    ],
    ids=["no such key", "a name that may hold commands", "an action that may change"],
)
def test_the_linter_would_say_so(tmp_path: Path, sound: str, broken: str) -> None:
    changed = tmp_path / ".github" / "workflows" / "release.yml"
    changed.parent.mkdir(parents=True)
    changed.write_text(TEXT.replace(sound, broken), encoding="utf-8")
    assert sound in TEXT
    assert looked_at(changed).returncode != 0


def test_every_job_waits_for_one_that_is_there_and_nothing_is_given_out_unsigned_by_mistake() -> None:
    jobs = re.findall(r"^  (\w+):$", TEXT.partition("\njobs:\n")[2], re.MULTILINE)
    assert jobs == ["program", "packages", "installed", "draft"]
    assert re.findall(r"^    needs: (\w+)$", TEXT, re.MULTILINE) == jobs[:-1]
    signing = re.findall(r"( +)if: env\.IS_SIGNED == 'true'\n +run: \./\.github/sign\.ps1", TEXT)
    assert len(signing) == 2 == TEXT.count("IS_SIGNED: ${{ secrets.WINDOWS_CERTIFICATE != '' }}")


def test_the_commands_of_the_workflow_are_there() -> None:
    joined = re.sub(r"\\\n +", "", TEXT).replace('"${former[@]}"', "--former old")
    steps = re.findall(r"python -m tools\.releasing (.+)", joined)
    assert [step.split()[0] for step in steps] == ["fits", "house", "packages"]
    for step in steps:
        assert releasing.parser().parse_args(step.split()).run
    (packing,) = re.findall(r"python -m tools\.updates (.+)", joined)
    assert parser_of_updates().parse_args(packing.split()).former == [Path("old")]
    for name in re.findall(r"(?:\./)?(\.github/\S+\.ps1|requirements\.lock)", TEXT):
        assert (ROOT / name).is_file()


@pytest.mark.parametrize(("tag", "code"), [(f"v{__version__}", 0), ("v0.0.0", 1), (__version__, 1), ("v1; rm", 1)])
def test_a_tag_must_be_the_version(tag: str, code: int) -> None:
    assert releasing.main(["fits", tag]) == code


def test_the_house_is_what_the_program_was_made_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(into: Path) -> Path:
        made = into / "SaiThong"
        made.mkdir(parents=True)
        (made / "SaiThong").write_text("program")
        return made

    monkeypatch.setattr(releasing, "build", lambda _into: build(tmp_path / "built"))
    assert releasing.main(["house", "--into", str(tmp_path / "house")]) == 0
    assert (tmp_path / "house" / "current").read_text().strip() == f"app-{__version__}"
