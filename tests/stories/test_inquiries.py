"""Questions to the coordinator, as they read in the chat."""

from sqlmodel import Session, select

from storage.inquiries import Inquiry
from tests.centre import Phone, TestCentre
from tests.quizzes import BRING, HOURS, opened

NOT_UNDERSTOOD = "Trợ lý chưa hiểu: “{}”.\nNếu đây là câu hỏi, đồng chí chọn “Gửi cho cán bộ giáo vụ”. …"
SENT = "Đã gửi cho cán bộ giáo vụ. Câu trả lời sẽ đến ngay trong cuộc trò chuyện này."
OFFER = ("Gửi cho cán bộ giáo vụ", "Xem hướng dẫn")
ASK_ANSWER = "Câu hỏi của Nguyễn Văn Minh, lớp NTD-03-2026:\n{}\n\nXin viết câu trả lời trong một tin nhắn."


async def _ask(minh: Phone, question: str) -> None:
    await minh.says(question)
    minh.hears(NOT_UNDERSTOOD.format(question), *OFFER)
    await minh.picks("Gửi cho cán bộ giáo vụ")
    minh.hears(SENT)


async def _inquiries(centre: TestCentre) -> list[Inquiry]:
    def read(session: Session) -> list[Inquiry]:
        return list(session.exec(select(Inquiry)))

    return await centre.database.read(read)


async def test_a_question_goes_to_the_coordinator_and_the_answer_comes_back(minh: Phone, hoa: Phone) -> None:
    await _ask(minh, "Mai mấy giờ phải có mặt?")
    hoa.hears("Câu hỏi của Nguyễn Văn Minh, lớp NTD-03-2026:\nMai mấy giờ phải có mặt?", "Trả lời")
    await hoa.says("tl 1")
    hoa.hears(ASK_ANSWER.format("Mai mấy giờ phải có mặt?"), "Không cần trả lời", "Để sau")
    await hoa.says("7 giờ 15, tại hội trường.")
    hoa.hears("Đã gửi câu trả lời đến Nguyễn Văn Minh. Không còn câu hỏi nào đang chờ.")
    minh.hears("Đồng chí hỏi: “Mai mấy giờ phải có mặt?”\nCán bộ giáo vụ trả lời: 7 giờ 15, tại hội trường.")


async def test_the_button_of_the_notice_asks_for_the_answer(minh: Phone, hoa: Phone) -> None:
    await _ask(minh, "Có phải mang giấy tờ không?")
    notice = hoa.hears("…", "Trả lời")
    await hoa.presses(notice.message.choices[0].command)
    hoa.hears(ASK_ANSWER.format("Có phải mang giấy tờ không?"), "Không cần trả lời", "Để sau")


async def test_a_question_in_several_messages_is_one_question(centre: TestCentre, minh: Phone) -> None:
    await minh.says("Em muốn xin nghỉ")
    minh.hears(NOT_UNDERSTOOD.format("Em muốn xin nghỉ"), *OFFER)
    await minh.says("buổi sáng thứ Tư ạ")
    minh.hears(NOT_UNDERSTOOD.format("Em muốn xin nghỉ\nbuổi sáng thứ Tư ạ"), *OFFER)
    await minh.picks("Gửi cho cán bộ giáo vụ")
    minh.hears(
        "Trợ lý đã giữ câu hỏi. Hiện chưa có cán bộ giáo vụ nào nhận tin ở đây; khi có, cán bộ giáo vụ sẽ thấy và "
        "trả lời. Việc gấp, xin liên hệ trực tiếp Trung tâm Chính trị Sông Ngàn."
    )
    (kept,) = await _inquiries(centre)
    assert (kept.text, kept.state) == ("Em muốn xin nghỉ\nbuổi sáng thứ Tư ạ", "open")


async def test_what_was_not_passed_on_is_forgotten_after_a_day(centre: TestCentre, minh: Phone) -> None:
    await minh.says("Chán quá")
    minh.hears(NOT_UNDERSTOOD.format("Chán quá"), *OFFER)
    await centre.later(hours=25)
    assert await _inquiries(centre) == []
    await minh.picks("Gửi cho cán bộ giáo vụ")
    minh.hears("Câu hỏi này đã được gửi đi, hoặc đã quá một ngày. Muốn hỏi thêm, đồng chí gõ: hỏi.")


