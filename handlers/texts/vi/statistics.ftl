# Thống kê bài trắc nghiệm.

statistics-no-class = Chưa có lớp nào đang mở.
statistics-which-class = Thống kê bài của lớp nào?
statistics-gone = Bài này không còn như lúc trước. Xin gõ /thongke để xem lại.
statistics-no-quiz = Lớp { $cohort } chưa có ai làm xong bài trắc nghiệm nào.
statistics-list =
    Thống kê bài nào của lớp { $cohort }?

    { $quizzes }
statistics-older = Các bài trước
statistics-line = { $number }. { $title }: { $done } người đã làm
statistics-nothing-yet = Chưa có ai làm xong bài “{ $title }”, nên chưa có thống kê.
statistics-picture = Bài “{ $title }”: điểm của lớp và tỉ lệ đúng của từng câu (màu đỏ: nên xem lại).
statistics-summary = Bài “{ $title }”, { $which }: { $count } lượt.
statistics-of-counting = lượt được tính điểm
statistics-of-first = lượt đầu của mỗi người
statistics-mean = Điểm trung bình { $mean }, một nửa lớp từ { $median } trở lên.
statistics-spread = Độ lệch chuẩn { $deviation } điểm.
statistics-consistency-high = Độ tin cậy { $share } %: các câu cùng đo một điều.
statistics-consistency-middle = Độ tin cậy { $share } %: chấp nhận được.
statistics-consistency-low = Độ tin cậy thấp: điểm còn phụ thuộc nhiều vào may rủi.
statistics-few = Mới có { $count } lượt, các con số này chưa nói được nhiều.
statistics-look-at = Nên xem lại các câu:
statistics-more = … và { $count } câu khác
statistics-flag-negative = Người giỏi lại sai nhiều hơn: xem lại đáp án và cách hỏi.
statistics-flag-little = Câu không phân biệt được người nắm bài với người chưa.
statistics-flag-too-hard = Rất ít người đúng.
statistics-flag-too-easy = Gần như ai cũng đúng.
statistics-flag-key-doubtful = Một ý sai được chọn nhiều hơn ý đúng: đáp án có thể nhầm.
statistics-flag-never-taken = Có ý không ai chọn, nên thay ý khác.
statistics-for-all = Câu có lỗi: mọi người đều được điểm.
statistics-to-mark = Còn { $count } bài viết của câu này chờ chấm, nên các con số chưa đúng.
statistics-dropped = Đã bỏ, không tính điểm: { $count } câu.
statistics-dropped-see = Câu đã bỏ: { $stem }
statistics-weak = Tỉ lệ đúng theo chương, thấp nhất trước:
statistics-chapter = • { $chapter }: đúng { $share } %
statistics-question = Xem từng câu
statistics-look-first = Chỉ tính lượt đầu
statistics-look-counting = Tính lượt được tính điểm
statistics-excel = Bảng Excel
statistics-card = Câu { $number }/{ $total }. { $stem }
statistics-earlier = Câu trước
statistics-next = Câu sau
statistics-back = Quay lại
statistics-key = Đáp án: { $answer }
statistics-blank = Bỏ trống: { $count }
statistics-facility = Đúng { $share } % trong { $count } lượt.
statistics-discrimination = Độ phân biệt: { $share } % (càng cao, câu càng tách rõ ai nắm bài).
statistics-efficiency = Hiệu quả phân biệt: { $share } %.
statistics-file = Thống kê bài “{ $title }”.
statistics-label = Câu { $number }
statistics-under = { $count } lượt, trung bình { $mean } điểm
statistics-marks = Số lượt theo điểm
statistics-questions = Tỉ lệ đúng của từng câu
statistics-questions-first = Tỉ lệ đúng: { $count } câu nên xem trước, trong { $all } câu
statistics-foot = ⚑ Màu đỏ: câu nên xem lại.
statistics-sheet-quiz = Tổng quan
statistics-sheet-questions = Câu hỏi
statistics-sheet-options = Phương án
statistics-sheet-marks = Phổ điểm
statistics-sheet-learners = Học viên
statistics-sheet-changed = Đổi điểm
statistics-column-figure = Chỉ số
statistics-column-value = Giá trị
statistics-column-number = Câu
statistics-column-stem = Nội dung
statistics-column-chapter = Chương
statistics-column-count = Số lượt
statistics-column-facility = Tỉ lệ đúng (%)
statistics-column-deviation = Độ lệch chuẩn
statistics-column-discrimination = Độ phân biệt (%)
statistics-column-efficiency = Hiệu quả phân biệt (%)
statistics-column-flagged = Nên xem lại
statistics-column-letter = Ý
statistics-column-option = Nội dung
statistics-column-right = Đúng
statistics-column-taken = Số lần
statistics-column-share = Tỉ lệ (%)
statistics-column-from = Từ điểm
statistics-column-to = Đến điểm
statistics-column-mark = Điểm
statistics-column-weak = Chương còn yếu
statistics-column-place = STT
statistics-column-name = Họ và tên
statistics-column-in-quiz = Bài
statistics-column-before = Điểm cũ
statistics-column-after = Điểm mới
statistics-figure-count = Số lượt
statistics-figure-mean = Điểm trung bình
statistics-figure-median = Trung vị
statistics-figure-deviation = Độ lệch chuẩn
statistics-figure-skewness = Độ xiên
statistics-figure-kurtosis = Độ nhọn
statistics-figure-consistency = Độ tin cậy nội tại (%)
statistics-figure-error-ratio = Tỉ lệ sai số (%)
statistics-figure-standard-error = Sai số chuẩn

