"""Broadcasts to more people than go into the outbox at once."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from storage.broadcasts.spreading import SLICE
from storage.cohorts import Enrolment
from storage.people import Person
from tests.centre import Phone, TestCentre
from tests.stories.test_broadcast import REPORT, SOMEONE_MISSED, WHO_MISSED, _hears_over, _sends, _started

SILENT = SLICE + 100  # people between Minh and Chi whom no chat reaches
STOPPED = "Thông báo đã dừng giữa chừng, gửi lúc 08:00, Thứ Hai, 23/11/2026, cho lớp NTD-03-2026:\n“Mai nghỉ học”\n\n"


@pytest.fixture
async def chi(centre: TestCentre, minh: Phone) -> Phone:
    """The last of a long roster, on which Minh is the first."""

    def enrol(session: Session) -> None:
        names = [f"Người Thứ {number}" for number in range(SILENT)]
        people = [Person(name=name, folded=name.lower(), created_at=centre.now) for name in names]
        session.add_all(people)
        session.flush()
        session.add_all(Enrolment(cohort_id=1, person_id=one.id or 0) for one in people)

    await centre.run(enrol)
    return await centre.registered("Vũ Thị Chi", "1991")


async def test_the_last_gets_it_with_the_next_slice(centre: TestCentre, minh: Phone, chi: Phone, hoa: Phone) -> None:
    await _sends(hoa)
    hoa.hears(_started(2), "Dừng")
    minh.hears("Mai nghỉ học")
    chi.hears_nothing()
    await hoa.says("ketqua 1")
    hoa.hears("Thông báo đang gửi, từ …\n\nĐã gửi: 1/602 người.\nĐang chờ gửi: 1 người.\n…", "Dừng", WHO_MISSED)
    await centre.later(seconds=2)
    if centre.capabilities.edits:
        hoa.hears("Đang gửi: 1/2 người.", "Dừng")
    chi.hears("Mai nghỉ học")
    await centre.later(seconds=2)
    _hears_over(hoa, 2, 2)
    hoa.hears(REPORT + "Đã gửi: 2/602 người.\nChưa nhận được: 600 người chưa đăng ký.", WHO_MISSED)
    minh.hears_nothing()
    chi.hears_nothing()


async def test_stopping_counts_those_too_who_were_not_in_line_yet(
    centre: TestCentre, minh: Phone, chi: Phone, hoa: Phone
) -> None:
    await _sends(hoa)
    hoa.skips()
    await hoa.picks("Dừng")
    hoa.hears("Đang dừng. Vài tin đã trên đường đi; một lát nữa trợ lý báo kết quả.")
    await centre.later(seconds=2)
    if centre.capabilities.edits:
        hoa.hears("Đã dừng: 1/1 người.")
    hoa.hears(
        STOPPED + "Đã gửi: 1/602 người.\nChưa nhận được: 600 người chưa đăng ký, 1 người do đã dừng.", *SOMEONE_MISSED
    )
    await hoa.says("guilai 1")
    hoa.hears(_started(1, again=True), "Dừng")
    chi.hears("Mai nghỉ học")
    minh.hears("Mai nghỉ học")
    minh.hears_nothing()
