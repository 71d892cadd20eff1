"""Who receives for a person, as forms: the proxy with the authority, and the proxy's death."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances import payment_choices
from sai_thong.registers.allowances.findings import Action
from sai_thong.registers.allowances.payment_choices import Proxy
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import scheme_set_of
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.allowances.stepped import Step


def proxy_steps(store: Store, claim: Claim) -> Iterator[Step]:
    """Who may receive, and, while somebody may, that this person died."""
    yield _proxy(store, claim)
    if claim.proxy_name and claim.proxy_died_on is None:
        yield proxy_death_step(store, [claim])


def proxy_death_step(store: Store, claims: Sequence[Claim]) -> Step:
    """The death of the one proxy of `claims`; the register of citizens gives the day where it knows it."""
    name, scheme_set = claims[0].proxy_name, scheme_set_of(claims[0].scheme)
    count = ngettext("{name} receives for {count} person.", "{name} receives for {count} people.", len(claims))
    return Step(
        words=_("The proxy has died…"),
        title=_("{name} has died").format(name=name),
        operation=lambda values: payment_choices.record_proxy_deaths(store, scheme_set, claims, values["died_on"]),
        done=_("The death of the proxy is recorded; now record who receives instead."),
        says=count.format(name=name, count=f"{len(claims):,}")
        + " "
        + _("The authority ends with this death, and the check of each month warns until another proxy is recorded."),
        fields=(FieldSpec("died_on", _("Proxy died on"), "date", required=True),),
        values={"died_on": _known_death(store, claims[0].proxy_citizen_id)},
        settles=Action.RECORD_PROXY_DEATH,
    )


def _known_death(store: Store, citizen_id: str) -> date | None:
    found = store.find(Citizen, citizen_id=citizen_id, deceased=True) if citizen_id else []
    death = found[0].death if found else None
    return death.effective if death is not None and death.exact else None


def _proxy(store: Store, claim: Claim) -> Step:
    def record(values: Mapping[str, Any]) -> object:
        if not values["name"].strip():
            return payment_choices.set_proxy(store, claim, None)
        return payment_choices.set_proxy(store, claim, Proxy(**{**values, "citizen_id": values["citizen_id"] or ""}))

    return Step(
        words=_("Proxy…"),
        title=_("Who may receive for the person"),
        operation=record,
        done=_("The proxy is recorded."),
        fields=(
            FieldSpec("name", _("Proxy"), help=_("Empty: nobody may receive for the person any more.")),
            FieldSpec("citizen_id", _("Proxy's citizen ID"), "citizen-id"),
            FieldSpec("relation", _("Proxy's relation")),
            FieldSpec("address", _("Proxy's address"), "notes"),
            FieldSpec("phone", _("Proxy's telephone")),
            FieldSpec("authority_until", _("Authority ends on"), "date", purpose="future"),
            FieldSpec("is_staff", _("Proxy works for the office"), "tick"),
        ),
        values={
            "name": claim.proxy_name,
            "citizen_id": claim.proxy_citizen_id or None,
            "relation": claim.proxy_relation,
            "address": claim.proxy_address,
            "phone": claim.proxy_phone,
            "authority_until": claim.proxy_authority_until,
            "is_staff": claim.proxy_is_staff,
        },
        settles=Action.SET_PROXY,
    )
