"""The province sends announcements and proposals down by a form, sees what it sent, and takes it back."""

from __future__ import annotations

import pytest

from sai_thong.server.database import reading
from sai_thong.server.down import sent_behind

HOLIDAY = '[[holiday]]\nday = 2027-05-04\nname = "วันหยุดพิเศษ"\n'
SENDING = {"kind": "announcement", "title": "ประชุม <หัวหน้า>", "content": "พบกัน\r\n9 โมง", "district": "", "office": ""}


def behind(province, office: str) -> list[str]:
    with reading(province) as connection:
        return [each.title for each in sent_behind(connection, office, 0) if not each.withdrawn]


def test_what_is_sent_is_listed_read_and_taken_back(signed_in, province):
    browser = signed_in()
    page = browser.post("/down/add", SENDING)
    assert page.url.path == "/down"
    assert "ประชุม &lt;หัวหน้า&gt;" in page.text
    assert "พบกัน\n9 โมง" in browser.get("/down/1").text
    browser.post("/down/add", SENDING | {"title": "เฉพาะแม่แจ่ม", "district": "แม่แจ่ม"})
    assert (behind(province, "5001"), behind(province, "5101")) == (
        ["ประชุม <หัวหน้า>", "เฉพาะแม่แจ่ม"],
        ["ประชุม <หัวหน้า>"],
    )
    assert "ถอนกลับแล้ว" in browser.post("/down/1/take-back", shown="/down").text
    assert browser.post("/down/1/take-back", shown="/account").status_code == 400
    assert browser.get("/down/9").status_code == 404
    assert browser.get("/down/x").status_code == 404
    log = browser.get("/log").text
    assert "ส่งเรื่องลงสำนักงาน" in log
    assert "<td>ประกาศ 1</td>" in log
    assert "ถอนเรื่องที่ส่งกลับ" in log


def test_a_file_goes_in_place_of_the_text(signed_in, province):
    browser = signed_in()
    form = {"form_token": browser.token("/down/add"), "kind": "holidays", "title": "วันหยุด", "content": "ignored"}
    files = {"file": ("days.toml", ("\ufeff" + HOLIDAY).encode())}
    assert browser.client.post("/down/add", data=form, files=files).url.path == "/down"
    with reading(province) as connection:
        assert [each.content for each in sent_behind(connection, "5001", 0)] == [HOLIDAY]
    torn = {"file": ("days.toml", b"\xff\xfe\x00")}
    assert browser.client.post("/down/add", data=form, files=torn).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"kind": "other"}, {"kind": "law"}, {"content": ""}, {"office": "9999"}, {"district": "ไม่มี"}],
)
def test_what_no_office_could_read_is_not_sent(signed_in, province, wrong):
    answer = signed_in().post("/down/add", SENDING | wrong)
    assert (answer.status_code, 'role="alert"' in answer.text) == (400, True)
    assert behind(province, "5001") == []
