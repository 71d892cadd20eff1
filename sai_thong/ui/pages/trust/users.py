"""Who works with the program and as what: adding, other roles, disabling, passwords, sensitive parts, sealed sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.permits import Action
from sai_thong.ground.language import _
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.registers.trust import key_changes, users
from sai_thong.registers.trust.accounts import SheetPlace, UserAccount
from sai_thong.registers.trust.roles import roles_of
from sai_thong.registers.trust.users import UserView
from sai_thong.thai.calendar import thai_date
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    ChipText,
    Column,
    ListTable,
    ListWithRecord,
    RecordPanel,
    RecordView,
    Row,
    Text,
    ThaiLabel,
    Tone,
    keys,
    thai_order,
)
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.trust import user_forms
from sai_thong.ui.pages.trust.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.trust.page import TrustPage


class UsersSection(Section):
    """Everybody who may open the file, and who once might."""

    def __init__(self, page: TrustPage) -> None:
        sheet = ActionButton(_("Sealed sheet…"), self.seal_sheet)
        add = ActionButton(_("Add a user…"), self.add, key=keys.NEW, kind="primary")
        may = page.desk.store.permits.allows("trust", Action.ADMINISTER)
        super().__init__(page, _("Users"), [sheet, add] if may else [])
        self._may_change = may
        self._users: dict[str, UserView] = {}
        self.table = ListTable(
            [
                Column("name", _("User name"), 160, strong=True, sort_value=thai_order("name")),
                Column("person", _("Name and surname"), spare=True),
                Column("roles", _("Roles"), least=200),
                Column("standing", _("State"), 130, kind="chip"),
            ],
            name=_("Users"),
        )
        self.record = RecordPanel(_("Choose a user to see the roles and what was done."))
        self.sheets = ThaiLabel("", Text.SMALL, muted=True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(ListWithRecord(self.table, self.record, shares=(27, 12)), 1)
        column.addWidget(self.sheets)
        self.put(holder)
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.change())

    # the list

    def load(self) -> None:
        """Read the users, and where the sheets lie."""
        self._users = {each.name: each for each in users.users_of(self.store)}
        self.table.set_rows([_row(each) for each in self._users.values()])
        self.sheets.set_text(_sheet_words(users.sheet_places(self.store)))

    def _show(self, row: Row | None) -> None:
        user = self._users.get(str(row["id"])) if row else None
        if user is None:
            self.record.show_nothing()
            return
        history = history_shown(self.page, user.account) if user.account else None
        self.record.show_record(_view(user), self._offered(user) if self._may_change else [], whole_history=history)

    def _offered(self, user: UserView) -> list[ActionButton]:
        actions = [
            ActionButton(_("Change…"), self.change, key=keys.EDIT),
            ActionButton(_("Hand work over…"), self.hand_over, key=keys.PRINT),
        ]
        if user.opens:
            actions += [
                ActionButton(_("Give a password…"), self.give_password),
                ActionButton(_("Disable…"), self.disable, kind="danger"),
            ]
            if self._parts_to_give(user):
                actions.append(ActionButton(_("Open a part…"), self.grant))
        elif user.account is not None and not user.account.active:
            actions.append(ActionButton(_("Let in again…"), self.let_in_again))
        return actions

    def _parts_to_give(self, user: UserView) -> list[int]:
        """Numbers of the sensitive sets that this user holds and the other does not."""
        held = self.store.keys.set_keys
        return [
            number for number, name in enumerate(SENSITIVE_SETS, start=1) if name in held and number not in user.sets
        ]

    def _chosen(self) -> UserView | None:
        row = self.table.chosen()
        return self._users.get(str(row["id"])) if row else None

    # what is done

    def add(self) -> None:
        """The form of a new user."""
        form = user_forms.add_form(roles_of(self.store), self.today)

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[UserAccount]]:
            facts = user_forms.account_of(values)
            return partial(
                users.add_user, self.store, values["name"], values["password"], roles=values["roles"], facts=facts
            )

        self.open_form(form, operation, self._done(_("{name} may open the file now.")))

    def change(self) -> None:
        """The form of other roles and facts."""
        user = self._chosen()
        if user is None or not self._may_change:
            return
        account = user.account or UserAccount(name=user.name, roles=("administrator",))

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[UserAccount]]:
            facts = user_forms.account_of(values)
            return partial(
                users.change_account, self.store, user.name, roles=values["roles"], facts=facts, why=values["why"]
            )

        form = user_forms.change_form(account, roles_of(self.store), self.today)
        self.open_form(form, operation, self._done(_("Saved: {name}")))

    def disable(self) -> None:
        """The form that lets a person in no more."""
        user = self._chosen()
        if user is None:
            return

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[UserAccount]]:
            return partial(users.disable_user, self.store, user.name, why=values["why"])

        form = user_forms.disable_form(user.name, self.today)
        self.open_form(form, operation, self._done(_("{name} may not open the file any more.")))

    def let_in_again(self) -> None:
        """The form that lets a disabled user in again."""
        user = self._chosen()
        if user is None:
            return

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[UserAccount]]:
            return partial(users.let_in_again, self.store, user.name, values["password"], why=values["why"])

        form = user_forms.again_form(user.name, self.today)
        self.open_form(form, operation, self._done(_("{name} may open the file now.")))

    def give_password(self) -> None:
        """The form of a new password for a colleague."""
        user = self._chosen()
        if user is None:
            return

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[UserAccount]]:
            return partial(users.give_password, self.store, user.name, values["password"])

        form = user_forms.password_form(user.name, self.today)
        self.open_form(form, operation, self._done(_("{name} has a new password.")))

    def grant(self) -> None:
        """The form that opens a sensitive part for a colleague."""
        user = self._chosen()
        if user is None:
            return
        store = self.store

        def operation(values: Mapping[str, Any]) -> Callable[[], object]:
            set_name = SENSITIVE_SETS[int(values["part"]) - 1]
            return partial(key_changes.open_set_to, store, user.name, set_name)

        def done(_nothing: object) -> Banner:
            self.load()
            self.table.choose_id(user.name)
            told = _("{name} may open this part from the next opening on.")
            return Banner(told.format(name=user.name), Tone.OK)

        self.open_form(user_forms.grant_form(user.name, self._parts_to_give(user), self.today), operation, done)

    def hand_over(self) -> None:
        """The form of who takes over, and then the list of what is handed over."""
        user = self._chosen()
        if user is None:
            return
        form = user_forms.handing_over_form(user.name, self.today)

        def show(values: Mapping[str, Any]) -> None:
            # The papers are loaded only where one is printed.
            from sai_thong.forms.paper_kinds import PaperRequest
            from sai_thong.ui.pages.paper_prints import print_paper

            self.over.uncover()
            asked = PaperRequest(record_id=user.name, custodian=str(values["to"] or ""))
            print_paper(self.page, "handing-over", asked)

        form.save_asked.connect(show)
        self.over.show_form(form)

    def seal_sheet(self) -> None:
        """The form of where a recovery sheet lies."""

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[SheetPlace]]:
            witnesses = str(values["witnesses"] or "").splitlines()
            return partial(
                users.keep_sheet_place,
                self.store,
                int(values["part"]),
                values["place"],
                values["sealed_on"],
                witnesses,
            )

        def done(_saved: Saved[SheetPlace]) -> Banner:
            self.load()
            return Banner(_("It is written down where the sheet lies."), Tone.OK)

        self.open_form(user_forms.sheet_form(self.today), operation, done)

    def _done(self, words: str) -> Callable[[Saved[UserAccount]], Banner]:
        def done(saved: Saved[UserAccount]) -> Banner:
            self.load()
            self.table.choose_id(saved.record.name)
            return Banner(words.format(name=saved.record.name), Tone.OK)

        return done

    # the page

    def state(self) -> dict[str, Any]:
        """The chosen user."""
        chosen = self.table.chosen()
        return {"chosen": chosen["id"] if chosen else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose a user."""
        self.table.choose_id(str(state.get("chosen", "")))


