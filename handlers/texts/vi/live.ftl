# Trắc nghiệm trực tiếp tại lớp: chọn bài, điều khiển, vào phòng, trả lời, kết quả.

live-no-class = Chưa có lớp nào đang mở. Xin gửi danh sách lớp (tệp Excel) vào đây để mở lớp.
live-which-class = Làm bài trực tiếp ở lớp nào?
live-running = Đang có bài trực tiếp chạy. Chọn bài để điều khiển tiếp từ máy này, hoặc mở bài mới.
live-resume = { $title } (mã { $code })
live-new = Mở bài mới
live-more = Xem thêm ({ $count })
live-results = Kết quả các lần trước
live-which-past = Xem kết quả của lần nào?
live-past = { $day } { $clock } · { $title }
live-gone = Mục này không còn. Gõ /tructiep để chọn lại.
live-nothing = Lớp { $cohort } chưa có bài trắc nghiệm hay câu hỏi nào đã duyệt. Xin gửi tệp câu hỏi vào đây trước.
live-which-questions = Lớp { $cohort }: lấy câu hỏi ở đâu? Chọn một bài trắc nghiệm, hoặc một chương của ngân hàng.
live-chapter = Ngân hàng: { $chapter } ({ $count } câu)
live-unsorted = Câu chưa xếp chương ({ $count } câu)
live-no-chapter = Câu hỏi của chương trình
live-how-many = “{ $chapter }” có { $count } câu dùng được. Lấy mấy câu?
live-count = { $count } câu
live-nothing-fits = “{ $title }” không có câu nào trả lời nhanh trên điện thoại được. Dùng được câu chọn một, chọn nhiều, đúng sai, trả lời ngắn và điền số đã duyệt.
live-card = “{ $title }”: { $count } câu.
live-left-out = Bỏ { $count } câu ghép cặp, xếp thứ tự hoặc tự luận vì không hợp với cách làm này.
live-card-seconds = Mỗi câu { $seconds } giây.
live-card-points = Mỗi câu đúng 1 điểm.
live-card-bonus = Mỗi câu đúng 1 điểm, trả lời sớm được thêm tới nửa điểm.
live-card-named = Cuối bài màn hình hiện 5 người cao nhất, có tên.
live-card-nameless = Cuối bài màn hình hiện 5 mức điểm cao nhất, không ghi tên.
live-card-none = Không hiện bảng điểm lên màn hình.
live-open = Mở phòng
live-seconds = { $seconds } giây
live-table-named = Bảng có tên
live-table-nameless = Bảng không tên
live-table-none = Không hiện bảng
live-bonus = Thưởng trả lời sớm
live-no-bonus = Không thưởng

live-room = Phòng “{ $title }”, { $count } câu. Mã: { $code }
live-screen = Màn hình máy chiếu: { $address }
live-joined =
    { $count ->
        [0] Chưa có ai vào. Mời học viên nhắn mã trên cho trợ lý.
       *[other] { $count } người đã vào.
    }
live-begin = Bắt đầu
live-see-people = Xem số người
live-see-answers = Xem số người trả lời
live-reveal = Hiện đáp án
live-next = Câu { $number }
live-finish = Kết thúc
live-show-table = Hiện bảng điểm
live-stop = Dừng
live-nobody = Chưa có ai vào phòng nên chưa bắt đầu được.
live-all-the-same = Vẫn bắt đầu
live-plan-short = { $channel } còn { $left } tin trong tháng này, bài này cần khoảng { $needed } tin. Hết tin thì người dùng kênh đó không nhận được câu hỏi.
live-asking = Câu { $number }/{ $total } đang mở: { $answered }/{ $told } người đã trả lời, còn { $seconds } giây.
live-right = Câu { $number }/{ $total }: { $right }/{ $told } người đúng.
live-silent = Chưa trả lời: { $count }
live-key = Đáp án: { $answer }
live-table-shown = Màn hình đang hiện bảng điểm:
live-ask-stop =
    { $number ->
        [0] Đóng phòng “{ $title }”? Bài chưa bắt đầu.
       *[other] Dừng bài “{ $title }” ở câu { $number }/{ $total }? Mọi người nhận kết quả đến đây, không chạy tiếp được nữa.
    }
