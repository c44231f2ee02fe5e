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
quiz-intro = Bài “{ $title }”: { $questions } câu, được làm { $attempts } lượt, tính điểm cao nhất.
quiz-intro-once = Bài “{ $title }”: { $questions } câu, được làm một lượt.
quiz-intro-freely = Bài “{ $title }”: { $questions } câu, được làm nhiều lượt, tính điểm cao nhất.
quiz-closes = Bài đóng lúc { $moment }.
quiz-start = Bắt đầu
quiz-others = Các bài khác
quiz-resume = Làm tiếp bài “{ $title }”.
quiz-done-before = { $You } đã làm xong bài “{ $title }”.
quiz-left = Còn { $left } lượt làm lại, tính điểm cao nhất.
quiz-may-again = { $You } được làm lại, tính điểm cao nhất.
quiz-again = Làm lại
quiz-review = Xem lại câu chưa đúng

quiz-question = Câu { $number }/{ $total }. { $stem }
quiz-hint-several = (Có thể có nhiều ý đúng: bấm từng ý rồi bấm Xong, hoặc gõ một lượt, ví dụ: a, c)
quiz-hint-short = (Xin gõ câu trả lời)
quiz-hint-number = (Xin gõ một số)
quiz-true = Đúng
quiz-false = Sai
quiz-done = Xong
quiz-already-answered = Câu này đã trả lời rồi, chỉ tính một lần. Mời { $you } làm tiếp:
quiz-nothing-picked = { $You } chưa chọn ý nào.
quiz-only-one = Câu này chỉ có một ý đúng. Xin chọn một chữ.
quiz-no-such-option = Câu này có các ý từ A đến { $last }. Xin chọn lại.
quiz-no-answer = Trợ lý chưa hiểu câu trả lời. Xin trả lời câu { $number } ở trên. Muốn tạm dừng, gõ /huy.
quiz-true-or-false = Xin chọn Đúng hoặc Sai.
quiz-number-unclear = Trợ lý chưa hiểu số này. Xin gõ một số, ví dụ: 7 hoặc 7,5.

quiz-right = ✓ Đúng.
quiz-partly = Đúng một phần. Đáp án: { $answer }.
quiz-wrong = ✗ Chưa đúng. Đáp án: { $answer }.
quiz-source = Nguồn: { $source }

quiz-result = Đã làm xong bài “{ $title }”: { $mark } điểm.
quiz-result-right = Đúng { $right }/{ $total } câu.
quiz-result-partly = Đúng một phần: câu { $numbers }.
quiz-result-wrong = Chưa đúng: câu { $numbers }.
quiz-best-left = Tính điểm cao nhất, hiện là { $mark }. { $You } còn { $left } lượt làm lại.
quiz-best-freely = Tính điểm cao nhất, hiện là { $mark }. { $You } được làm lại.
quiz-best-final = Điểm được tính (cao nhất): { $mark }.
quiz-review-question = Câu { $number }. { $stem }
quiz-review-given = { $You } trả lời: { $given }
quiz-review-key = Đáp án: { $answer }
quiz-nothing-missed = Lượt này { $you } trả lời đúng tất cả các câu.

quiz-done-already = { $You } đã làm xong bài “{ $title }”, câu trả lời này không tính thêm. Điểm được tính: { $mark }.
quiz-closed = Bài “{ $title }” đã đóng, không làm được nữa.
quiz-closed-unfinished = Lượt đang làm dở không được tính.
quiz-mark-counts = Điểm được tính: { $mark }.
quiz-no-mark = { $You } chưa có điểm bài này.
quiz-not-yours = Bài trắc nghiệm này không dành cho lớp { $you } đang học.

quiz-opened = Có bài trắc nghiệm mới: “{ $title }”.
quiz-do = Làm bài
