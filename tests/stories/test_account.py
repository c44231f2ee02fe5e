"""Language, stopping, what is kept, and being forgotten, as it reads in the chat."""

from datetime import timedelta
from typing import cast

from sqlmodel import Session, select

from storage import chats, erasure, outbox, people, uploads
from storage.audit import Audit
from storage.chats import Chat
from storage.messages import File, Message
from tests.centre import Phone, TestCentre

STOPPED = (
    "Trợ lý đã ngừng gửi tin nhắc và thông báo cho đồng chí. Đồng chí vẫn hỏi và xem lịch học được.\n"
    "Muốn nhận lại, đồng chí bấm hoặc gõ: Nhận lại."
)
WAITS = (
    "Thông tin của đồng chí sẽ được xóa lúc 08:00, Thứ Năm, 26/11/2026. Từ nay đến đó trợ lý không gửi tin "
    "nhắc và thông báo nữa.\nNếu đổi ý, đồng chí bấm hoặc gõ: Giữ lại."
)
KEPT = "Thông tin của đồng chí được giữ lại. Đồng chí lại nhận tin nhắc và thông báo như trước."
ERASE = "Đồng chí muốn xóa thông tin của mình?\nSau 3 ngày, trợ lý xóa: …"
ERASE_CHOICES = ("Xóa thông tin của tôi", "Không xóa")


async def _notice(centre: TestCentre, phone: Phone, kind: str) -> None:
    """A notice to that phone which is due in an hour."""

    def put(session: Session) -> None:
        chat, _ = chats.open_chat(session, centre.wire.account_id, phone.chat, language="vi", now=centre.now)
        due = centre.now + timedelta(hours=1)
        outbox.put(session, chat, Message("Tin"), now=centre.now, lane=outbox.NOTICE, kind=kind, not_before=due)

    await centre.run(put)


def _text_of(file: File | None) -> str:
    assert file is not None
    return cast(str, file.data["text"])


async def test_stop_cancels_what_waits_and_can_be_taken_back(centre: TestCentre, minh: Phone) -> None:
    await _notice(centre, minh, "reminder")
    await minh.says("dừng")
    minh.hears(STOPPED, "Nhận lại")
    assert (await minh.person()).stopped
    await centre.later(hours=2)
    minh.hears_nothing()
    await minh.says("/dung")
    minh.hears(
        "Đồng chí đang ngừng nhận tin nhắc và thông báo. Muốn nhận lại, đồng chí bấm hoặc gõ: Nhận lại.",
        "Nhận lại",
    )
    await minh.picks("Nhận lại")
    minh.hears("Từ nay đồng chí lại nhận tin nhắc và thông báo.", "Xem lịch học")
    assert not (await minh.person()).stopped


async def test_resuming_works_typed_and_without_need(minh: Phone) -> None:
    await minh.says("/dung")
    minh.skips()
    await minh.says("nhận lại")
    minh.hears("Từ nay đồng chí lại nhận tin nhắc và thông báo.", "Xem lịch học")
    await minh.says("nhan lai")
    minh.hears("Đồng chí vẫn đang nhận tin nhắc và thông báo.", "Xem hướng dẫn")


async def test_answers_to_ones_own_questions_still_come(centre: TestCentre, minh: Phone) -> None:
    await _notice(centre, minh, "answer")
    await minh.says("/dung")
    minh.skips()
    await centre.later(hours=2)
    minh.hears("Tin")


async def test_right_never_stops(minh: Phone) -> None:
    await minh.says("đúng")
    minh.skips()
    assert not (await minh.person()).stopped


async def test_everything_that_is_kept_can_be_read(centre: TestCentre, minh: Phone) -> None:
    await minh.says("/hoi Mấy giờ học?")
    minh.skips()
    await minh.says("/dulieu")
    heard = minh.hears(
        "Tệp kèm theo ghi mọi thông tin đang lưu về đồng chí. Có điều chưa đúng, đồng chí chọn “Báo điều chưa "
        "đúng”; muốn xóa hết, chọn “Xóa thông tin”.",
        "Báo điều chưa đúng",
        "Xóa thông tin",
    )
    file = heard.message.file
    assert file is not None and (file.kind, file.name) == ("text", "thong-tin-cua-toi.txt")
    text = _text_of(file)
    assert text.startswith("\ufeffNhững thông tin Trung tâm Chính trị Sông Ngàn đang lưu về đồng chí\r\n")
    for line in (
        "Họ và tên: Nguyễn Văn Minh",
        "Ngày sinh: 1988",
        "Điện thoại: (không có)",
        "- Lớp NTD-03-2026 (Bồi dưỡng nhận thức về Đảng); Chi bộ thôn Tây; đã đăng ký; 08:00, Thứ Hai, 23/11/2026",
        "- Đồng ý với nội dung bản 2026-11, tiếng Việt, lúc 08:00, Thứ Hai, 23/11/2026",
        "- 08:00, Thứ Hai, 23/11/2026: Mấy giờ học?",
        "- 08:00, Thứ Hai, 23/11/2026: trả lời, đã gửi",
    ):
        assert line in text.split("\r\n"), text


