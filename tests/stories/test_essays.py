"""Handing in an essay, as it reads in the chat: parts, receipts, deadlines, two phones, refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import erasure
from storage.messages import Received
from tests.centre import PLAIN, Phone, TestCentre
from tests.essays import (
    DUE,
    FRIDAY,
    IN_AN_HOUR,
    JPEG,
    PDF,
    TITLE,
    begins,
    contents,
    essay,
    hands_in,
    kept,
    second_phone,
    submissions,
)

LIMITED = replace(PLAIN, messages_a_month=3000)
GATHERING = ("Nộp", "Bỏ phần vừa gửi", "Hủy")
SEND = (
    f"Xin gửi bài “{TITLE}” vào đây: ảnh chụp từng trang, tệp Word hoặc PDF, hoặc gõ chữ. "
    "Gửi xong thì bấm hoặc gõ: Nộp.\n"
    f"Hạn nộp: {DUE}. Đến hạn mà chưa bấm Nộp, những gì đã gửi sẽ được tự động nộp."
)
RECEIPT = (
    f"Đã nhận bài thu hoạch “{TITLE}” của đồng chí.\nBiên nhận số …, mã …\nNộp lúc 08:00, Thứ Hai, 23/11/2026\n"
    f"Gồm: 2 ảnh, 1 tệp, 1 đoạn văn\nTrước {DUE}, đồng chí vẫn nộp lại được; bài mới thay bài cũ."
)


async def test_an_essay_from_the_notice_to_the_receipt(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa, announced=True, instructions="Viết về nội quy lớp học.")
    minh.hears(f"Có bài thu hoạch mới: “{TITLE}”. Hạn nộp: {DUE}.", "Xem và nộp bài")
    await minh.says("thu hoạch")
    minh.hears(
        f"Bài thu hoạch “{TITLE}”, lớp NTD-03-2026\nHạn nộp: {DUE}\n\nViết về nội quy lớp học.\n\n"
        "Đồng chí chưa nộp bài này.",
        "Nộp bài",
    )
    await minh.picks("Nộp bài")
    minh.hears(SEND, "Hủy")
    await minh.sends_file("anh.jpg", JPEG)
    await minh.sends_file("anh.jpg", JPEG)
    await minh.sends_file("Bài viết.pdf", PDF)
    minh.hears_nothing()  # one receipt for what comes together
    await minh.says("Tôi xin nộp bài, gồm hai trang viết tay.")
    await centre.later(seconds=2)
    minh.hears("Đã nhận 2 ảnh, 1 tệp, 1 đoạn văn. Gửi tiếp hoặc bấm Nộp.", *GATHERING)
    centre.now -= timedelta(seconds=2)
    await minh.picks("Nộp")
    minh.hears(RECEIPT, "Xem bài thu hoạch")
    (one,) = await submissions(centre)
    assert (one.state, one.by_time, len(one.code or "")) == ("handed_in", False, 6)
    assert await contents(centre, one) == [
        ("photo", "anh.jpg"),
        ("photo", "anh.jpg"),
        ("document", "Bài viết.pdf"),
        ("text", "Tôi xin nộp bài, gồm hai trang viết tay."),
    ]
    await minh.picks("Xem bài thu hoạch")
    minh.hears(
        f"Bài thu hoạch “{TITLE}”, lớp NTD-03-2026\nHạn nộp: {DUE}\n\nViết về nội quy lớp học.\n\n"
        f"Đã nộp lúc 08:00, Thứ Hai, 23/11/2026, mã {one.code}.\nBài đang chờ chấm.",
        "Nộp lại",
    )


async def test_the_last_part_is_taken_back(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    await begins(minh)
    await minh.sends_file("anh.jpg", JPEG)
    await minh.says("Nhầm.")
    await centre.later(seconds=2)
    minh.hears("Đã nhận 1 ảnh, 1 đoạn văn. Gửi tiếp hoặc bấm Nộp.", *GATHERING)
    await minh.picks("Bỏ phần vừa gửi")
    minh.hears("Đã bỏ 1 đoạn văn. Còn 1 ảnh. Gửi tiếp hoặc bấm Nộp.", *GATHERING)
    await minh.picks("Bỏ phần vừa gửi")
    minh.hears("Đã bỏ 1 ảnh. Chưa còn gì để nộp, xin đồng chí gửi bài.", "Hủy")
    assert await kept(centre) == (0, 0)
    await minh.says("nộp")
    minh.hears("Chưa có gì để nộp. Xin đồng chí gửi ảnh, tệp hoặc gõ chữ trước.", "Hủy")
    await minh.says("Bài đúng.")
    await centre.later(seconds=2)
    minh.hears("Đã nhận 1 đoạn văn. Gửi tiếp hoặc bấm Nộp.", *GATHERING)


async def test_giving_up_is_asked_about(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    await begins(minh)
    await minh.sends_file("bai.pdf", PDF)
    await centre.later(seconds=2)
    minh.skips()
    await minh.picks("Hủy")
    minh.hears("Bỏ hết những gì đã gửi (1 tệp)?", "Bỏ hết", "Gửi tiếp")
    await minh.picks("Gửi tiếp")
    minh.hears(f"{SEND}\nĐang gửi dở: 1 tệp, chưa bấm Nộp.", *GATHERING)
    await minh.picks("Hủy")
    minh.skips()
    await minh.picks("Bỏ hết")
    minh.hears("Đã hủy. Không có gì được nộp.", "Xem bài thu hoạch")
    assert (await submissions(centre), await kept(centre)) == ([], (0, 0))


async def test_a_command_is_no_part_and_does_not_end_the_gathering(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    await begins(minh)
    await minh.says("Đoạn một.")
    await minh.says("lịch")
    await centre.later(seconds=2)
    minh.skips()
    await minh.says("Đoạn hai.")
    await centre.later(seconds=2)
    minh.hears("Đã nhận 2 đoạn văn. Gửi tiếp hoặc bấm Nộp.", *GATHERING)


async def test_late_ones_are_taken_and_marked_late(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    await centre.at(FRIDAY + timedelta(hours=2, minutes=10))
    minh.skips()
    await minh.says("/thuhoach")
    minh.hears("…\n\nĐã quá hạn. Đồng chí vẫn nộp được, bài sẽ ghi là nộp muộn.", "Nộp bài")
    await minh.picks("Nộp bài")
    minh.hears(f"Xin gửi bài “{TITLE}” vào đây: …\nĐã quá hạn ({DUE}), bài sẽ ghi là nộp muộn.", "Hủy")
    await minh.says("Bài của tôi.")
    await minh.says("nộp")
    minh.hears(
        f"Đã nhận bài thu hoạch “{TITLE}” của đồng chí.\nBiên nhận số …, mã …\n"
        "Nộp lúc 19:10, Thứ Sáu, 27/11/2026 (muộn 2 giờ)\nGồm: 1 đoạn văn",
        "Xem bài thu hoạch",
    )


async def test_the_deadline_hands_in_what_was_gathered(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    await centre.at(FRIDAY - timedelta(minutes=20))
    minh.skips()
    await begins(minh)
    await minh.sends_file("anh.jpg", JPEG)
    await centre.later(seconds=2)
    minh.skips()
    await centre.at(FRIDAY + timedelta(seconds=10))
    minh.hears(
        f"Đã đến hạn nộp bài “{TITLE}”. Những gì đồng chí đã gửi được tự động nộp.\nBiên nhận số …, mã …\n"
        "Nộp lúc 16:40, Thứ Sáu, 27/11/2026\nGồm: 1 ảnh",
        "Xem bài đã nộp",
    )
    (one,) = await submissions(centre)
    assert (one.state, one.by_time) == ("handed_in", True)
    await minh.says("Cảm ơn.")  # is no new essay
    minh.hears("Bài này đã nộp rồi. Tin vừa gửi không được tính thêm.\n…", "Nộp lại", "Xem bài thu hoạch")
    assert len(await submissions(centre)) == 1


async def test_half_of_a_new_version_does_not_take_the_place_of_the_old(
    centre: TestCentre, hoa: Phone, minh: Phone
) -> None:
    await essay(centre, hoa)
    await hands_in(centre, minh, "Bản đầu.")
    await begins(minh, again=True)
    await minh.says("Bản sau, chưa xong")
    await centre.later(seconds=2)
    minh.skips()
    await centre.at(FRIDAY)
    heard = [out.message.text for out in minh.skips()]
    assert heard[-1] == (
        f"Đã đến hạn nộp bài “{TITLE}”. Bài đồng chí nộp trước đó vẫn được tính; 1 đoạn văn đang gửi dở thì chưa nộp. "
        "Nếu bấm Nộp, phần mới thay bài cũ và ghi là nộp muộn."
    )
    assert [one.state for one in await submissions(centre)] == ["handed_in", "gathering"]
    await centre.later(hours=3)
    minh.hears_nothing()  # said once


async def test_handing_in_anew_takes_the_place_of_the_old_one(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    await hands_in(centre, minh, "Bản đầu.")
    await minh.says("/thuhoach")
    minh.skips()
    await minh.picks("Nộp lại")
    minh.hears(
        f"Đồng chí đã nộp bài “{TITLE}” lúc 08:00, Thứ Hai, 23/11/2026. Nếu nộp lại, bài mới thay bài cũ.",
        "Nộp lại",
        "Giữ bài đã nộp",
    )
    await minh.picks("Nộp lại")
    minh.hears(
        f"Xin gửi bài “{TITLE}” vào đây: …\nHạn nộp: {DUE}. Chưa bấm Nộp thì bài đã nộp trước vẫn được tính.", "Hủy"
    )
    await minh.says("Bản sau.")
    await minh.says("xong")
    minh.skips()
    first, second = await submissions(centre)
    assert [(one.version, one.state) for one in (first, second)] == [(1, "replaced"), (2, "handed_in")]
    assert await contents(centre, first) == [("text", "Bản đầu.")]  # until it is marked
    await hoa.says(f"/thuhoach {first.code}")
    hoa.hears(
        f"Mã {first.code}: bài “{TITLE}” của Nguyễn Văn Minh, nộp lúc 08:00, Thứ Hai, 23/11/2026.\n"
        "Sau đó học viên đã nộp bài khác thay bài này.",
        "Xem bài thu hoạch",
    )


async def test_an_hour_later_whoever_did_not_press_is_reminded_once(
    centre: TestCentre, hoa: Phone, minh: Phone
) -> None:
    await essay(centre, hoa)
    await begins(minh)
    await minh.says("Bài của tôi.")
    await centre.later(seconds=2)
    minh.skips()
    await centre.at(IN_AN_HOUR - timedelta(seconds=1))
    minh.hears_nothing()
    await centre.at(IN_AN_HOUR)
    minh.hears(f"Đồng chí đã gửi 1 đoạn văn cho bài “{TITLE}” nhưng chưa bấm Nộp.", "Xem và nộp")
    await centre.later(hours=2)
    minh.hears_nothing()
    await minh.says("/thuhoach")
    minh.hears("…\n\nĐang gửi dở: 1 đoạn văn, chưa bấm Nộp.", "Nộp", "Gửi tiếp", "Hủy")
    await minh.picks("Nộp")
    minh.hears("Đã nhận bài thu hoạch …", "Xem bài thu hoạch")


async def test_a_reminder_that_waits_for_the_morning_is_called_back(
    centre: TestCentre, hoa: Phone, minh: Phone
) -> None:
    await essay(centre, hoa)
    await centre.at(IN_AN_HOUR.replace(hour=13, minute=30))  # 20:30 there
    await begins(minh)
    await minh.says("Bài của tôi.")
    await centre.later(hours=1)
    minh.skips()
    await minh.says("nộp")
    minh.skips()
    await centre.later(hours=12)
    minh.hears_nothing()


async def test_those_who_have_not_handed_in_are_reminded_a_day_before(
    centre: TestCentre, hoa: Phone, minh: Phone
) -> None:
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await essay(centre, hoa)
    await hands_in(centre, lan)
    await centre.at(FRIDAY - timedelta(hours=24, seconds=1))
    minh.hears_nothing()
    await centre.at(FRIDAY - timedelta(hours=24))
    minh.hears(f"Đồng chí chưa nộp bài thu hoạch “{TITLE}”. Hạn nộp: {DUE}.", "Xem và nộp bài")
    lan.hears_nothing()
    await centre.later(hours=1)
    minh.hears_nothing()


async def test_a_deadline_reminder_that_waits_for_the_morning_is_called_back(
    centre: TestCentre, hoa: Phone, minh: Phone
) -> None:
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await essay(centre, hoa, due_at=FRIDAY.replace(hour=22))
    await centre.at(FRIDAY.replace(day=26, hour=22))
    await hands_in(centre, lan)
    await centre.at(FRIDAY.replace(hour=6))
    lan.hears_nothing()
    minh.hears(f"Đồng chí chưa nộp bài thu hoạch “{TITLE}”. Hạn nộp: 22:00, Thứ Sáu, 27/11/2026.", "Xem và nộp bài")


async def test_where_a_plan_counts_messages_the_notice_waits_for_the_evening(
    centre: TestCentre, hoa: Phone, minh: Phone
) -> None:
    chat = await second_phone(centre, minh, centre.account("Lớp Đông", LIMITED), days=1)
    await essay(centre, hoa, announced=True)
    minh.hears_nothing()
    chat.hears_nothing()
    await centre.at(FRIDAY.replace(day=23, hour=19))
    chat.hears(f"Có bài thu hoạch mới: “{TITLE}”. Hạn nộp: {DUE}.", "Xem và nộp bài")
    minh.hears_nothing()


async def test_two_phones_of_one_person_gather_one_essay(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    other = await second_phone(centre, minh)
    await begins(minh)
    await minh.sends_file("anh.jpg", JPEG)
    await other.sends_file("anh.jpg", JPEG)  # nothing was asked there
    await centre.later(seconds=2)
    minh.skips()
    other.hears("Đã nhận 2 ảnh. Gửi tiếp hoặc bấm Nộp.", *GATHERING)
    await other.picks("Nộp")
    other.hears("Đã nhận bài thu hoạch …", "Xem bài thu hoạch")
    await minh.says("Còn đây nữa.")
    minh.hears("Bài này đã nộp rồi. Tin vừa gửi không được tính thêm.\n…", "Nộp lại", "Xem bài thu hoạch")
    (one,) = await submissions(centre)
    assert await contents(centre, one) == [("photo", "anh.jpg"), ("photo", "anh.jpg")]


@pytest.mark.parametrize(
    ("name", "data", "answer"),
    [
        ("virus.exe", b"MZ", "Tệp “virus.exe” không thuộc loại nhận được. …"),
        ("trang.html", b"<script>", "Tệp “trang.html” không thuộc loại nhận được. …"),
        ("bai.pdf", b"MZ" + bytes(50), "Tệp “bai.pdf” bị hỏng hoặc không đúng loại. …"),
        ("bai.docx", b"", "Tệp “bai.docx” không có nội dung. …"),
        ("../../etc/x.exe", b"MZ", "Tệp “x.exe” không thuộc loại nhận được. …"),
    ],
)
async def test_what_is_no_essay_is_refused_in_words(
    centre: TestCentre, hoa: Phone, minh: Phone, name: str, data: bytes, answer: str
) -> None:
    await essay(centre, hoa)
    await begins(minh)
    await minh.sends_file(name, data)
    minh.hears(answer)
    assert (await submissions(centre), await kept(centre)) == ([], (0, 0))
    await minh.says("Vậy tôi gõ chữ.")
    await centre.later(seconds=2)
    minh.hears("Đã nhận 1 đoạn văn. Gửi tiếp hoặc bấm Nộp.", *GATHERING)


async def test_a_file_that_is_too_large_is_not_even_fetched(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    await begins(minh)
    huge = Received("nowhere", "bai.pdf", 10 * 1024 * 1024 + 1)
    await minh._send("file", "", file=huge)
    minh.hears("Tệp “bai.pdf” lớn hơn 10 MB. Xin gửi tệp nhỏ hơn, hoặc chụp ảnh từng trang.")


async def test_ten_files_and_thirty_megabytes_are_the_most(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    await begins(minh)
    large = JPEG + bytes(9 * 1024 * 1024)
    for _ in range(3):
        await minh.sends_file("anh.jpg", large)
    await minh.sends_file("anh.jpg", large)
    minh.hears("Mỗi bài nhận nhiều nhất 30 MB. Phần vừa gửi chưa được nhận. Xin bấm Nộp, hoặc bỏ bớt.", *GATHERING)
    for _ in range(7):
        await minh.sends_file("anh.jpg", JPEG)
    await minh.sends_file("anh.jpg", JPEG)
    minh.hears(
        "Mỗi bài nhận nhiều nhất 10 ảnh và tệp. Phần vừa gửi chưa được nhận. Xin bấm Nộp, hoặc bỏ bớt.", *GATHERING
    )
    (one,) = await submissions(centre)
    assert len(await contents(centre, one)) == 10


async def test_a_photo_with_words_keeps_them(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    await begins(minh)
    centre.wire.files["anh.jpg"] = JPEG
    await minh._send("file", "Trang một", file=Received("anh.jpg", "anh.jpg", len(JPEG)))
    (one,) = await submissions(centre)
    assert await contents(centre, one) == [("photo", "Trang một")]


async def test_a_file_that_nobody_asked_for(centre: TestCentre, hoa: Phone, minh: Phone, stranger: Phone) -> None:
    await minh.sends_file("bai.pdf", PDF)
    minh.hears("Trợ lý chỉ đọc được chữ. Xin đồng chí gõ bằng chữ.", "Xem hướng dẫn")
    await essay(centre, hoa)
    await minh.sends_file("bai.pdf", PDF)
    minh.hears("Tệp này chưa được nhận. Nếu là bài thu hoạch, xin chọn bài rồi gửi lại.", f"Nộp bài “{TITLE}”")
    await minh.picks(f"Nộp bài “{TITLE}”")
    minh.hears(SEND, "Hủy")
    await minh.sends_sticker()
    minh.hears("Trợ lý chưa nhận được loại tin này. Xin đồng chí chụp ảnh từng trang hoặc gõ chữ.")
    await stranger.sends_file("bai.pdf", PDF)
    stranger.hears("Trợ lý chỉ đọc được chữ. Xin đồng chí gõ bằng chữ.", "Xem hướng dẫn")
    assert await kept(centre) == (0, 0)


async def test_several_essays_at_once(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    first = await essay(centre, hoa, title="Bài một")
    second = await essay(centre, hoa, title="Bài hai", due_at=FRIDAY + timedelta(days=1))
    await minh.says("/thuhoach")
    minh.hears(
        "Bài thu hoạch của đồng chí. Xin chọn một bài theo số:\n\n"
        f"1. “Bài một” (lớp NTD-03-2026), hạn {DUE}: chưa nộp\n"
        "2. “Bài hai” (lớp NTD-03-2026), hạn 17:00, Thứ Bảy, 28/11/2026: chưa nộp",
        "1",
        "2",
    )
    for number in (first, second):
        await minh.says(f"/thuhoach {number}")
        minh.skips()
        await minh.picks("Nộp bài")
        await minh.says("Một đoạn.")
        await centre.later(seconds=2)
        minh.skips()
    await minh.says("/huy")
    minh.skips()
    await minh.sends_file("bai.pdf", PDF)
    minh.hears(
        "Đồng chí đang gửi dở mấy bài. Xin chọn bài rồi gửi lại tệp này.", "Nộp bài “Bài một”", "Nộp bài “Bài hai”"
    )
    await minh.picks("Nộp bài “Bài hai”")
    minh.skips()
    await minh.sends_file("bai.pdf", PDF)
    await minh.says("nộp")
    minh.hears("Đã nhận bài thu hoạch “Bài hai” của đồng chí.\n…\nGồm: 1 tệp, 1 đoạn văn\n…", "Xem bài thu hoạch")


async def test_somebody_elses_essay_is_out_of_reach(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    number = await essay(centre, hoa)
    lan = await centre.registered("Trần Thị Lan", "1990", "NTD-09-2026")
    await lan.says(f"/thuhoach {number}")
    lan.hears("Bài thu hoạch này không dành cho lớp đồng chí đang học.", "Các bài thu hoạch")
    await lan.says("/thuhoach")
    lan.hears("Đồng chí chưa có bài thu hoạch nào. Khi có bài mới, trợ lý sẽ báo đồng chí.")


@pytest.mark.parametrize("capabilities", [PLAIN], ids=["plain"])
async def test_what_was_gathered_is_there_after_a_restart(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    await begins(minh)
    await minh.sends_file("anh.jpg", JPEG)
    restarted = TestCentre(centre.database, PLAIN)
    again = Phone(restarted, minh.name, minh.chat, restarted.wire, minh.shown, minh._keys)
    await again.says("Và một đoạn.")
    await restarted.later(seconds=2)
    again.hears("Đã nhận 1 ảnh, 1 đoạn văn. Gửi tiếp hoặc bấm Nộp.", *GATHERING)


async def test_erasing_a_person_erases_their_essays(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await hands_in(centre, lan)
    await begins(minh)
    await minh.sends_file("anh.jpg", JPEG)
    await minh.says("nộp")
    assert await kept(centre) == (2, 1)
    person = await minh.person()
    await centre.run(lambda session: erasure.erase(session, session.merge(person), centre.now))
    (left,) = await submissions(centre)
    assert left.person_id == (await lan.person()).id
    assert await kept(centre) == (1, 0)


async def test_what_is_kept_is_told(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await essay(centre, hoa)
    await begins(minh)
    await minh.sends_file("Bài viết.pdf", PDF)
    await minh.says("Xin nộp bài.")
    await minh.says("nộp")
    minh.skips()
    (one,) = await submissions(centre)
    await minh.says("/dulieu")
    file = minh.hears("…", "Báo điều chưa đúng", "Xóa thông tin").message.file
    assert file is not None
    assert (
        f"- {TITLE} (lớp NTD-03-2026), nộp lúc 08:00, Thứ Hai, 23/11/2026, mã {one.code}: 2 phần\r\n"
        "    Bài viết.pdf\r\n    Xin nộp bài.\r\n"
    ) in file.data["text"]
