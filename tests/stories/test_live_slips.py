"""What goes wrong in a room full of people: late words, old numbers, two rooms, guessed codes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from storage import erasure
from storage.live import LiveAnswer, LiveParticipant, LiveQuiz, board
from storage.people import Person
from tests.centre import Phone, TestCentre
from tests.quizzes import HOURS, NOTICE, PHONES, ROOM, opened
from tests.stories.test_live import ASKING, IN, LETTERS, TITLE, joins, live_of, room


async def test_a_letter_is_for_the_question_that_stands(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    """The choices that were repeated for the question before must not catch it."""
    await opened(centre, NOTICE, replace(NOTICE, stem="Câu thứ hai?"))
    await joins(minh, await room(centre, hoa), 2)
    await hoa.picks("Bắt đầu")
    minh.skips()
    await minh.says("tôi không biết chọn gì")
    minh.hears("Trợ lý chưa hiểu. Xin trả lời câu 1 ở trên.", *LETTERS)
    hoa.skips()
    await hoa.picks("Hiện đáp án")
    await centre.later(seconds=1)
    minh.skips()
    hoa.skips()
    await centre.later(seconds=2)
    await hoa.picks("Câu 2")
    minh.hears("Câu 2/2. Câu thứ hai?…", *LETTERS)
    await minh.says("b")
    minh.skips()
    assert await given(centre) == [(2, [1])]


async def test_a_number_is_for_the_question_that_stands(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    """Not for what was offered while they waited."""
    await opened(centre, PHONES)
    await joins(minh, await room(centre, hoa), 1)
    await minh.says("/ngonngu")
    minh.skips()
    await hoa.picks("Bắt đầu")
    minh.hears("Câu 1/1. …", "Đúng", "Sai")
    await minh.says("2")
    minh.skips()
    assert await given(centre) == [(1, [1])]


@pytest.mark.parametrize(("row", "said"), [(ROOM, "hội trường tầng 2"), (HOURS, "1945"), (HOURS, "150")])
async def test_what_is_typed_too_late_is_told(
    centre: TestCentre, hoa: Phone, minh: Phone, row: object, said: str
) -> None:
    """And neither taken for a code nor offered to the coordinator."""
    await opened(centre, row, NOTICE)  # type: ignore[arg-type]
    await joins(minh, await room(centre, hoa), 2)
    await hoa.picks("Bắt đầu")
    minh.skips()
    hoa.skips()
    await hoa.picks("Hiện đáp án")
    await minh.says(said)
    minh.hears("Câu 1 đã hết giờ, không nhận thêm câu trả lời. Xin chờ câu tiếp theo.")
    await centre.later(seconds=1)
    minh.skips()
    await minh.says(said)
    minh.hears("Câu 1 đã hết giờ, không nhận thêm câu trả lời. Xin chờ câu tiếp theo.")
    await minh.says("lịch")
    minh.hears("Hiện chưa có buổi học nào sắp tới.…")
    await centre.later(minutes=2)
    await minh.says("tôi bị ốm")  # talk goes where it always goes
    assert "hết giờ" not in minh.skips()[0].message.text


async def test_to_show_the_answer_never_means_the_next_question(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    """Who types 1 for it when the last one has just answered, where 1 begins to mean the next question."""
    await opened(centre, NOTICE, PHONES)
    await joins(minh, await room(centre, hoa, "Không hiện bảng"), 2)
    await hoa.picks("Bắt đầu")
    minh.skips()
    hoa.hears("Câu 1/2 đang mở: …", *ASKING)
    await minh.says("b")
    await centre.later(seconds=1)
    minh.skips()
    hoa.hears("Câu 1/2: 1/1 người đúng.…", "Câu 2", "Dừng")
    if hoa.wire.capabilities.buttons:
        return
    await hoa.says("1")
    hoa.hears("Câu 1/2: 1/1 người đúng.…", "Câu 2", "Dừng")
    minh.hears_nothing()
    await centre.later(seconds=3)
    await hoa.says("1")
    hoa.hears("Câu 2/2 đang mở: …", *ASKING)


async def test_nobody_sits_in_two_rooms(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE)
    first = await room(centre, hoa)
    await joins(minh, first, 1)
    await hoa.says("/tructiep")
    hoa.skips()
    await hoa.picks("Mở bài mới")
    hoa.skips()
    await hoa.picks(TITLE)
    hoa.skips()
    await hoa.picks("Mở phòng")
    second = hoa.skips()[0].message.text.split("Mã: ")[1][:4]
    await joins(minh, second, 1)

    def seats(session: Session) -> dict[str | None, bool]:
        query = select(LiveQuiz.code, LiveParticipant.has_left).join(LiveParticipant)
        return dict(session.exec(query).all())

    assert await centre.run(seats) == {first: True, second: False}


async def test_codes_are_not_found_by_trying(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE)
    code = await room(centre, hoa)
    for number in range(10):
        await minh.says(str(1000 + number))
        minh.hears("Không có bài nào đang chạy với mã …")
    for said in ("1010", code, f"/thamgia {code}"):
        await minh.says(said)
        minh.hears("Đồng chí đã thử quá nhiều mã. Xin xem lại bốn số trên màn hình và thử lại sau một giờ.")
    await centre.later(hours=1)
    await minh.says(code)
    minh.hears(IN.format(1))


async def test_the_countdown_is_never_longer_than_the_question(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE)
    await joins(minh, await room(centre, hoa), 1)
    await hoa.picks("Bắt đầu")
    hoa.skips()

    def as_for_eighty(session: Session) -> None:
        live = session.exec(select(LiveQuiz)).one()
        assert live.closes_at is not None
        live.closes_at += timedelta(seconds=3)

    await centre.run(as_for_eighty)
    await hoa.picks("Xem số người trả lời")
    hoa.hears("Câu 1/1 đang mở: 0/1 người đã trả lời, còn 30 giây.", *ASKING)


async def test_the_phone_that_leads_is_answered_first(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    """Behind eighty questions it would seem dead for three seconds."""
    await opened(centre, NOTICE)
    await joins(minh, await room(centre, hoa), 1)
    order: list[str] = []
    send = centre.wire.send

    async def noted(out: object) -> str:
        order.append(out.chat)  # type: ignore[attr-defined]
        return await send(out)  # type: ignore[arg-type]

    centre.wire.send = noted  # type: ignore[method-assign]
    await hoa.picks("Bắt đầu")
    assert order == [hoa.chat, minh.chat]
    assert (await live_of(centre)).state == "asking"


async def test_the_phone_that_leads_sees_how_many_have_come_and_answered(
    centre: TestCentre, hoa: Phone, minh: Phone
) -> None:
    """By itself, every few seconds, where messages can change; elsewhere by a choice."""
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await opened(centre, NOTICE)
    code = await room(centre, hoa)
    await centre.later(seconds=4)
    hoa.hears_nothing()
    await joins(minh, code, 1)
    await joins(lan, code, 1)
    await centre.later(seconds=3)
    sees(hoa, "Phòng …\n2 người đã vào.", "Bắt đầu", "Xem số người", "Dừng")
    await centre.later(seconds=9)
    hoa.hears_nothing()
    await hoa.picks("Bắt đầu")
    hoa.hears("Câu 1/1 đang mở: 0/2 người đã trả lời, còn 30 giây.", *ASKING)
    minh.skips()
    await centre.later(seconds=4)
    hoa.hears_nothing()
    await minh.says("b")
    await centre.later(seconds=1)
    sees(hoa, "Câu 1/1 đang mở: 1/2 người đã trả lời, còn 25 giây.", *ASKING)
    await centre.later(seconds=0.5)
    hoa.hears_nothing()
    await centre.later(seconds=6)
    hoa.hears_nothing()


def sees(phone: Phone, text: str, *labels: str) -> None:
    """The message that stood there changes, if it can."""
    if phone.wire.capabilities.edits:
        assert phone.hears(text, *labels).edits
    phone.hears_nothing()


async def test_a_bank_of_many_chapters(centre: TestCentre, hoa: Phone) -> None:
    """None is out of reach."""
    await centre.roster("NTD-03-2026", ("Trần Thị Lan", "1990"))
    await opened(centre, *(replace(NOTICE, stem=f"Câu {at}?", chapter=f"Chương {at:02}") for at in range(1, 16)))
    await hoa.says("/tructiep")
    chapters = [f"Ngân hàng: Chương {at:02} (1 câu)" for at in range(1, 16)]
    hoa.hears("Lớp NTD-03-2026: lấy câu hỏi ở đâu? …", TITLE, *chapters[:11], "Xem thêm (4)")
    await hoa.picks("Xem thêm (4)")
    hoa.hears("Lớp NTD-03-2026: lấy câu hỏi ở đâu? …", *chapters[11:])
    await hoa.picks("Ngân hàng: Chương 15 (1 câu)")
    hoa.hears("“Chương 15” có 1 câu dùng được. Lấy mấy câu?", "1 câu")


async def test_who_is_erased_in_the_middle_is_gone_and_the_room_goes_on(
    centre: TestCentre, hoa: Phone, minh: Phone
) -> None:
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await opened(centre, NOTICE)
    code = await room(centre, hoa)
    for phone in (minh, lan):
        await joins(phone, code, 1)
    await hoa.picks("Bắt đầu")
    await lan.says("b")
    person = await lan.person()

    def forget(session: Session) -> None:
        erasure.erase(session, session.get_one(Person, person.id), centre.now)

    await centre.run(forget)
    lan.skips()
    hoa.skips()
    await minh.says("c")
    await centre.later(seconds=1)
    hoa.hears("Câu 1/1: 0/1 người đúng.…", "Kết thúc", "Hiện bảng điểm", "Dừng")
    lan.hears_nothing()
    seen = await centre.run(lambda session: board.seen(session, code))
    assert seen is not None and seen.tally is not None and seen.tally.told == 1
    await lan.says("b")
    assert "Câu 1" not in lan.skips()[0].message.text
    await hoa.picks("Kết thúc")
    report = hoa.hears("Đã kết thúc “Nội quy lớp học”: 1 người, trung bình 0 điểm sau 1 câu.…").message.file
    assert report is not None and [row[1] for row in report.data["rows"]] == ["Nguyễn Văn Minh"]


async def test_what_was_answered_while_the_bot_was_down_counts(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    """Down over the end of the question: what the platform kept for us comes in after the first tick."""
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await opened(centre, NOTICE)
    code = await room(centre, hoa)
    for phone in (minh, lan):
        await joins(phone, code, 1)
    await hoa.picks("Bắt đầu")
    await centre.later(minutes=2)
    await minh.says("b")
    await centre.later(seconds=3)
    assert (await live_of(centre)).state == "asking"
    await centre.later(seconds=2)
    assert (await live_of(centre)).state == "answered"
    assert await given(centre) == [(1, [1])]


async def given(centre: TestCentre) -> list[tuple[int, object]]:
    return await centre.run(lambda session: [(one.position, one.given) for one in session.exec(select(LiveAnswer))])
