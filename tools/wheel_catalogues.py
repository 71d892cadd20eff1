"""Part of the wheel's build: compiles the catalogues of i18n/ and lays them in as ``sai_thong/_i18n``."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):
    """Hatch finds it by `tool.hatch.build.targets.wheel.hooks.custom` of pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; an editable install reads the checkout's own and needs none."""
        if version == "editable":
            return
        self._compiled = tempfile.TemporaryDirectory()
        source = Path(self.root) / "i18n"
        for po in sorted(source.rglob("*.po")):
            mo = po.relative_to(source).with_suffix(".mo")
            target = Path(self._compiled.name) / mo
            target.parent.mkdir(parents=True, exist_ok=True)
            with po.open("rb") as text, target.open("wb") as binary:
                write_mo(binary, read_po(text))
            build_data["force_include"][str(target)] = f"sai_thong/_i18n/{mo.as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away the compiled files; they are in the wheel now."""
        if version != "editable":
            self._compiled.cleanup()
