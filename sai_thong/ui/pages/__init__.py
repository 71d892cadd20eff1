"""The pages of the window, in the order of the side bar; each is loaded when it is first opened."""

from sai_thong.ground.language import N_
from sai_thong.ui.page import PageSpec

PAGES: tuple[PageSpec, ...] = (
    PageSpec("today", N_("Today"), "today", "sai_thong.ui.pages.today:TodayPage"),
    PageSpec("citizens", N_("Citizens"), "citizens", "sai_thong.ui.pages.citizens:CitizensPage", "citizens"),
    PageSpec(
        "allowances", N_("Allowances"), "allowances", "sai_thong.ui.pages.allowances:AllowancesPage", "allowances"
    ),
    PageSpec("petitions", N_("Petitions"), "petitions", "sai_thong.ui.pages.petitions:PetitionsPage", "petitions"),
    PageSpec("saraban", N_("Saraban"), "folder", "sai_thong.ui.pages.saraban:SarabanPage", "saraban"),
    PageSpec("assets", N_("Assets"), "assets", "sai_thong.ui.pages.assets:AssetsPage", "assets"),
    PageSpec("import", N_("Import"), "import", "sai_thong.ui.pages.importing:ImportPage", "citizens"),
    PageSpec("papers", N_("Forms and papers"), "papers", "sai_thong.ui.pages.papers:PapersPage"),
    PageSpec("sync", N_("Data exchange"), "exchange", "sai_thong.ui.pages.sync:SyncPage"),
    PageSpec("trust", N_("Security"), "shield", "sai_thong.ui.pages.trust:TrustPage", "trust"),
    PageSpec("settings", N_("Settings"), "settings", "sai_thong.ui.pages.settings:SettingsPage"),
)