def _row(user: UserView) -> Row:
    account = user.account
    return {
        "id": user.name,
        "name": user.name,
        "person": " · ".join(filter(None, (account.full_name, account.position))) if account else "",
        "roles": ", ".join(user.roles),
        "standing": _standing(user),
    }


def _standing(user: UserView) -> ChipText:
    if user.opens:
        return ChipText(_("May sign in"), Tone.OK) if user.roles else ChipText(_("No role"), Tone.WARNING)
    return ChipText(_("May not sign in"))


def _view(user: UserView) -> RecordView:
    account = user.account
    facts = [(_("Roles"), ", ".join(user.roles) or _("No role"))]
    if account is not None:
        told = ((_("Name and surname"), account.full_name), (_("Position"), account.position))
        facts += [*told, (_("Telephone"), account.phone)]
        if account.disabled_on:
            facts += [(_("Disabled on"), thai_date(account.disabled_on)), (_("Why disabled"), account.disabled_why)]
    if user.sets:
        facts.append((_("Sensitive parts opened"), ", ".join(map(str, user.sets))))
    return RecordView(name=user.name, chips=(_standing(user),), facts=tuple(each for each in facts if each[1]))


def _sheet_words(places: Mapping[int, SheetPlace]) -> str:
    """Where the office's own sheet lies, or that nobody wrote it down."""
    own = places.get(0)
    if own is None:
        return _("It is not written down where the office's recovery sheet lies sealed.")
    told = _("The office's recovery sheet lies sealed since {day}: {place}.")
    return told.format(day=thai_date(own.sealed_on), place=own.place)
