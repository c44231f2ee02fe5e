# Bàn soạn bài trắc nghiệm: câu hỏi, quy định, giờ mở, giờ đóng, người chưa làm.

quizzes-no-class = Chưa có lớp nào đang mở. Xin gửi danh sách lớp (tệp Excel) vào đây để mở lớp.
quizzes-which-class = Bài trắc nghiệm của lớp nào?
quizzes-which-of-classes = Bài trắc nghiệm của lớp nào? Không thấy lớp thì xin gõ: /kiemtra và mã lớp.
quizzes-gone = Bài này không còn như lúc trước. Xin gõ /kiemtra để xem lại.
quizzes-none = Lớp { $cohort } chưa có bài trắc nghiệm nào.
quizzes-list =
    Bài trắc nghiệm của lớp { $cohort }. Xin chọn:

    { $quizzes }
quizzes-line = { $number }. { $title }: { $state }, { $done }/{ $all } người đã làm
quizzes-new = Bài mới
quizzes-older = Các bài cũ hơn
quizzes-card = Bài “{ $title }”, lớp { $cohort }: { $state }.
quizzes-state-draft = bản nháp
quizzes-state-open = đang mở
quizzes-state-closed = đã đóng
quizzes-state-at = mở lúc { $moment }
quizzes-state-after = mở khi hết buổi “{ $topic }” ({ $moment })
quizzes-has = Câu hỏi: { $questions }.
quizzes-has-none = Câu hỏi: chưa có.
quizzes-short = Thiếu { $count } câu: ngân hàng không còn đủ câu để rút.
quizzes-fixed = { $count } câu cố định
quizzes-draft-questions = { $count } câu chờ duyệt
quizzes-draw = rút { $count } câu ({ $about })
quizzes-any = bất kỳ
quizzes-done = Đã làm: { $done }/{ $all } học viên.
quizzes-questions = Câu hỏi
quizzes-rules = Quy định
quizzes-open = Mở bài
quizzes-reopen = Mở lại
quizzes-close = Đóng bài
quizzes-closing = Giờ đóng
quizzes-missing = Ai chưa làm
quizzes-learner = Thêm giờ cho một người
quizzes-back = Quay lại
quizzes-enough = Xong
quizzes-type-title = Bài mới của lớp { $cohort } tên là gì? Xin gõ tên bài, ví dụ: Kiểm tra chương 1.
quizzes-type-other-title = Bài “{ $title }” đổi tên thành gì? Xin gõ tên mới.
quizzes-title-taken = Lớp đã có bài “{ $title }”. Xin gõ tên khác.
quizzes-title-long = Tên dài quá. Xin gõ tên không quá { $most } chữ cái.
quizzes-begun = Đã có người làm bài này, nên không đổi câu hỏi được nữa. Sai đáp án thì sửa trong /thongke, muốn đổi câu thì xin tạo bài mới.
quizzes-bank-empty = Ngân hàng của chương trình này chưa có câu nào đã duyệt. Xin gửi tệp câu hỏi vào đây.
quizzes-which-chapter = Lấy câu từ chương nào? Chọn, hoặc gõ cả câu, ví dụ: 5 câu chương 1, 3 câu khó chương 2.
quizzes-more-chapters = Còn { $count } chương nữa không có trong danh sách này: xin gõ tên chương, ví dụ: 5 câu chương 13.
quizzes-chapter = { $chapter } ({ $count } câu)
quizzes-no-chapter = Chương nào cũng được
quizzes-take-out = Bỏ hết, chọn lại
quizzes-take-out-sure = { $questions } Bỏ hết ra khỏi bài?
quizzes-take-out-yes = Bỏ hết
quizzes-which-level = { $chapter }: lấy câu mức nào?
quizzes-any-level = Mức nào cũng được
quizzes-how-many = { $about }: có { $count } câu. Mỗi lượt làm rút mấy câu?
quizzes-all-of-it = Lấy cả { $count } câu, ai cũng như nhau
quizzes-pick = Chọn từng câu
quizzes-see-fixed = Xem các câu cố định
quizzes-fixed-list =
    Các câu cố định của bài “{ $title }”. Chọn số để xem cả câu với đáp án.

    { $questions }
quizzes-fixed-line = { $waits ->
    [yes] { $number }. { $stem } (chờ duyệt)
   *[other] { $number }. { $stem }
    }
quizzes-one-by-one =
    { $about }. Chọn số để thêm câu vào bài, chọn lần nữa để bỏ ra. Bài có { $chosen } câu cố định.

    { $questions }
