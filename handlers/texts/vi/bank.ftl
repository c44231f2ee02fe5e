# Ngân hàng câu hỏi: duyệt, sửa, tìm, xuất ra tệp.

bank-nothing-waits = Không còn câu nào chờ duyệt.
bank-which-file =
    Các tệp có câu chờ duyệt. Xin chọn:

    { $files }
bank-file-waits = { $filename }: { $count } câu, { $author } gửi { $day }
bank-draft = Câu chờ duyệt (còn { $count } câu):
bank-approve = Duyệt
bank-reject = Bỏ
bank-later = Để sau
bank-correct = Sửa
bank-approve-all = Duyệt cả { $count } câu của tệp
bank-approved = ✓ Đã duyệt: { $stem }
bank-rejected = ✗ Đã bỏ: { $stem }
bank-decided-already = Câu này đã được quyết định rồi.
bank-undo = Hoàn tác
bank-no-undo = Không hoàn tác được câu này nữa.
bank-go-on = Duyệt tiếp
bank-all-sure = Duyệt cả { $count } câu còn lại của tệp { $filename } mà không xem từng câu?
bank-all-yes = Duyệt cả
bank-all-no = Xem từng câu
bank-all-approved = ✓ Đã duyệt { $count } câu.
bank-open = Mở bài { $title } ({ $cohort })
bank-opened =
    { $count ->
        [0] Bài “{ $title }” đã mở. Chưa có học viên nào cần báo.
       *[other] Bài “{ $title }” đã mở. Đã báo cho { $count } học viên.
    }
bank-not-ready = Bài này chưa mở được, hoặc đã mở rồi.
bank-alike = Ngân hàng đã có câu cùng đề: số { $numbers }.
bank-is-change = Đây là bản sửa thứ { $version }; duyệt thì bản cũ thôi dùng.
bank-key = Đáp án: { $answer }
bank-essay = (Tự luận)
bank-explanation = Giải thích: { $value }
bank-source = Nguồn: { $value }
bank-chapter = Chương: { $value }
bank-level = Mức độ: { $value }
bank-tags = Nhãn: { $value }
bank-file = Tệp: { $value }
bank-author = Người gửi: { $value }
bank-which-part = Sửa phần nào?
bank-part-de = Đề
bank-part-dapan = Đáp án
bank-part-giaithich = Giải thích
bank-part-nguon = Nguồn
bank-part-option = Ý { $letter }
bank-back = Quay lại
bank-type-part = Xin gõ nội dung mới.
bank-type-key = Xin gõ đáp án mới, ví dụ: B hoặc A, C.
bank-part-refused = { $why } Xin gõ lại.
bank-empty = Ngân hàng chưa có câu hỏi nào. Xin gửi tệp câu hỏi (Word, Excel, GIFT, Moodle XML) vào đây.
bank-overview =
    Ngân hàng câu hỏi:

    { $banks }
    Gõ /nganhang và vài từ của đề để tìm một câu.
bank-chapter-counts = • { $chapter }: { $counts }
bank-no-chapter = chưa chia chương
bank-count-approved = { $count } câu đã duyệt
bank-count-draft = { $count } câu chờ duyệt
bank-count-retired = { $count } câu thôi dùng
bank-more-chapters = … và { $count } chương khác
bank-export = Xuất { $format }: { $programme }
bank-nothing-found = Không tìm thấy câu nào có “{ $words }”.
bank-found =
    Các câu tìm thấy. Xin chọn:

    { $questions }
bank-card = Câu số { $number } ({ $state }, bản { $version })
bank-state-draft = chờ duyệt
bank-state-approved = đã duyệt
bank-state-retired = thôi dùng
bank-state-replaced = bản cũ
bank-retire = Thôi dùng
bank-bring-back = Dùng lại
bank-see-versions = Xem các bản
bank-versions =
    Các bản của câu này, mới nhất trước:

    { $versions }
bank-version = • Bản { $version }, { $day } ({ $state }): { $stem }
bank-in-quizzes = Có trong bài: { $quizzes }
bank-nothing-to-export = Chương trình { $programme } chưa có câu nào đã duyệt.
bank-exported = { $count } câu đã duyệt của chương trình { $programme }, dạng { $format }.
bank-exported-part = { $count } câu đã duyệt của chương trình { $programme }, dạng { $format }. { $left } câu không ghi được ở dạng này; xin thử dạng Moodle XML.