live-go-on = Chạy tiếp
live-stop-surely = Dừng hẳn
live-is-over = Bài trực tiếp này đã kết thúc.
live-another = Mở bài khác
live-report = Đã kết thúc “{ $title }”: { $people } người, trung bình { $mean } điểm sau { $total } câu.
live-share = Câu { $number } { $bar } { $share }%
live-hardest = Khó nhất:
live-hard = Câu { $number } ({ $share }%): { $stem }
live-table-title = Cao nhất:
live-best = { $place }. { $name }: { $points } điểm
live-best-more = và { $count } người nữa cùng { $points } điểm
live-best-nobody = Chưa ai có điểm.
live-several = (Có thể có nhiều ý đúng)
live-sheet = Trực tiếp
live-sheet-title = KẾT QUẢ TRẮC NGHIỆM TRỰC TIẾP: { $title }
live-sheet-note = Ô trống: không trả lời.
live-column-place = Hạng
live-column-name = Họ và tên
live-column-unit = Đơn vị
live-column-points = Điểm
live-column-right = Câu đúng
live-column-question = Câu { $number }

live-type-code = Xin gõ mã bốn số trên màn hình, ví dụ: 4821
live-wrong-code = Không có bài nào đang chạy với mã { $code }. Xin xem lại bốn số trên màn hình.
live-too-many = { $You } đã thử quá nhiều mã. Xin xem lại bốn số trên màn hình và thử lại sau một giờ.
live-register-first = Muốn vào bài trực tiếp, { $you } cần đăng ký trước, chỉ mất một phút. Đăng ký xong, { $you } gõ lại mã { $code }.
live-register = Đăng ký
live-you-lead = Máy này đang điều khiển bài, nên không vào trả lời được.
live-in = { $You } đã vào “{ $title }”, { $count } câu. Khi câu hỏi hiện ra, { $you } bấm hoặc gõ câu trả lời; câu trả lời đầu tiên được tính. Muốn ra, gõ /thoat.
live-in-late = { $You } đã vào “{ $title }”. Bài đang chạy, { $you } trả lời từ câu tiếp theo.
live-in-too-late = { $You } đã vào “{ $title }”, nhưng bài đã tới câu cuối.
live-in-again = { $You } đang ở trong “{ $title }” rồi. Câu tiếp theo sẽ hiện ở đây.
live-not-in = { $You } không ở trong bài trực tiếp nào. Muốn vào, gõ mã bốn số trên màn hình.
live-left = { $You } đã ra khỏi “{ $title }”.
live-come-back = Vào lại
live-time = Trả lời trong { $seconds } giây.
live-picture = Hình của câu { $number }:
live-recorded = Đã ghi nhận: { $answer }
live-already = Câu này { $you } đã trả lời: { $answer }. Chỉ tính câu trả lời đầu tiên.
live-nothing-picked = { $You } chưa chọn ý nào. Xin chọn rồi bấm Xong.
live-not-understood = Trợ lý chưa hiểu. Xin trả lời câu { $number } ở trên.
live-stale = Nút này là của câu trước. Xin trả lời câu đang hiện.
live-wait = Xin chờ câu tiếp theo.
live-too-late = Câu { $number } đã hết giờ, không nhận thêm câu trả lời. Xin chờ câu tiếp theo.
live-too-late-for-all = Bài trực tiếp này đã kết thúc.
live-no-answer = Câu { $number }: { $you } chưa trả lời. Đáp án: { $answer }.
live-over-question = Câu { $number }: { $feedback }
live-with-bonus = Trả lời sớm: thêm { $bonus } điểm.
live-so-far = Điểm của { $you }: { $points } sau { $count } câu.
live-ended = Bài “{ $title }” đã kết thúc.
live-own-end = Bài “{ $title }” đã kết thúc. { $You } đúng { $right }/{ $total } câu, được { $points } điểm.
live-own-end-placed = Bài “{ $title }” đã kết thúc. { $You } đúng { $right }/{ $total } câu, được { $points } điểm, đứng thứ { $place } trong { $people } người.
