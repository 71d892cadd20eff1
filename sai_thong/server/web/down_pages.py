"""What the province sends down: announcements, law tables, holidays, reference lists; for officers of the province."""

from __future__ import annotations

from starlette.responses import Response

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.from_province.contents import DOWN_KIND_LABELS, DownKind
from sai_thong.server.access import Act, NotSeen, of_pages
from sai_thong.server.database import authority_key
from sai_thong.server.down import send_down, sent_down, withdraw
from sai_thong.server.web.visit import Visit, number_in


def sent(visit: Visit) -> Response:
    """The list of what was sent."""
    with of_pages(visit.desk.engine) as connection:
        found = sent_down(connection)
    return visit.page("down.html", sent=found, kinds=DOWN_KIND_LABELS)


def new(visit: Visit) -> Response:
    """The form of something to send."""
    return _new(visit, 200, None)


def add(visit: Visit) -> Response:
    """Send something."""
    form = visit.form
    kind = form.get("kind", "")
    directory = visit.desk.directory
    try:
        content = visit.upload.decode("utf-8-sig") or form.get("content", "").replace("\r\n", "\n")
        if kind not in set(DownKind) or not form.get("title", "").strip():
            raise BadInput(_("What is sent has a kind and a title."))
        number = send_down(
            directory.engines().values(),
            authority_key(directory.first),
            visit.desk.clock,
            kind=DownKind(kind),
            title=form["title"].strip(),
            content=content,
            office=form.get("office", "").strip(),
            district=form.get("district", ""),
        )
    except UnicodeDecodeError:
        return _new(visit, 400, BadInput(_("The file is no text."), do=_("Save it as text in UTF-8.")))
    except BadInput as wrong:
        return _new(visit, 400, wrong)
    visit.note(Act.SENT_DOWN, f"{kind} {number}")
    return visit.go("/down", "sent-down")


def content(visit: Visit) -> Response:
    """One thing that was sent, as it was sent."""
    number = _number(visit)
    with of_pages(visit.desk.engine) as connection:
        found = next((each for each in sent_down(connection) if each.number == number), None)
    if found is None:
        raise NotSeen
    return visit.page("sent.html", sent=found, kind=DOWN_KIND_LABELS[found.kind])


def take_back(visit: Visit) -> Response:
    """Take something back: offices that did not decide upon it see it no longer."""
    number = _number(visit)
    directory = visit.desk.directory
    withdraw(directory.engines().values(), authority_key(directory.first), visit.desk.clock, number)
    visit.note(Act.TOOK_BACK, str(number))
    return visit.go("/down", "withdrawn")


def _number(visit: Visit) -> int:
    number = number_in(visit.request.path_params["number"])
    if number is None:
        raise NotSeen
    return number


def _new(visit: Visit, status: int, wrong: BadInput | None) -> Response:
    kinds = [(each.value, _(words)) for each, words in DOWN_KIND_LABELS.items()]
    places = [("", _("Every district")), *((each, each) for each in visit.districts())]
    return visit.page("new_down.html", status, kinds=kinds, districts=places, form=visit.form, wrong=wrong)