quizzes-earlier = Trang trước
quizzes-later = Trang sau
quizzes-added = Đã thêm { $count } câu.
quizzes-drawn = Đã thêm: { $draw }.
quizzes-too-few = Chỉ còn { $count } câu để rút ({ $about }), nên chưa thêm gì. Xin chọn số nhỏ hơn.
quizzes-none-left = Không còn câu nào để rút ({ $about }). Xin chọn chương khác.
quizzes-draw-unclear = Trợ lý không tìm thấy chương hoặc chưa hiểu “{ $part }”. Xin gõ như: 5 câu chương 1.
quizzes-which-rule = Quy định của bài “{ $title }”. Muốn đổi điều nào?
quizzes-rename = Tên bài: { $title }
quizzes-rule-set = Đã đổi. { $rule }.
quizzes-changes-marks = Đã có người làm bài: đổi điều này thì điểm được tính có thể thay đổi.
quizzes-rule-attempts = Số lượt làm: { $value }
quizzes-rule-counts = Tính điểm: { $value }
quizzes-rule-pause = Nghỉ giữa hai lượt: { $value }
quizzes-rule-minutes = Thời gian làm: { $value }
quizzes-rule-pass = Điểm đạt: { $value }
quizzes-rule-feedback = Hiện đáp án: { $value }
quizzes-rule-questions = Trộn câu hỏi: { $value }
quizzes-rule-options = Trộn các ý: { $value }
quizzes-rule-practice = Chỉ để tự học: { $value }
quizzes-rule-remind = Nhắc trước khi đóng: { $value }
quizzes-ask-attempts = Mỗi người được làm mấy lượt? Xin chọn hoặc gõ số, ví dụ: 3. Không hạn chế thì gõ 0.
quizzes-ask-counts = Làm nhiều lượt thì tính điểm nào?
quizzes-ask-pause = Giữa hai lượt nghỉ bao lâu? Xin chọn hoặc gõ, ví dụ: 30 phút, 2 giờ, 1 ngày. Không cần nghỉ thì gõ 0.
quizzes-ask-minutes = Làm trong bao nhiêu phút? Hết giờ, bài được tự động nộp. Xin chọn hoặc gõ, ví dụ: 40 phút. Không hạn chế thì gõ 0.
quizzes-ask-pass = Bao nhiêu điểm thì đạt? Xin chọn hoặc gõ, ví dụ: 6,5. Theo chương trình thì gõ 0.
quizzes-ask-feedback = Học viên thấy đáp án lúc nào?
quizzes-ask-questions = Trộn thứ tự câu hỏi?
quizzes-ask-options = Trộn thứ tự các ý? Ý như “Cả A, B và C” vẫn ở chỗ cũ.
quizzes-ask-practice = Bài chỉ để tự học, không tính vào kết quả của lớp?
quizzes-ask-remind = Nhắc người chưa làm trước khi đóng mấy giờ? Xin chọn hoặc gõ, ví dụ: 12 giờ, 2 ngày. Không nhắc thì gõ 0.
quizzes-number-attempts = Số lượt từ 1 đến { $most }, ví dụ: 3. Không hạn chế thì gõ 0.
quizzes-number-pause = Thời gian nghỉ nhiều nhất là 14 ngày. Xin gõ như: 30 phút, 2 giờ, 1 ngày.
quizzes-number-minutes = Thời gian làm nhiều nhất là { $most } phút. Xin gõ như: 40 phút.
quizzes-number-pass = Điểm đạt từ 0 đến { $most }, một chữ số sau dấu phẩy. Xin gõ như: 6,5.
quizzes-number-remind = Nhắc sớm nhất là trước 14 ngày. Xin gõ như: 12 giờ, 2 ngày.
quizzes-value-yes = có
quizzes-value-no = không
quizzes-value-best = cao nhất
quizzes-value-last = lượt cuối
quizzes-value-first = lượt đầu
quizzes-value-average = trung bình các lượt
quizzes-value-at-once = sau từng câu
quizzes-value-at-the-end = cuối bài
quizzes-value-after-closing = sau khi bài đóng
quizzes-value-attempts-none = không hạn chế
quizzes-value-pause-none = không cần nghỉ
quizzes-value-minutes-none = không hạn chế
quizzes-value-pass-none = theo chương trình
quizzes-value-remind-none = không nhắc
quizzes-value-minutes =
    { $count ->
        [1440] một ngày
       *[other] { $count } phút
    }
quizzes-value-hours = { $count } giờ
quizzes-value-days = { $count } ngày
quizzes-closes = Đóng lúc { $moment }.
quizzes-answers-when-closed = Bài chưa có giờ đóng: học viên chỉ thấy đáp án sau khi { $you } đóng bài.
quizzes-when-open = Mở bài “{ $title }” lúc nào?
quizzes-when-open-without = Còn { $drafts } câu chờ duyệt: học viên sẽ không gặp các câu ấy (duyệt ở /duyet). Mở bài “{ $title }” lúc nào?
quizzes-unplan = Thôi hẹn, để nháp
quizzes-open-now = Mở ngay
quizzes-open-at = Hẹn giờ mở
quizzes-after = Sau buổi { $topic } ({ $moment })
quizzes-opened =
    { $count ->
        [0] Bài đã mở. Không có học viên nào cần báo thêm.
       *[other] Bài đã mở. Đã báo cho { $count } học viên.
    }