async def test_a_mistake_goes_to_the_coordinator(minh: Phone, hoa: Phone) -> None:
    await minh.says("dữ liệu")
    minh.skips()
    await minh.picks("Báo điều chưa đúng")
    minh.hears("Xin đồng chí viết điều chưa đúng và sửa lại thế nào, trong một tin nhắn. Muốn thôi, gõ /huy.")
    await minh.says("Tôi sinh 5/3/1988")
    minh.skips()
    hoa.hears("Câu hỏi của Nguyễn Văn Minh, lớp NTD-03-2026:\nĐề nghị sửa thông tin: Tôi sinh 5/3/1988", "Trả lời")


async def test_of_a_stranger_nothing_is_kept(stranger: Phone) -> None:
    await stranger.says("/dulieu")
    stranger.hears("Trợ lý chưa lưu thông tin nào của đồng chí.")


async def test_whoever_agreed_but_never_registered_is_forgotten_at_once(
    centre: TestCentre, lan: Phone, hoa: Phone
) -> None:
    await lan.says("/start")
    lan.skips()
    await lan.picks("Đồng ý")
    lan.skips()
    await lan.says("/hoi Tôi là Lan, sao không có tên?")
    lan.skips()
    hoa.skips()
    await lan.says("/xoa")
    lan.hears(
        "Đồng chí muốn xóa những gì trợ lý đang lưu về cuộc trò chuyện này?\nThông tin được xóa ngay.",
        *ERASE_CHOICES,
    )
    await lan.picks("Xóa thông tin của tôi")
    lan.hears("Đã xóa. Trợ lý không còn lưu thông tin nào của đồng chí. Khi cần, đồng chí gõ /start để đăng ký.")
    await lan.says("/dulieu")
    lan.hears("Trợ lý chưa lưu thông tin nào của đồng chí.")
    await hoa.says("/phanhoi")
    hoa.hears("Không có câu hỏi nào đang chờ trả lời.")
    await centre.later(hours=25)
    assert [chat.external_id for chat in await _chats(centre)] == [hoa.chat]


async def test_nothing_is_erased_without_a_yes(minh: Phone) -> None:
    await minh.says("xóa")
    minh.hears(ERASE, *ERASE_CHOICES)
    await minh.picks("Không xóa")
    minh.hears("Trợ lý không xóa gì.", "Xem hướng dẫn")
    await minh.says("/giulai")
    minh.hears("Trợ lý không xóa gì.", "Xem hướng dẫn")
    person = await minh.person()
    assert (person.erase_at, person.stopped) == (None, False)


async def test_minds_can_be_changed_for_three_days(centre: TestCentre, minh: Phone) -> None:
    await minh.says("/xoa")
    minh.hears(ERASE, *ERASE_CHOICES)
    await minh.picks("Xóa thông tin của tôi")
    minh.hears(WAITS, "Giữ lại")
    assert (await minh.person()).stopped
    await centre.later(hours=71)
    await minh.says("/xoa")
    minh.hears(WAITS, "Giữ lại")
    await minh.says("/start")
    minh.hears(WAITS, "Giữ lại")
    await minh.picks("Giữ lại")
    minh.hears(KEPT, "Xem lịch học")
    await centre.later(hours=48)
    person = await minh.person()
    assert (person.name, person.stopped, person.erase_at) == ("Nguyễn Văn Minh", False, None)


async def test_keeping_works_typed(minh: Phone) -> None:
    await minh.says("/xoa")
    minh.skips()
    await minh.picks("Xóa thông tin của tôi")
    minh.skips()
    await minh.says("nhận lại")
    minh.hears(KEPT, "Xem lịch học")


