# Thông báo: viết cho ai, viết gì, gửi lúc nào, ai đã nhận.

broadcast-no-learners = Chưa có học viên nào trong các lớp. Xin gửi tệp danh sách lớp (Excel) vào đây trước.
broadcast-to-whom = Gửi thông báo cho ai?
broadcast-by-cohort = Một lớp
broadcast-by-unit = Một đơn vị
broadcast-by-everyone = Tất cả học viên
broadcast-by-quiz = Người chưa làm bài trắc nghiệm
broadcast-which-cohort = Lớp nào?
broadcast-which-unit = Đơn vị nào?
broadcast-which-quiz = Bài nào?
broadcast-which-of-many-cohort = Lớp nào? Có thể gõ một phần mã lớp để tìm.
broadcast-which-of-many-unit = Đơn vị nào? Có thể gõ một phần tên để tìm.
broadcast-which-of-many-quiz = Bài nào? Có thể gõ một phần tên để tìm.
broadcast-candidate-cohort = { $name } ({ $count } người)
broadcast-candidate-unit = { $name } ({ $count } người)
broadcast-candidate-quiz = { $name }, lớp { $code } ({ $count } người chưa làm)
broadcast-more = Xem tiếp
broadcast-nobody-there = Hiện không có ai trong nhóm này.
broadcast-choose-others = Chọn nhóm khác

broadcast-to-cohort = lớp { $name }
broadcast-to-unit = { $name }
broadcast-to-everyone = tất cả học viên
broadcast-to-quiz = người chưa làm bài “{ $name }”, lớp { $code }
broadcast-seconds = { $count } giây
broadcast-minutes = { $count } phút

broadcast-ask-text =
    Gửi cho { $audience }. Xin gõ nội dung thông báo.

    Có thể viết {"{ten}"} để ghi họ tên, {"{lop}"} để ghi mã lớp của từng người.
broadcast-old-text = Gửi cho { $audience }. Nội dung đang có:
broadcast-ask-new-text = Xin gõ lại toàn bộ nội dung mới.
broadcast-discard = Bỏ
broadcast-discarded = Đã bỏ, không gửi gì.
broadcast-text-empty = Thông báo chưa có chữ nào. Xin gõ nội dung.
broadcast-text-too-long = Thông báo dài { $length } ký tự, nhiều nhất là { $longest }. Xin rút gọn rồi gõ lại.
broadcast-unknown-placeholder =
    Trợ lý không hiểu { $found }. Chỉ dùng được {"{ten}"} (họ tên) và {"{lop}"} (mã lớp).
    Xin gõ lại nội dung.
broadcast-no-draft = Bản nháp này không còn: đã gửi, đã hẹn giờ hoặc đã bỏ.
broadcast-see-results = Xem các thông báo
broadcast-preview = Xem trước, như { $name } sẽ nhận:
broadcast-detail-people = Gửi cho { $audience }: { $count } người, khoảng { $duration }.
broadcast-detail-nobody = Gửi cho { $audience }: hiện chưa gửi được cho ai.
broadcast-detail-problems = Không gửi được: { $problems }.
broadcast-detail-acknowledge = Có nút “Đã nhận” để người nhận xác nhận.
broadcast-detail-quiet = Đang giờ nghỉ: thông báo sẽ đi lúc { $moment }. Nếu gấp, có thể vẫn gửi ngay.
broadcast-send-now = Gửi ngay
broadcast-send-at = Gửi lúc { $clock }
broadcast-send-anyway = Vẫn gửi ngay
broadcast-keep-at = Vẫn gửi lúc { $clock }
broadcast-schedule = Hẹn giờ
broadcast-acknowledge-on = Thêm nút “Đã nhận”
broadcast-acknowledge-off = Bỏ nút “Đã nhận”
broadcast-edit = Sửa nội dung
broadcast-who-cannot = Ai không nhận được?
broadcast-received = Đã nhận

broadcast-ask-time = Gửi lúc nào? Xin gõ giờ, ví dụ: 19:00, 7h30 mai, 25/11 8:00.
broadcast-time-unclear = Trợ lý chưa hiểu giờ này. Xin gõ như 19:00, 7h30 mai, hoặc 25/11 8:00.
broadcast-time-past = { $moment } đã qua (bây giờ là { $now }). Xin gõ giờ khác, ví dụ: 7h30 mai.
broadcast-time-in-quiet = { $clock } là giờ nghỉ của học viên. Nên gửi khi hết giờ nghỉ.
broadcast-back = Quay lại
broadcast-scheduled = Đã hẹn: { $moment } sẽ gửi cho { $audience }.
broadcast-call-off = Hủy hẹn
broadcast-called-off = Đã hủy hẹn. Thông báo chưa gửi cho ai, nội dung vẫn còn.
broadcast-look = Xem lại
broadcast-not-scheduled = Thông báo này không còn hẹn giờ.

