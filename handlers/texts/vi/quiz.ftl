# Trắc nghiệm: chọn bài, từng câu hỏi, nhận xét, kết quả.

quiz-none = Hiện không có bài trắc nghiệm nào đang mở. Khi có bài mới, trợ lý sẽ báo { $you }.
quiz-list =
    Các bài trắc nghiệm đang mở. Xin chọn một bài theo số:

    { $quizzes }
quiz-state-not-begun = chưa làm
quiz-state-under-way = đang làm, câu { $number }/{ $total }
quiz-state-left = { $mark } điểm, còn { $left } lượt
quiz-state-freely = { $mark } điểm, được làm lại
quiz-state-done = { $mark } điểm
quiz-intro = Bài “{ $title }”: { $questions } câu, được làm { $attempts } lượt, tính điểm { $counts }.
quiz-intro-once = Bài “{ $title }”: { $questions } câu, được làm một lượt.
quiz-intro-freely = Bài “{ $title }”: { $questions } câu, được làm nhiều lượt, tính điểm { $counts }.
quiz-pass-mark = Cần từ { $mark } điểm để đạt.
quiz-closes = Bài đóng lúc { $moment }.
quiz-empty = Bài “{ $title }” hiện không có câu hỏi nào. Xin { $you } làm lại vào lúc khác.
quiz-start = Bắt đầu
quiz-others = Các bài khác
quiz-resume = Làm tiếp bài “{ $title }”.
quiz-done-before = { $You } đã làm xong bài “{ $title }”.
quiz-left = Còn { $left } lượt làm lại, tính điểm { $counts }.
quiz-may-again = { $You } được làm lại, tính điểm { $counts }.
quiz-again = Làm lại
quiz-review = Xem lại câu chưa đúng

quiz-already-answered = Câu này đã trả lời rồi, chỉ tính một lần. Mời { $you } làm tiếp:
quiz-nothing-picked = { $You } chưa chọn ý nào.
quiz-written-before = Tin nhắn này đến trước khi trợ lý gửi câu { $number }, nên chưa tính. Mời { $you } trả lời câu { $number } ở trên.
quiz-no-answer = Trợ lý chưa hiểu câu trả lời cho câu { $number }. { $how } Muốn tạm dừng, gõ /huy.

quiz-result = Đã làm xong bài “{ $title }”: { $mark } điểm.
quiz-result-right = Đúng { $right }/{ $total } câu.
quiz-result-partly = Đúng một phần: câu { $numbers }.
quiz-result-wrong = Chưa đúng: câu { $numbers }.
quiz-best-left = Tính điểm { $counts }, hiện là { $mark }. { $You } còn { $left } lượt làm lại.
quiz-best-freely = Tính điểm { $counts }, hiện là { $mark }. { $You } được làm lại.
quiz-best-final = Điểm được tính ({ $counts }): { $mark }.
quiz-passed = Đạt, xếp loại { $grade }.
quiz-failed = Chưa đạt: cần từ { $mark } điểm.
quiz-rest-taken-out = Các câu còn lại vừa được bỏ khỏi bài, nên lượt này tính những câu đã trả lời.
quiz-all-taken-out = Các câu của lượt này vừa được bỏ khỏi bài “{ $title }”. Lượt này không tính, mời { $you } làm lại.
quiz-review-question = Câu { $number }. { $stem }
quiz-review-given = { $You } trả lời: { $given }
quiz-review-blank = Hết giờ nên chưa trả lời.
quiz-review-key = Đáp án: { $answer }
quiz-nothing-missed = Lượt này, những câu { $you } đã trả lời đều đúng.

quiz-done-already = { $You } đã làm xong bài “{ $title }”, câu trả lời này không tính thêm. Điểm được tính: { $mark }.
quiz-closed = Bài “{ $title }” đã đóng, không làm được nữa.
quiz-closed-unfinished = Lượt đang làm dở không được tính.
quiz-mark-counts = Điểm được tính: { $mark }.
quiz-no-mark = { $You } chưa có điểm bài này.
quiz-not-yours = Bài trắc nghiệm này không dành cho lớp { $you } đang học.

quiz-opened = Có bài trắc nghiệm mới: “{ $title }”.
quiz-opened-practice = Có bài tự học: “{ $title }”. { $You } làm lúc nào cũng được, không tính vào kết quả của lớp.
quiz-do = Làm bài

quiz-pair-next = Đã ghép: { $done }. { $number } ghép với chữ nào, hay “Chọn lại”?
quiz-pair-first = 1 ghép với chữ nào?
quiz-order-next = Đã xếp: { $done }. Tiếp theo là ý nào, hay “Chọn lại”?
quiz-order-first = Ý nào đứng đầu?
quiz-undo = Chọn lại
quiz-counts-best = cao nhất
quiz-counts-last = lượt cuối
quiz-counts-first = lượt đầu
quiz-counts-average = trung bình các lượt
quiz-minutes = Thời gian làm: { $minutes } phút, tính từ lúc bắt đầu.
quiz-practice = Bài để tự học, không tính vào kết quả của lớp.
quiz-answers-later = Đáp án hiện sau khi bài đóng.
quiz-time-left = Còn { $minutes } phút.
quiz-time-nearly-over = Còn dưới 1 phút.
quiz-time-over = Đã hết giờ làm bài “{ $title }”. Bài được tự động nộp lúc { $time }: { $mark } điểm.
quiz-closing-handed-in = Bài “{ $title }” đã đóng lúc { $time }. Những câu { $you } đã trả lời được tự động nộp: { $mark } điểm.
quiz-time-over-unanswered = Còn { $count } câu chưa trả lời.
quiz-rest = Lượt sau làm được từ { $moment }.
quiz-to-mark = Giảng viên còn chấm { $count } câu tự luận, nên đây là điểm tạm tính.
quiz-review-later = Đáp án bài “{ $title }” hiện sau khi bài đóng với cả lớp.
quiz-review-comment = Giảng viên: { $comment }
quiz-review-points = Điểm câu này: { $points }
quiz-review-to-mark = Câu này đang chờ giảng viên chấm.
quiz-picture = Hình của câu { $number }:
quiz-remind-open = Xin nhắc: bài trắc nghiệm “{ $title }” { $you } chưa làm xong.
quiz-remind = Xin nhắc: bài trắc nghiệm “{ $title }” { $you } chưa làm xong, bài đóng lúc { $moment }.
quiz-closed-now = Bài “{ $title }” đã đóng. Điểm của { $you }: { $mark }.

quiz-see = Xem bài
quiz-not-opened = Đã đến giờ mở bài “{ $title }” (lớp { $cohort }), nhưng bài chưa có câu hỏi nào được duyệt nên chưa mở. Xin thêm hoặc duyệt câu hỏi, rồi mở bài.
quiz-no-closing = Bài “{ $title }” (lớp { $cohort }) vừa mở, nhưng giờ đóng đã đặt thì qua rồi, nên bài chưa có giờ đóng. Xin đặt lại giờ đóng.
quiz-lesson-cancelled = Buổi “{ $topic }” đã hủy, nên bài “{ $title }” (lớp { $cohort }) không tự mở sau buổi này. Xin chọn lại giờ mở.