async def test_after_three_days_the_person_is_forgotten(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await minh.says("/xoa")
    minh.skips()
    await minh.picks("Xóa thông tin của tôi")
    minh.skips()
    await centre.later(hours=72)
    minh.hears(
        "Thông tin của đồng chí đã được xóa. Muốn dùng lại, đồng chí đề nghị cán bộ giáo vụ ghi tên vào danh "
        "sách lớp, rồi gõ /start để đăng ký lại. Tạm biệt đồng chí!"
    )
    assert await _named(centre, "Nguyễn Văn Minh") == []
    await centre.later(hours=25)
    assert [chat.external_id for chat in await _chats(centre)] == [hoa.chat]
    assert [act for act in await _acts(centre) if "Minh" in f"{act}"] == []
    assert [act.action for act in await _acts(centre)] == ["asked to be erased", "consent withdrawn", "erased"]


async def test_the_farewell_does_not_ring_at_night(centre: TestCentre, minh: Phone) -> None:
    await centre.later(hours=14)  # 22:00
    await minh.says("/xoa")
    minh.skips()
    await minh.picks("Xóa thông tin của tôi")
    minh.skips()
    await centre.later(hours=72)
    minh.hears_nothing()
    await centre.later(hours=8)
    minh.hears("Thông tin của đồng chí đã được xóa. …")


async def test_whoever_was_forgotten_is_a_stranger(centre: TestCentre, minh: Phone) -> None:
    await minh.says("/xoa")
    minh.skips()
    await minh.picks("Xóa thông tin của tôi")
    await centre.later(hours=72)
    minh.skips()
    await minh.says("/start")
    minh.hears("Chào đồng chí! …", "Đồng ý", "Không đồng ý")
    await minh.picks("Đồng ý")
    minh.skips()
    await minh.says("Nguyễn Văn Minh")
    minh.skips()
    await minh.says("1988")
    minh.hears("…chưa tìm thấy Nguyễn Văn Minh…", "Nhập lại", "Hỏi cán bộ giáo vụ")


async def test_a_row_without_a_name_belongs_to_nobody(centre: TestCentre, lan: Phone) -> None:
    await lan.says("/start")
    lan.skips()
    await lan.picks("Đồng ý")
    await lan.says("Trần Thị Lan")
    lan.skips()
    await lan.says("5/3/1990")
    lan.skips()

    def forget(session: Session) -> None:
        (person,) = people.with_name(session, "Trần Thị Lan")
        erasure.erase(session, person, centre.now)

    await centre.run(forget)
    await lan.picks("Đúng")
    lan.hears("Xin đồng chí gõ họ và tên đầy đủ, như trong danh sách lớp.")


async def test_files_that_nobody_confirmed_are_forgotten(centre: TestCentre, hoa: Phone) -> None:
    owner = (await hoa.person()).id or 0
    await centre.run(lambda session: uploads.keep(session, owner, "ds.xlsx", "roster", "{}", centre.now))
    await centre.later(hours=23)
    assert len(await centre.database.read(lambda session: uploads.of_person(session, owner))) == 1
    await centre.later(hours=2)
    assert await centre.database.read(lambda session: uploads.of_person(session, owner)) == []


async def _named(centre: TestCentre, name: str) -> list[people.Person]:
    return await centre.database.read(lambda session: people.with_name(session, name))


async def _chats(centre: TestCentre) -> list[Chat]:
    return await centre.database.read(lambda session: list(session.exec(select(Chat))))


async def _acts(centre: TestCentre) -> list[Audit]:
    return await centre.database.read(lambda session: list(session.exec(select(Audit))))


async def test_who_had_stopped_messages_before_stays_stopped(minh: Phone) -> None:
    for said in ("/dung", "/xoa"):
        await minh.says(said)
        minh.skips()
    await minh.picks("Xóa thông tin của tôi")
    minh.skips()
    await minh.says("/giulai")
    minh.hears(
        "Thông tin của đồng chí được giữ lại. Tin nhắc và thông báo vẫn ngừng như trước.\n"
        "Muốn nhận lại, đồng chí bấm hoặc gõ: Nhận lại.",
        "Nhận lại",
    )
    assert (await minh.person()).stopped
    await minh.picks("Nhận lại")
    assert not (await minh.person()).stopped