broadcast-started = Bắt đầu gửi cho { $count } người, khoảng { $duration }. Gửi xong trợ lý sẽ báo kết quả.
broadcast-started-again = Bắt đầu gửi lại cho { $count } người, khoảng { $duration }. Gửi xong trợ lý sẽ báo kết quả.
broadcast-started-as-scheduled = Đã đến giờ hẹn: bắt đầu gửi thông báo cho { $audience }: { $count } người, khoảng { $duration }. Gửi xong trợ lý sẽ báo kết quả.
broadcast-progress = Đang gửi: { $sent }/{ $total } người.
broadcast-progress-over = Đã xong: { $sent }/{ $total } người.
broadcast-stop = Dừng
broadcast-stopping = Đang dừng. Vài tin đã trên đường đi; một lát nữa trợ lý báo kết quả.
broadcast-nothing-to-stop = Thông báo này không còn đang gửi.
broadcast-not-begun = Thông báo này chưa gửi, đang chờ giờ hẹn.
broadcast-send-again = Gửi lại cho người chưa nhận được
broadcast-nothing-again = Thông báo này đang gửi hoặc chưa gửi, nên chưa gửi lại được.
broadcast-again-in-quiet = Đang giờ nghỉ của học viên, đến { $moment }. Nên gửi lại sau giờ đó.
broadcast-nobody-again = Chưa gửi lại được cho ai: những người còn lại chưa đăng ký, đã chặn trợ lý, đã ngừng nhận tin hoặc không còn trong nhóm.

broadcast-head-finished = Thông báo gửi lúc { $moment }, cho { $audience }:
broadcast-head-sending = Thông báo đang gửi, từ { $moment }, cho { $audience }:
broadcast-head-stopping = Thông báo đang dừng, gửi từ { $moment }, cho { $audience }:
broadcast-head-stopped = Thông báo đã dừng giữa chừng, gửi lúc { $moment }, cho { $audience }:
broadcast-head-scheduled = Thông báo hẹn gửi lúc { $moment }, cho { $audience }:
broadcast-quoted = “{ $text }”
broadcast-figure-sent = Đã gửi: { $sent }/{ $total } người.
broadcast-figure-waiting = Đang chờ gửi: { $count } người.
broadcast-figure-missed = Chưa nhận được: { $problems }.
broadcast-figure-repeated = Có thể đã nhận hai lần: { $count } người.
broadcast-figure-acknowledged = Đã bấm “Đã nhận”: { $count }/{ $total } người.
broadcast-who-missed = Ai chưa nhận được?
broadcast-who-silent = Ai chưa bấm “Đã nhận”?
broadcast-problem-unregistered = { $count } người chưa đăng ký
broadcast-problem-blocked = { $count } người đã chặn trợ lý
broadcast-problem-stopped = { $count } người đã ngừng nhận tin
broadcast-problem-erased = { $count } người đã yêu cầu xóa thông tin
broadcast-problem-unreachable = { $count } người không còn cuộc trò chuyện với trợ lý
broadcast-problem-refused = { $count } người bị mạng nhắn tin từ chối nội dung
broadcast-problem-network = { $count } người do lỗi đường truyền
broadcast-problem-unsure = { $count } người không chắc đã tới
broadcast-problem-expired = { $count } người do quá giờ
broadcast-problem-cancelled = { $count } người do đã dừng
broadcast-problem-unknown = { $count } người do lỗi của trợ lý
broadcast-because-unregistered = Chưa đăng ký:
broadcast-because-blocked = Đã chặn trợ lý:
broadcast-because-stopped = Đã ngừng nhận tin:
broadcast-because-erased = Đã yêu cầu xóa thông tin:
broadcast-because-unreachable = Không còn cuộc trò chuyện với trợ lý:
broadcast-because-refused = Bị mạng nhắn tin từ chối nội dung:
broadcast-because-network = Lỗi đường truyền:
broadcast-because-unsure = Không chắc đã tới:
broadcast-because-expired = Quá giờ:
broadcast-because-cancelled = Chưa gửi vì đã dừng:
broadcast-because-unknown = Lỗi của trợ lý:

broadcast-recent = Các thông báo gần đây. Xin chọn để xem kết quả.
broadcast-line = { $clock } { $day }, { $audience }: { $sent }/{ $total }
broadcast-line-scheduled = Hẹn { $clock } { $day }, { $audience }
broadcast-none-yet = Chưa có thông báo nào.
broadcast-write-one = Gửi thông báo
broadcast-unknown = Không có thông báo này.
broadcast-names-missed = Chưa nhận được ({ $count } người):
broadcast-names-silent = Chưa bấm “Đã nhận” ({ $count } người):
broadcast-all-reached = Không còn ai chưa nhận được.
broadcast-all-acknowledged = Tất cả những người đã nhận được đều đã xác nhận.

broadcast-thanks = Cảm ơn { $you }, đã ghi nhận.
broadcast-thanks-again = { $You } đã xác nhận rồi, cảm ơn { $you }.
broadcast-no-thanks = Hiện không có thông báo nào chờ { $you } xác nhận.