quizzes-opened-practice = Bài đã mở để tự học. Học viên chưa được báo; muốn báo thì chọn “Báo cho lớp”.
quizzes-reopened = Bài đã mở lại và chưa có giờ đóng. Muốn nhắn người chưa làm thì chọn “Ai chưa làm”.
quizzes-open-already = Bài đang mở rồi.
quizzes-announce = Báo cho lớp
quizzes-announced = Đã báo cho { $count } học viên.
quizzes-announced-before = Học viên đã được báo từ trước.
quizzes-unplanned = Đã thôi hẹn. Bài không tự mở nữa.
quizzes-opens-late = Bài đóng lúc { $moment }, nên phải mở trước giờ ấy. Xin đổi giờ mở hoặc giờ đóng.
quizzes-will-open = Đã hẹn. Đến lúc đó bài tự mở và báo cho học viên.
quizzes-will-open-quietly = Đã hẹn. Đến lúc đó bài tự mở; bài tự học nên không báo cho học viên.
quizzes-ask-mo = Mở bài lúc nào? Xin gõ, ví dụ: 7h30 mai, 25/11 8:00.
quizzes-ask-dong = Đóng bài lúc nào? Xin gõ, ví dụ: 17h thứ sáu, 30/11 17:00.
quizzes-time-unclear = Trợ lý chưa hiểu. Xin gõ cả giờ và ngày, như: 7h30 mai, 25/11 8:00.
quizzes-time-past = Giờ này đã qua. Xin gõ giờ khác.
quizzes-will-close = Đã đặt giờ đóng.
quizzes-closes-early = Bài mở lúc { $moment }, nên phải đóng sau giờ ấy. Xin gõ giờ khác.
quizzes-no-closing = Không đóng
quizzes-stays-open = Bài không có giờ đóng nữa.
quizzes-close-sure = Đóng bài “{ $title }” ngay? Học viên không làm được nữa.
quizzes-close-yes = Đóng bài
quizzes-closed = Bài đã đóng.
quizzes-closed-already = Bài đã đóng rồi.
quizzes-draft-again = Thu về nháp
quizzes-is-draft-again = Bài đã thu về nháp, học viên không thấy nữa.
quizzes-delete = Xóa bài
quizzes-delete-sure = Xóa bài nháp “{ $title }”? Câu hỏi vẫn còn trong ngân hàng.
quizzes-delete-yes = Xóa
quizzes-deleted = Đã xóa bài “{ $title }”.
quizzes-used = Bài này đã được dùng nên không xóa được.
quizzes-no-questions = Bài chưa có câu hỏi nên chưa mở được.
quizzes-wait-for-approval = Câu hỏi của bài còn chờ cán bộ giáo vụ duyệt (bằng /duyet) nên bài chưa mở được.
quizzes-all-done = Tất cả học viên đã làm bài này.
quizzes-not-done =
    { $count } người chưa làm:

    { $people }
quizzes-more-people = Xem { $count } người nữa
quizzes-remind = Nhắc những người này
quizzes-remind-sure = Nhắc { $count } người chưa làm bài “{ $title }”? Trợ lý nhắn được cho { $reached } người.
quizzes-remind-yes = Nhắc
quizzes-reminded = Đã nhắc { $count } người.
quizzes-ask-learner = Thêm giờ cho ai? Xin gõ tên.
quizzes-nobody = Lớp không có ai tên “{ $name }”. Xin gõ lại.
quizzes-which-learner = Có mấy người tên như vậy. Xin chọn một người.
quizzes-which-of-many = Có { $count } người tên như vậy. Xin chọn một người; không thấy thì gõ đủ họ tên.
quizzes-learner-has = { $name }, bài “{ $title }”: { $allowance }.
quizzes-learner-closed = { $name }, bài “{ $title }”: { $allowance }. Bài đang không mở, muốn cho làm thì chọn “Giờ đóng riêng”.
quizzes-plus-minutes = Thêm { $count } phút
quizzes-plus-attempt = Thêm 1 lượt
quizzes-other-date = Giờ đóng riêng
quizzes-as-everybody = Như mọi người
quizzes-ask-date = { $name } được làm đến lúc nào? Xin gõ, ví dụ: 17h mai.
quizzes-has-nothing-more = như mọi người
quizzes-has-minutes = thêm { $count } phút
quizzes-has-attempts = thêm { $count } lượt
quizzes-has-date = làm đến { $moment }
quizzes-you-may = Bài “{ $title }”, riêng { $you } được: { $allowance }.
quizzes-count = { $count } câu
quizzes-value-tries = { $count } lượt
quizzes-value-mark = { $mark } điểm
