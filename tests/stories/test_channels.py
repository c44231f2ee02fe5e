"""Two channels of one person: linking, choosing, and a notice that takes the other one, as they read in the chats."""

from __future__ import annotations

import pytest
from sqlmodel import Session, col, select

from bot.channels import Blocked, Capabilities, NeverWrote, QuotaUsedUp, Refused, SendError, Unsure
from storage import chats, outbox, plans
from storage.chats import Chat
from storage.messages import Choice, Message
from storage.outbox import NOTICE, Outbox
from storage.plans import MonthlyUse
from tests.centre import PLAIN, Phone, TestCentre
from tests.lessons import row, timetable
from tests.wire import Wire

ONE = (
    "Đồng chí đang nhận tin qua:\n- Wire (tin nhắc và thông báo đến đây)\n"
    "Nếu dùng thêm ứng dụng khác (Zalo hoặc Telegram), đồng chí nối thêm để không lỡ tin."
)
CODE = (
    "Mã nối kênh: …\nĐồng chí mở một trong các trợ lý sau và gõ mã này vào:\n- Other Lớp Đông\n"
    "Mã dùng một lần, trong 15 phút. Xin không đưa mã cho người khác."
)
LINKED = (
    "Đã nối kênh này với Nguyễn Văn Minh. Lịch học, bài làm và kết quả dùng chung ở mọi kênh.\n"
    "Muốn chọn kênh nhận tin nhắc, đồng chí gõ: Kênh."
)
WRONG = (
    "Mã này không đúng hoặc đã hết hạn. Đồng chí vào kênh đã đăng ký, gõ: Kênh, để lấy mã mới. "
    "Chưa đăng ký thì bắt đầu ở đây."
)
SMALL = Capabilities(buttons=False, edits=False, files=False, people=2, messages_a_month=10)


async def code_of(minh: Phone) -> str:
    """The code that Minh is given."""
    await minh.says("kenh")
    minh.skips()
    await minh.picks("Nối thêm kênh")
    return minh.skips()[0].message.text.splitlines()[0].removeprefix("Mã nối kênh: ")


async def linked(centre: TestCentre, minh: Phone, other: Wire | None = None) -> Phone:
    """Minh's second phone, linked already."""
    wire = other or centre.account("Lớp Đông")
    code = await code_of(minh)
    second = centre.phone("Minh (Zalo)", wire=wire)
    await second.says(code)
    second.hears(LINKED, "Xem các kênh")
    minh.hears("Đã nối thêm kênh Other Lớp Đông với đồng chí.\n…", "Xem các kênh")
    return second


async def notice(centre: TestCentre, phone: Phone, text: str = "Mai nghỉ học", **details: object) -> int:
    """Queue a notice to the person of that phone as reminders do, and deliver."""
    person = await phone.person()

    def put(session: Session) -> int:
        chat = chats.reaching(session, person.id or 0)
        assert chat is not None
        given = {"kind": "broadcast", "now": centre.now, "lane": NOTICE, **details}
        return outbox.put(session, chat, Message(text, (Choice("Đã nhận", "/danhan 7"),)), **given) or 0  # type: ignore[arg-type]

    row_id = await centre.run(put)
    await centre.deliver()
    return row_id


async def state(centre: TestCentre, row_id: int) -> tuple[str, str]:
    row = await centre.database.read(lambda session: session.get_one(Outbox, row_id))
    return row.state, row.reason


async def test_a_second_channel_is_linked_by_a_code(centre: TestCentre, minh: Phone) -> None:
    wire = centre.account("Lớp Đông")
    await minh.says("kenh")
    minh.hears(ONE, "Nối thêm kênh")
    await minh.picks("Nối thêm kênh")
    minh.hears(CODE)
    second = await linked(centre, minh, wire)
    assert (await second.person()).name == (await minh.person()).name == "Nguyễn Văn Minh"


async def test_a_code_works_once_and_for_a_quarter_of_an_hour(centre: TestCentre, minh: Phone) -> None:
    code, other = await code_of(minh), centre.account("Lớp Tây")
    await centre.later(minutes=16)
    late = centre.phone("Muộn", wire=other)
    await late.says(code)
    late.hears(WRONG, "Đăng ký")
    minh.skips()
    second = await linked_again(centre, minh, other)
    third = centre.phone("Người Lạ", wire=other)
    await third.says(second)
    third.hears(WRONG, "Đăng ký")


async def linked_again(centre: TestCentre, minh: Phone, other: Wire) -> str:
    await minh.says("kenh")
    minh.skips()
    await minh.picks("Nối thêm kênh")
    code = minh.skips()[0].message.text.splitlines()[0].removeprefix("Mã nối kênh: ")
    phone = centre.phone("Minh (Zalo)", wire=other)
    await phone.says(code.replace(" ", ""))
    phone.hears(LINKED, "Xem các kênh")
    return code


