# Thống kê bài trắc nghiệm.

statistics-no-class = Chưa có lớp nào đang mở.
statistics-which-class = Thống kê bài của lớp nào?
statistics-gone = Bài này không còn như lúc trước. Xin gõ /thongke để xem lại.
statistics-no-quiz = Lớp { $cohort } chưa có ai làm xong bài trắc nghiệm nào.
statistics-list =
    Thống kê bài nào của lớp { $cohort }?

    { $quizzes }
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
statistics-foot = Màu đỏ: câu nên xem lại.
statistics-sheet-quiz = Tổng quan
statistics-sheet-questions = Câu hỏi
statistics-sheet-options = Phương án
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
statistics-column-taken = Số lần chọn
statistics-figure-count = Số lượt
statistics-figure-mean = Điểm trung bình
statistics-figure-median = Trung vị
statistics-figure-deviation = Độ lệch chuẩn
statistics-figure-skewness = Độ xiên
statistics-figure-kurtosis = Độ nhọn
statistics-figure-consistency = Độ tin cậy nội tại (%)
statistics-figure-error-ratio = Tỉ lệ sai số (%)
statistics-figure-standard-error = Sai số chuẩn

statistics-cannot-mend = Câu này không sửa đáp án ở đây được. Xin gõ /thongke để xem lại.
statistics-new-key =
    { $question }

    Đáp án hiện nay: { $answer }
    Xin gõ đáp án đúng, ví dụ: B hoặc A, C. Muốn thôi, gõ /huy.
statistics-key-refused = { $why } Xin gõ lại.
statistics-same-key = Đáp án đã là như vậy, không cần sửa. Muốn xem lại, gõ /thongke.
statistics-mend-sure =
    Đáp án mới: { $answer }
    { $report }
    Muốn thôi, gõ /huy.
statistics-mend = Sửa và chấm lại
statistics-with-words = Viết thêm lời nhắn
statistics-type-words = Xin gõ lời nhắn cho những người đổi điểm. Gõ xong, đáp án được sửa và lời nhắn được gửi ngay. Muốn thôi, gõ /huy.
statistics-regraded = { $count } câu trả lời tính lại, { $people } người đổi điểm:
statistics-more-people = … và { $count } người khác
statistics-mended =
    Đã sửa đáp án và chấm lại. Đã báo cho { $count } người.
    { $report }
    Sửa nhầm thì gõ /thongke và sửa lại như vừa làm.
statistics-correct-key = Sửa đáp án
statistics-your-mark =
    Đáp án một câu của bài “{ $title }” đã được sửa ({ $stem }). Điểm của { $you }: { $before } → { $after }.{ $has_words ->
        [yes] {" "}{ $words }
       *[no] {""}
    }
