"""Registration, as it reads in the chat."""

from tests.centre import Phone

CONSENT = "Chào đồng chí! Đây là trợ lý nhắn tin của Trung tâm Chính trị Sông Ngàn: …"


async def test_a_learner_registers_with_name_and_birth_date(lan: Phone) -> None:
    await lan.says("/start")
    lan.hears(CONSENT, "Đồng ý", "Không đồng ý")
    await lan.picks("Đồng ý")
    lan.hears("Xin đồng chí gõ họ và tên đầy đủ, như trong danh sách lớp.")
    await lan.says("  tran thi  LAN ")
    lan.hears("Cảm ơn đồng chí tran thi LAN. Xin gõ ngày sinh (ví dụ 5/3/1990), hoặc năm sinh (ví dụ 1990).")
    await lan.says("5/3/1990")
    lan.hears("Có phải đồng chí là Trần Thị Lan?\nlớp NTD-03-2026, Chi bộ thôn Đông", "Đúng", "Không phải")
    await lan.picks("Đúng")
    lan.hears("Chào đồng chí Trần Thị Lan, lớp NTD-03-2026.\n…", "Xem lịch học", "Xem hướng dẫn")
    assert (await lan.person()).name == "Trần Thị Lan"