async def test_five_wrong_codes_an_hour(centre: TestCentre, minh: Phone, stranger: Phone) -> None:
    for _ in range(5):
        await stranger.says("1234 5678")
        stranger.hears(WRONG, "Đăng ký")
    await stranger.says(await code_of(minh))
    stranger.hears("…", "Hỏi cán bộ giáo vụ")


async def test_eight_digits_of_someone_who_is_registered_are_no_code(minh: Phone) -> None:
    await minh.says("1234 5678")
    assert "Mã này" not in minh.skips()[0].message.text


async def test_someone_elses_chat_is_not_taken(centre: TestCentre, minh: Phone) -> None:
    code = await code_of(minh)
    other = await centre.registered("Lê Văn Tám")
    await other.says(code)
    other.hears("Kênh này đã thuộc về đồng chí hoặc người khác nên không nối thêm được.", "Xem các kênh")


async def test_notices_go_to_the_channel_that_was_chosen(centre: TestCentre, minh: Phone) -> None:
    second = await linked(centre, minh)
    await second.says("kenh")
    second.hears(
        "Đồng chí đang dùng các kênh:\n- Other Lớp Đông (tin nhắc và thông báo đến đây)\n- Wire\n"
        "Khi kênh nhận tin nhắc gặp trở ngại, trợ lý gửi qua kênh còn lại.",
        "Nhận tin qua Wire", "Nối thêm kênh", "Bỏ Wire",
    )  # fmt: skip
    await second.picks("Nhận tin qua Wire")
    second.hears(
        "Đã đổi. Đồng chí đang dùng các kênh:\n- Wire (tin nhắc và thông báo đến đây)\n- Other Lớp Đông",
        "Nhận tin qua Other Lớp Đông", "Nối thêm kênh", "Bỏ Wire",
    )  # fmt: skip
    await notice(centre, minh)
    minh.hears("Mai nghỉ học", "Đã nhận")
    second.hears_nothing()


async def test_a_channel_can_be_left(centre: TestCentre, minh: Phone) -> None:
    second = await linked(centre, minh)
    await minh.says("kenh")
    minh.skips()
    await minh.picks("Bỏ Other Lớp Đông")
    minh.hears("Đã bỏ Other Lớp Đông.", "Xem các kênh")
    await second.says("lich")
    second.hears("Đồng chí cần đăng ký trước, chỉ mất một phút.", "Đăng ký")


@pytest.mark.parametrize("error", [Blocked("blocked"), NeverWrote("gone"), QuotaUsedUp("quota")])
async def test_what_one_channel_refuses_takes_the_other(centre: TestCentre, minh: Phone, error: SendError) -> None:
    second = await linked(centre, minh)
    second.wire.refusals[second.chat] = [error]
    sent = await notice(centre, minh)
    minh.hears("Mai nghỉ học", "Đã nhận")
    second.hears_nothing()
    assert await state(centre, sent) == ("sent", "")
    await minh.presses("/danhan 7")  # its buttons work here, too
    minh.hears("…")


@pytest.mark.parametrize(("error", "ends"), [(Refused("too long"), "failed"), (Unsure("cut"), "unknown")])
async def test_what_may_have_arrived_or_is_wrong_in_itself_goes_nowhere_else(
    centre: TestCentre, minh: Phone, error: SendError, ends: str
) -> None:
    second = await linked(centre, minh)
    second.wire.refusals[second.chat] = [error]
    sent = await notice(centre, minh, policy=outbox.HOLD)
    assert (await state(centre, sent))[0] == ends
    minh.hears_nothing()


async def test_who_has_no_other_channel_fails_visibly(centre: TestCentre, minh: Phone) -> None:
    minh.wire.refusals[minh.chat] = [Blocked("blocked")]
    assert await state(centre, await notice(centre, minh)) == ("failed", "blocked")


async def test_nine_tenths_of_a_plan_are_for_notices_and_the_rest_for_replies(
    centre: TestCentre, minh: Phone, hoa: Phone
) -> None:
    second = await linked(centre, minh, centre.account("Lớp Đông", SMALL))  # the first of its ten messages
    for number in range(8):
        await notice(centre, minh, f"Tin {number}")
        second.hears(f"Tin {number}", "Đã nhận")
    await centre.later(minutes=2)
    hoa.hears(
        "Other Lớp Đông đã dùng 9 trên 10 tin của tháng này. Từ nay đến hết tháng, kênh này chỉ còn trả lời học viên; "
        "tin nhắc và thông báo đi qua kênh khác. Ai không có kênh khác nằm trong danh sách cần gọi: gõ /cangoi."
    )
    await notice(centre, minh, "Tin cuối")
    second.hears_nothing()
    minh.hears("Tin cuối", "Đã nhận")
    await second.says("trợ giúp")  # replies still come
    second.hears("…")
    used = await centre.run(lambda session: session.get_one(MonthlyUse, (second.wire.account_id, "2026-11")))
    assert (used.sent, used.received) == (10, 2)
    await centre.at(centre.now.replace(month=12, day=1, hour=2))
    await notice(centre, minh, "Tháng mới")
    second.hears("Tháng mới", "Đã nhận")


