"""The papers of petitions with invented cases."""

from __future__ import annotations

from collections.abc import Callable

from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.petitions.acknowledgement_letter import acknowledgement_letter
from sai_thong.forms.petitions.appeal_letter import appeal_letter
from sai_thong.forms.petitions.appointment_slip import appointment_slip
from sai_thong.forms.petitions.certificate import certificate
from sai_thong.forms.petitions.defect_note import defect_note
from sai_thong.forms.petitions.delay_letter import delay_letter
from sai_thong.forms.petitions.forward_letters import forward_letter, forward_notice
from sai_thong.forms.petitions.general_petition import general_petition
from sai_thong.forms.petitions.ita_reports import corruption_report, service_report
from sai_thong.forms.petitions.petition_memo import petition_memo
from sai_thong.forms.petitions.petition_register import petition_register
from sai_thong.forms.petitions.petition_sheet import PetitionForm
from sai_thong.forms.petitions.progress_letter import progress_letter
from sai_thong.forms.petitions.result_letter import result_letter
from sai_thong.forms.petitions.return_letter import return_letter
from sai_thong.forms.petitions.slip import roll_slip, slip
from sai_thong.forms.petitions.street_light import street_light
from sai_thong.forms.petitions.water_support import water_support
from sai_thong.ground.clock import Clock
from tests.forms.allowances.invented import ON_PAPER
from tests.forms.petitions import filled, filled_lists

Drawing = Callable[[PaperSettings, Clock], Paper]


def _of(draw: Callable[..., Paper], data: object) -> Drawing:
    return lambda settings, clock: draw(data, settings, clock)


PETITION_DRAWINGS: dict[str, Drawing] = {
    "general-petition": _of(general_petition, filled.FILLED),
    "general-petition-blank": _of(general_petition, filled.BLANK),
    "street-light": _of(street_light, PetitionForm(ON_PAPER, filled.LAMPS)),
    "street-light-blank": _of(street_light, filled.BLANK),
    "water-support": _of(water_support, PetitionForm(ON_PAPER, filled.WATER)),
    "water-support-blank": _of(water_support, filled.BLANK),
    "petition-slip": _of(slip, filled.PERMIT),
    "petition-slip-roll": _of(roll_slip, filled.PERMIT),
    "defect-note": _of(defect_note, filled.PERMIT),
    "return-letter": _of(return_letter, filled.RETURNED),
    "appointment-slip": _of(appointment_slip, filled.APPOINTMENT),
    "acknowledgement-letter": _of(acknowledgement_letter, filled.ACKNOWLEDGED),
    "progress-letter": _of(progress_letter, filled.PROGRESS),
    "delay-letter": _of(delay_letter, filled.DELAYED),
    "petition-memo": _of(petition_memo, filled.MEMO),
    "result-letter": _of(result_letter, filled.APPROVED),
    "result-letter-refused": _of(result_letter, filled.REFUSAL),
    "forward-letter": _of(forward_letter, filled.FORWARDED),
    "forward-notice": _of(forward_notice, filled.FORWARD_TOLD),
    "appeal-letter": _of(appeal_letter, filled.APPEALED),
    "certificate": _of(certificate, filled.CERTIFIED),
    "petition-register": _of(petition_register, filled_lists.REGISTER),
    "ita-services": _of(service_report, filled_lists.SERVICES),
    "ita-corruption": _of(corruption_report, filled_lists.NO_COMPLAINTS),
}
CONFIDENTIAL_DRAWINGS: dict[str, Drawing] = {
    "confidential-general-petition": _of(general_petition, PetitionForm(ON_PAPER, filled.ACCUSED)),
    "confidential-petition-slip": _of(slip, filled.ACCUSED),
    "confidential-petition-slip-roll": _of(roll_slip, filled.ACCUSED),
    "confidential-acknowledgement-letter": _of(acknowledgement_letter, filled.ACCUSED_ACKNOWLEDGED),
    "confidential-appointment-slip": _of(appointment_slip, filled.ACCUSED_APPOINTMENT),
    "confidential-petition-memo": _of(petition_memo, filled.ACCUSED),
    "confidential-forward-letter": _of(forward_letter, filled.ACCUSED_SENT),
    "petition-register-confidential": _of(petition_register, filled_lists.SEALED_REGISTER),
}
"""Of a complaint against an official."""
