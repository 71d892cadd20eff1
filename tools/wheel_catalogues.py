"""Part of the wheel's build: compiles the catalogues of i18n/ and lays them in as ``sai_thong/_i18n``."""

from __future__ import annotations

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
        source = Path(self.root) / "i18n"
        compiled = Path(self.root) / "build" / "wheel-catalogues"
        for po in sorted(source.rglob("*.po")):
            mo = po.relative_to(source).with_suffix(".mo")
            target = compiled / mo
            target.parent.mkdir(parents=True, exist_ok=True)
            with po.open("rb") as text, target.open("wb") as binary:
                write_mo(binary, read_po(text))
            build_data["force_include"][str(target)] = f"sai_thong/_i18n/{mo.as_posix()}"
