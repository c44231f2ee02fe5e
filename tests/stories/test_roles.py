"""A role comes from an invitation and from nothing else."""

from __future__ import annotations

from sqlmodel import select

from storage import people, registration
from storage.audit import Audit
from storage.people import COORDINATOR
from tests.centre import Phone, TestCentre

NOT_UNDERSTOOD = "Trợ lý chưa hiểu. Xin chọn một mục ở trên: bấm nút, hoặc gõ số từ 1 đến 2."


async def _appointed(centre: TestCentre, phone: Phone) -> None:
    """The learner of that phone takes an invitation."""
    code = await centre.run(lambda session: registration.invite(session, COORDINATOR, centre.now))
    await phone.says(f"/start {code}")
    phone.skips()


async def _claims(phone: Phone, name: str, birth: str) -> None:
    await phone.says("/start")
    phone.skips()
    await phone.picks("Đồng ý")
    await phone.says(name)
    await phone.says(birth)
    phone.skips()


async def test_name_and_birth_date_of_a_coordinator_make_none(
    centre: TestCentre, hoa: Phone, minh: Phone, stranger: Phone
) -> None:
    await _appointed(centre, minh)
    await hoa.says("/nguoihoc minh")
    hoa.skips()
    await hoa.picks("Gỡ điện thoại")
    hoa.skips()
    await hoa.picks("Gỡ")
    await _claims(stranger, "Nguyễn Văn Minh", "1988")
    await stranger.picks("Đúng")
    stranger.hears("Chào đồng chí Nguyễn Văn Minh, lớp NTD-03-2026.\n…", "Xem lịch học", "Xem hướng dẫn")
    await stranger.says("/nguoihoc minh")
    stranger.hears(NOT_UNDERSTOOD)
    log = await centre.run(lambda session: session.exec(select(Audit.action)).all())
    assert "roles withdrawn" in log


async def test_a_granted_phone_gets_no_role(centre: TestCentre, hoa: Phone, minh: Phone, stranger: Phone) -> None:
    await _appointed(centre, minh)
    await _claims(stranger, "Nguyễn Văn Minh", "1988")
    request = await centre.run(lambda session: session.exec(select(registration.LinkRequest.id)).one())
    hoa.skips()
    await hoa.says(f"/noi {request}")
    hoa.skips()
    stranger.skips()
    await stranger.says("/lop")
    assert COORDINATOR not in (await stranger.person()).roles
    roles = await centre.run(lambda session: people.with_name(session, "Nguyễn Văn Minh")[0].roles)
    assert roles == []