async def test_choices_that_only_lead_elsewhere_do_not_swallow_a_question(minh: Phone) -> None:
    await minh.says("/tiendo")
    minh.skips()
    await minh.says("Giấy chứng nhận nhận ở đâu?")
    minh.hears(NOT_UNDERSTOOD.format("Giấy chứng nhận nhận ở đâu?"), *OFFER)


async def test_a_question_may_be_asked_by_command(minh: Phone, hoa: Phone) -> None:
    await minh.says("/hoi")
    minh.hears("Xin đồng chí viết câu hỏi trong một tin nhắn. Muốn thôi, gõ /huy.")
    await minh.says("Học ở phòng nào?")
    minh.hears(SENT)
    hoa.hears("Câu hỏi của Nguyễn Văn Minh, lớp NTD-03-2026:\nHọc ở phòng nào?", "Trả lời")
    await minh.says("hỏi Có chỗ để xe không?")
    minh.hears(SENT)
    hoa.hears("Câu hỏi của Nguyễn Văn Minh, lớp NTD-03-2026:\nCó chỗ để xe không?", "Trả lời")


async def test_whoever_thinks_better_of_it_asks_nothing(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await minh.says("/hoi")
    minh.skips()
    await minh.says("hủy")
    minh.hears("Đã bỏ qua. Gõ /trogiup khi cần.")
    hoa.hears_nothing()
    assert await _inquiries(centre) == []


async def test_someone_not_found_on_a_roster_can_ask(lan: Phone, hoa: Phone) -> None:
    await lan.says("/hoi")
    lan.hears(
        "Để cán bộ giáo vụ trả lời được, trợ lý phải lưu câu hỏi. Xin đồng chí xem và đồng ý trước.",
        "Đăng ký",
    )
    await lan.picks("Đăng ký")
    lan.skips()
    await lan.picks("Đồng ý")
    lan.skips()
    await lan.says("/hoi")
    lan.hears("Xin đồng chí viết họ tên, lớp và điều cần hỏi trong một tin nhắn. Muốn thôi, gõ /huy.")
    await lan.says("Tôi là Lan, lớp 3, sao không có tên?")
    lan.hears(SENT)
    hoa.hears("Câu hỏi của Người chưa đăng ký:\nTôi là Lan, lớp 3, sao không có tên?", "Trả lời")
    await hoa.says("/tl 1 Tên đồng chí đã được bổ sung, xin đăng ký lại.")
    hoa.hears("Đã gửi câu trả lời đến Người chưa đăng ký. Không còn câu hỏi nào đang chờ.")
    lan.hears("…\nCán bộ giáo vụ trả lời: Tên đồng chí đã được bổ sung, xin đăng ký lại.")


async def test_a_stranger_is_not_offered_to_pass_anything_on(stranger: Phone) -> None:
    await stranger.says("Cho hỏi đây là đâu?")
    stranger.hears("Đồng chí cần đăng ký trước, chỉ mất một phút.", "Đăng ký")


async def test_a_learner_cannot_answer_or_read_questions(minh: Phone, hoa: Phone) -> None:
    await _ask(minh, "Có ai trả lời không?")
    hoa.skips()
    for command in ("/tl 1 có", "/phanhoi", "/xuat NTD-03-2026"):
        await minh.says(command)
        minh.hears("Trợ lý chưa hiểu ý đồng chí. Gõ /trogiup để xem những việc làm được.", "Xem hướng dẫn")
        await minh.says("/huy")
        minh.skips()


async def test_the_second_coordinator_hears_who_answered(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    binh = await centre.coordinator("Phạm Văn Bình")
    await _ask(minh, "Mấy giờ học?")
    await binh.says("/tl 1")
    binh.skips()
    await hoa.says("/tl 1 Bảy giờ rưỡi.")
    hoa.skips()
    await binh.says("8 giờ")
    binh.hears("Câu hỏi này Lê Thị Hoa đã trả lời:\nBảy giờ rưỡi.")
    minh.hears("Đồng chí hỏi: “Mấy giờ học?”\nCán bộ giáo vụ trả lời: Bảy giờ rưỡi.")
    minh.hears_nothing()


async def test_waiting_questions_are_listed_oldest_first(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await hoa.says("/phanhoi")
    hoa.hears("Không có câu hỏi nào đang chờ trả lời.")
    await _ask(minh, "Câu hỏi thứ nhất?")
    await centre.later(minutes=5)
    await _ask(minh, "Câu hỏi thứ hai?")
    hoa.skips()
    await hoa.says("phản hồi")
    hoa.hears(
        "Có 2 câu hỏi đang chờ trả lời. Dưới đây là 2 câu gửi sớm nhất:\n\n"
        "Nguyễn Văn Minh, lớp NTD-03-2026 (08:00, Thứ Hai, 23/11/2026):\nCâu hỏi thứ nhất?\n\n"
        "Nguyễn Văn Minh, lớp NTD-03-2026 (08:05, Thứ Hai, 23/11/2026):\nCâu hỏi thứ hai?",
        "Trả lời Nguyễn Văn Minh",
        "Trả lời Nguyễn Văn Minh",
    )
    await hoa.picks("Trả lời Nguyễn Văn Minh")
    hoa.hears(ASK_ANSWER.format("Câu hỏi thứ nhất?"), "Không cần trả lời", "Để sau")
    await hoa.picks("Không cần trả lời")
    hoa.hears("Đã đóng câu hỏi, học viên được báo là cán bộ giáo vụ đã xem. Còn 1 câu hỏi đang chờ (/phanhoi).")
    minh.hears("Đồng chí viết: “Câu hỏi thứ nhất?”\nCán bộ giáo vụ đã xem.")
    await hoa.says("/tl 1")
    hoa.hears("Câu hỏi này Lê Thị Hoa đã xem và đóng.")
    await hoa.says("/tl 99")
    hoa.hears("Không có câu hỏi này.", "Các câu đang chờ")


async def test_too_many_questions_wait(minh: Phone, hoa: Phone) -> None:
    for number in range(5):
        await minh.says(f"/hoi Câu {number}?")
        minh.hears(SENT)
    await minh.says("/hoi Câu nữa?")
    minh.hears("Đồng chí có 5 câu hỏi đang chờ trả lời. Xin chờ cán bộ giáo vụ trả lời rồi hỏi tiếp.")


async def test_at_night_the_coordinator_sleeps(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await centre.later(hours=14)  # 22:00
    await _ask(minh, "Mai có học không?")
    hoa.hears_nothing()
    await centre.later(hours=8)
    hoa.hears("Câu hỏi của Nguyễn Văn Minh, lớp NTD-03-2026:\nMai có học không?", "Trả lời")


async def test_the_answer_to_someone_who_left(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await _ask(minh, "Còn học không?")
    await minh.blocks()
    hoa.skips()
    await hoa.says("/tl 1 Còn.")
    hoa.hears(
        "Đã lưu câu trả lời, nhưng Nguyễn Văn Minh không còn nhận tin của trợ lý nên chưa gửi được. "
        "Xin liên hệ bằng cách khác."
    )


async def test_a_coordinator_is_not_offered_to_write_to_themselves(hoa: Phone) -> None:
    await hoa.says("một câu gì đó")
    hoa.hears("Trợ lý chưa hiểu ý đồng chí. Gõ /trogiup để xem những việc làm được.", "Xem hướng dẫn")


async def test_a_sentence_in_the_middle_of_a_quiz_is_offered_to_the_coordinator(
    centre: TestCentre, minh: Phone
) -> None:
    await opened(centre, BRING, HOURS)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    minh.skips()
    await minh.says("Mai tôi xin nghỉ được không?")
    minh.hears("Trợ lý chưa hiểu: “Mai tôi xin nghỉ được không?”.\n…", "Gửi cho cán bộ giáo vụ", "Xem hướng dẫn")
    await minh.says("a, c")
    assert minh.skips()[-1].message.text.endswith("Câu 2/2. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")
