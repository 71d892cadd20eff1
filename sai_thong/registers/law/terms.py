"""The words that both the law tables and the rules use: schemes, sources of pay, kinds of rule."""

from __future__ import annotations

from enum import StrEnum

from sai_thong.ground.language import N_


class Scheme(StrEnum):
    """An allowance scheme. The values are those of the law tables and of the command line."""

    OLD_AGE = "old-age"
    DISABILITY = "disability"
    HIV = "hiv"


SCHEME_LABELS: dict[Scheme, str] = {
    Scheme.OLD_AGE: N_("Old-age allowance"),
    Scheme.DISABILITY: N_("Disability allowance"),
    # The illness is named nowhere but on its own form: lists, memos and receipts carry these words.
    Scheme.HIV: N_("Assistance for livelihood"),
}
"""English message ids; show them through `_`."""


class SchemeSet(StrEnum):
    """Schemes kept, run and closed together. The value of a sealed set is the name of its key in the store."""

    ORDINARY = "ordinary"
    SPECIAL = "special"
    """The sensitive one. Its name stands readable in the file, so it says nothing."""

    @property
    def sealed(self) -> bool:
        """Whether the set has a key of its own and stays out of the ordinary run, search and totals."""
        return self is not SchemeSet.ORDINARY


SCHEMES_OF: dict[SchemeSet, tuple[Scheme, ...]] = {
    SchemeSet.ORDINARY: (Scheme.OLD_AGE, Scheme.DISABILITY),
    SchemeSet.SPECIAL: (Scheme.HIV,),
}


def scheme_set_of(scheme: Scheme) -> SchemeSet:
    """The set a scheme is kept, run and closed in."""
    return SchemeSet.SPECIAL if scheme is Scheme.HIV else SchemeSet.ORDINARY


class PaySource(StrEnum):
    """Who moves the money: กรมบัญชีกลาง directly, or the office itself (อปท.)."""

    CGD = "cgd"
    LAO = "lao"


class IncomeKind(StrEnum):
    """An income, a post or care that excludes from a scheme while it lasts (ระเบียบฯ 2552 ข้อ 6 (4))."""

    PENSION = "pension"
    """บำนาญ."""
    RETAINER = "retainer"
    """เบี้ยหวัด."""
    SPECIAL_PENSION = "special-pension"
    """บำนาญพิเศษ."""
    HEIR_PENSION = "heir-pension"
    """บำนาญพิเศษ received as the heir of an official."""
    SALARY = "salary"
    """เงินเดือน ค่าตอบแทน or รายได้ประจำ of the state, a state enterprise or a local office."""
    POST = "post"
    """A paid post: กำนัน, ผู้ใหญ่บ้าน, สมาชิกสภา and the like."""
    CARE_HOME = "care-home"
    """Lives in a สถานสงเคราะห์ of the state or a local office."""


INCOME_LABELS: dict[IncomeKind, str] = {
    IncomeKind.PENSION: N_("a pension"),
    IncomeKind.RETAINER: N_("a military retainer"),
    IncomeKind.SPECIAL_PENSION: N_("a special pension"),
    IncomeKind.HEIR_PENSION: N_("a special pension as an heir"),
    IncomeKind.SALARY: N_("a salary or regular pay from the state"),
    IncomeKind.POST: N_("a paid public post"),
    IncomeKind.CARE_HOME: N_("care in a state home"),
}
"""English message ids, worded for the middle of a sentence; show them through `_`."""


class Certainty(StrEnum):
    """How sure a row of the law tables is."""

    VERIFIED = "verified"
    GENERAL_KNOWLEDGE = "general_knowledge"
    UNVERIFIED = "unverified"


CERTAINTY_LABELS: dict[Certainty, str] = {
    Certainty.VERIFIED: N_("verified"),
    Certainty.GENERAL_KNOWLEDGE: N_("general knowledge"),
    Certainty.UNVERIFIED: N_("not yet confirmed"),
}
"""English message ids; show them through `_`."""


class RateKind(StrEnum):
    """The regular amount, or an addition to it for a time."""

    BASE = "base"
    SUPPLEMENT = "supplement"


class Payer(StrEnum):
    """Whose months an amount is counted in."""

    OFFICE = "office"
    WELFARE_CARD = "welfare_card"
    """Paid into บัตรสวัสดิการแห่งรัฐ, never through the office."""


class EntryTiming(StrEnum):
    """From which month a first entitlement by age begins."""

    FISCAL_YEAR_AFTER_BIRTHDAY = "fiscal_year_after_birthday"
    MONTH_AGE_COUNTS = "month_age_counts"


class StepTiming(StrEnum):
    """From which month a later step by age begins."""

    NEXT_FISCAL_YEAR = "next_fiscal_year"
    NEXT_MONTH = "next_month"


class RegistrationStart(StrEnum):
    """From which month a scheme without confirmation windows is paid."""

    MONTH_AFTER_REGISTRATION = "month_after_registration"
    MONTH_AFTER_APPROVAL = "month_after_approval"


class OldOfficeUntil(StrEnum):
    """Until when the office that a person moved away from goes on paying."""

    END_OF_FISCAL_YEAR = "end_of_fiscal_year"
    MONTH_OF_MOVE = "month_of_move"


class NewOfficeFrom(StrEnum):
    """From when the office that a person moved to begins to pay."""

    NEXT_FISCAL_YEAR = "next_fiscal_year"
    REGISTRATION = "registration"


class DeathTest(StrEnum):
    """On which day a person must be alive for the month to be paid."""

    ALIVE_ON_PAY_DATE = "alive_on_pay_date"
    ALIVE_ON_FIRST_DAY = "alive_on_first_day"


class Letter(StrEnum):
    """A letter or order that asks for an answer within some days, or tells within which to appeal."""

    OVERPAYMENT_FACTS = "overpayment-facts"
    """หนังสือแจ้งข้อเท็จจริงและขอให้ชี้แจง."""
    OVERPAYMENT_DEMAND = "overpayment-demand"
    """หนังสือแจ้งให้คืนเงิน: within which to object."""
    SUSPENSION_APPEAL = "suspension-appeal"
    """คำสั่งระงับการจ่าย: within which to appeal."""
    VILLAGE_CHECK = "village-check"
    """หนังสือนำส่งแบบตรวจสอบรายชื่อ to the ผู้ใหญ่บ้าน."""


LETTER_LABELS: dict[Letter, str] = {
    Letter.OVERPAYMENT_FACTS: N_("Letter with the facts of an overpayment: days to explain"),
    Letter.OVERPAYMENT_DEMAND: N_("Letter that asks money back: days to object"),
    Letter.SUSPENSION_APPEAL: N_("Order of suspension: days to appeal"),
    Letter.VILLAGE_CHECK: N_("List for the village head: days to return it"),
}
"""English message ids; show them through `_`."""
