"""The page of security: its sections as tabs, each with a header and actions of its own."""

from __future__ import annotations

from sai_thong.ground.language import N_
from sai_thong.ui.page import Desk
from sai_thong.ui.sectioned_page import SectionedPage, SectionSpec


class TrustPage(SectionedPage):
    """Who works here and may do what, what can be proved, and the papers of the data protection act."""

    sections = (
        SectionSpec("users", N_("Users"), "trust.users:UsersSection"),
        SectionSpec("roles", N_("Roles"), "trust.roles:RolesSection"),
        SectionSpec("access", N_("Access log"), "trust.access:AccessSection"),
        SectionSpec("proof", N_("Proof"), "trust.proof:ProofSection"),
        SectionSpec("incidents", N_("Breaches"), "trust.incidents:IncidentsSection"),
        SectionSpec("requests", N_("Requests of persons"), "trust.requests:RequestsSection"),
        SectionSpec("dossier", N_("A person's data"), "trust.dossier:DossierSection"),
        SectionSpec("processing", N_("Record of processing"), "trust.processing:ProcessingSection"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.open_tabs()
