# Ôn tập: làm lại những câu mình từng trả lời chưa đúng.

review-nothing = { $You } chưa có câu nào cần ôn. Sau mỗi bài trắc nghiệm, câu nào chưa đúng sẽ được đưa vào đây để ôn lại.
review-due = Có { $due } câu nên ôn hôm nay, trong { $total } câu { $you } từng trả lời chưa đúng.
review-next = Lần ôn tới: { $day }.
review-told-at = Trợ lý nhắc ôn lúc { $time } mỗi ngày, nếu có câu cần ôn.
review-not-told-yet = Muốn được nhắc, chọn Nhắc ôn mỗi ngày.
review-begin = Ôn ngay
review-go-on = Ôn tiếp
review-one-more = Ôn thêm một câu
review-see = Xem phần ôn tập
review-tell = Nhắc ôn mỗi ngày
review-other-time = Đổi giờ nhắc
review-tell-no-more = Thôi nhắc ôn
review-which-time = Nhắc ôn lúc mấy giờ? Chọn một giờ, hoặc gõ giờ khác, ví dụ: 18:45.
review-time-quiet = Giờ này không nhắn được: không có giờ ấy, hoặc là giờ nghỉ. Xin chọn giờ khác.
review-will-be-told = Đã ghi. Mỗi ngày lúc { $time }, nếu có câu cần ôn, trợ lý sẽ nhắc { $you }, nhiều nhất { $most } câu.
review-stopped = { $You } đang dừng nhận tin nhắn. Muốn được nhắc ôn, xin gõ /nhanlai.
review-not-told = Đã thôi nhắc ôn. Khi muốn ôn, { $you } gõ /ontap.
review-time = Đến giờ ôn tập: hôm nay có { $count } câu { $you } từng trả lời chưa đúng.
review-picture = Hình của câu hỏi:
review-nothing-picked = { $You } chưa chọn ý nào.
review-no-answer = Trợ lý chưa hiểu câu trả lời. { $how } Muốn nghỉ, gõ /huy.
review-answered-already = Câu này { $you } đã ôn rồi, hoặc vừa được sửa lại.
review-finished = Đã ôn xong { $count } câu.
review-more-waits = Vẫn còn câu nên ôn hôm nay.