async def test_what_a_plan_counts_comes_as_one_message(centre: TestCentre, minh: Phone) -> None:
    plan = Capabilities(buttons=False, edits=False, files=False, messages_a_month=100)
    second = await linked(centre, minh, centre.account("Lớp Đông", plan))
    for number in (1, 2, 3):
        await notice(centre, minh, f"Tin {number}", not_before=centre.now.replace(hour=12))
    await centre.at(centre.now.replace(hour=12))
    second.hears("Tin 1\n\nTin 2\n\nTin 3", "Đã nhận", "Đã nhận", "Đã nhận")
    query = select(Outbox).where(Outbox.lane == NOTICE).order_by(col(Outbox.id))  # no order of itself on PostgreSQL
    rows = await centre.run(lambda session: session.exec(query).all())
    assert [(one.state, one.message_id) for one in rows[-3:]] == [("sent", rows[-1].message_id)] * 3
    used = await centre.run(lambda session: session.get_one(MonthlyUse, (second.wire.account_id, "2026-11")))
    assert (used.sent, used.received) == (2, 1)  # the welcome, and these three


async def test_who_comes_when_an_account_is_full_is_told_where_to_go(centre: TestCentre, minh: Phone) -> None:
    full = centre.account("Lớp Đông", SMALL)
    centre.account("Lớp Tây")
    for number in (1, 2):
        await linked_by(centre, full, f"Học viên {number}")
    late = centre.phone("Trần Văn Muộn", wire=full)
    await late.says("/start")
    late.hears("Kênh này đã đủ người nên chưa nhận thêm được.\nXin đồng chí nhắn cho: Other Lớp Tây.")


async def linked_by(centre: TestCentre, wire: Wire, name: str) -> None:
    phone = await centre.registered(name)
    person = await phone.person()

    def move(session: Session) -> None:
        chat = session.exec(select(Chat).where(Chat.person_id == person.id)).one()
        chat.account_id = wire.account_id

    await centre.run(move)


async def test_a_plan_that_counts_what_people_write(centre: TestCentre) -> None:
    counting = Capabilities(buttons=False, edits=False, files=False, messages_a_month=10, counts_incoming=True)
    wire = centre.account("Lớp Đông", counting)
    phone = centre.phone("Người Lạ", wire=wire)
    await phone.says("xin chào")
    [use] = await centre.run(lambda session: plans.uses(session, "2026-11"))
    assert (use.counted, use.left, use.left_for_notices) == (2, 8, 7)
    assert wire.capabilities != PLAIN


async def test_the_class_page_says_what_the_plan_still_allows(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    plan = Capabilities(buttons=False, edits=False, files=False, people=50, messages_a_month=100)
    await linked(centre, minh, centre.account("Lớp Đông", plan))
    await timetable(centre, row("24/11 07:30"), row("24/11 13:30"), row("26/11 07:30"), row("03/12 07:30"))
    await hoa.says("/lop")
    hoa.skips()
    await hoa.picks("NTD-03-2026")
    page = hoa.skips()[0].message.text
    assert "Other Lớp Đông: lớp này cần khoảng 2 tin đến hết tháng; cả tài khoản còn 88 tin và 49 chỗ." in page, page


async def test_in_a_group_the_bot_asks_to_write_in_private(centre: TestCentre, minh: Phone) -> None:
    await minh._send("group", "@bot tien do")
    minh.hears("Trợ lý chỉ trả lời khi nhắn riêng. Xin đồng chí mở trang của trợ lý và nhắn tin riêng.")


async def test_when_the_platform_says_that_the_month_is_used_up(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    plan = Capabilities(buttons=False, edits=False, files=False, messages_a_month=100)
    second = await linked(centre, minh, centre.account("Lớp Đông", plan))
    second.wire.refusals[second.chat] = [QuotaUsedUp("quota")]
    await notice(centre, minh, "Tin một")
    minh.hears("Tin một", "Đã nhận")
    await centre.later(minutes=11)
    hoa.hears("Other Lớp Đông đã dùng 1 trên 100 tin của tháng này. Từ nay đến hết tháng, kênh này chỉ còn trả lời …")
    centre.others[-1]._paused_until = 0.0  # the pause after a refusal goes by the machine's own clock
    await notice(centre, minh, "Tin hai")
    minh.hears("Tin hai", "Đã nhận")
    closed = await centre.run(lambda session: plans.used_up(session, "2026-11"))
    assert closed == {second.wire.account_id}
    await second.says("kenh")  # a reply is taken again
    second.hears("…", "Nhận tin qua Wire", "Nối thêm kênh", "Bỏ Wire")
    assert await centre.run(lambda session: plans.used_up(session, "2026-11")) == set()