statistics-cannot-mend = Câu này không sửa ở đây được. Xin gõ /thongke để xem lại.
statistics-correct-key = Sửa đáp án
statistics-faulty-one = Câu có lỗi
statistics-new-key =
    { $question }

    Đáp án hiện nay: { $answer }
    Xin gõ đáp án đúng: { $hint } Muốn thôi, gõ /huy.
statistics-key-refused = Đáp án ấy không hợp với câu này. Xin gõ lại: { $hint }
statistics-key-hint-single = một chữ, ví dụ B. Nếu hai ý đều đúng, gõ A, C: ai chọn một trong hai ý ấy cũng được điểm.
statistics-key-hint-multiple = các chữ của mọi ý đúng, ví dụ A, C.
statistics-key-hint-truefalse = Đúng hoặc Sai.
statistics-key-hint-short = những cách trả lời được nhận, cách nhau bằng dấu chấm phẩy, ví dụ: tầng 2; tầng hai.
statistics-key-hint-number = một số, ví dụ 7,5 hoặc 7,5 ± 0,1. Số nghìn viết không có dấu chấm.
statistics-key-hint-matching = mỗi số với một chữ, ví dụ 1-B, 2-A.
statistics-key-hint-ordering = các chữ theo đúng thứ tự, ví dụ C, A, B.
statistics-faulty =
    { $stem }

    Câu có lỗi thì xử lý thế nào? Cách đã chọn áp dụng cho mọi bài có câu này; câu ấy thôi được hỏi. Nếu chỉ nhầm đáp án thì sửa đáp án.
statistics-rule-all = Mọi người đều được điểm
statistics-rule-none = Bỏ câu này, không tính điểm
statistics-rule-back = Chấm bình thường như cũ
statistics-same = Câu này đang như vậy rồi, không có gì thay đổi.
statistics-all = Xem thống kê
statistics-mend-sure =
    { $how ->
        [all] Cho mọi người được điểm câu này? Câu này sẽ không được hỏi nữa.
        [none] Bỏ câu này, không tính vào điểm của mọi người? Câu này sẽ không được hỏi nữa.
        [back] Chấm câu này bình thường như cũ, theo đáp án { $answer }?
       *[key] Đáp án mới: { $answer }
    }
    { $report }
    Muốn thôi, gõ /huy.
statistics-mend = Sửa và chấm lại
statistics-with-words = Viết thêm lời nhắn
statistics-type-words = Xin gõ lời nhắn cho những người đổi điểm. Gõ xong là sửa và gửi ngay. Muốn thôi, gõ /huy.
statistics-regraded = { $people ->
        [0] Không ai đổi điểm ({ $count } lượt làm được chấm lại).
       *[other] { $people } người đổi điểm ({ $count } lượt làm được chấm lại):
    }
statistics-more-people = … và { $count } người khác
statistics-mended =
    { $how ->
        [all] Đã cho mọi người được điểm câu này.
        [none] Đã bỏ câu này, không tính điểm.
        [back] Đã chấm câu này bình thường như cũ.
       *[key] Đã sửa đáp án và chấm lại.
    } Đã báo cho { $count } người.
    { $report }
statistics-changed-table = Bảng đổi điểm (Excel)
statistics-changed-title = Điểm thay đổi sau khi sửa câu hỏi
statistics-changed-file = Những người đổi điểm, với điểm cũ và điểm mới.
statistics-undo = Hoàn tác
statistics-your-mark =
    { $how ->
        [all] Một câu của bài “{ $title }” có lỗi nên mọi người đều được điểm câu ấy ({ $stem }).
        [none] Một câu của bài “{ $title }” có lỗi nên không tính điểm câu ấy ({ $stem }).
        [back] Một câu của bài “{ $title }” được chấm lại bình thường ({ $stem }).
       *[key] Đáp án một câu của bài “{ $title }” đã được sửa ({ $stem }).
    } Điểm của { $you }: { $before } → { $after }.{ $has_words ->
        [yes] {" "}{ $words }
       *[no] {""}
    }
