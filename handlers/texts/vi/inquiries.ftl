# Câu hỏi gửi cán bộ giáo vụ, và câu trả lời.

inquiries-not-understood =
    Trợ lý chưa hiểu: “{ $question }”.
    Nếu đây là câu hỏi, { $you } chọn “Gửi cho cán bộ giáo vụ”. Việc trợ lý làm được ngay: lịch học (gõ /lich), trắc nghiệm (/tracnghiem), tiến độ (/tiendo).
inquiries-pass-on = Gửi cho cán bộ giáo vụ
inquiries-see-help = Xem hướng dẫn
inquiries-passed-on-before = Câu hỏi này đã được gửi đi, hoặc đã quá một ngày. Muốn hỏi thêm, { $you } gõ: hỏi.
inquiries-too-many = { $You } có { $count } câu hỏi đang chờ trả lời. Xin chờ cán bộ giáo vụ trả lời rồi hỏi tiếp.
inquiries-agree-first = Để cán bộ giáo vụ trả lời được, trợ lý phải lưu câu hỏi. Xin { $you } xem và đồng ý trước.
inquiries-register = Đăng ký
inquiries-ask = Xin { $you } viết câu hỏi trong một tin nhắn. Muốn thôi, gõ /huy.
inquiries-ask-stranger = Xin { $you } viết họ tên, lớp và điều cần hỏi trong một tin nhắn. Muốn thôi, gõ /huy.
inquiries-ask-correction = Xin { $you } viết điều chưa đúng và sửa lại thế nào, trong một tin nhắn. Muốn thôi, gõ /huy.
inquiries-correction = Đề nghị sửa thông tin: { $text }
inquiries-sent = Đã gửi cho cán bộ giáo vụ. Câu trả lời sẽ đến ngay trong cuộc trò chuyện này.
inquiries-kept = Trợ lý đã giữ câu hỏi. Hiện chưa có cán bộ giáo vụ nào nhận tin ở đây; khi có, cán bộ giáo vụ sẽ thấy và trả lời. Việc gấp, xin liên hệ trực tiếp { $centre }.
inquiries-stranger = Người chưa đăng ký
inquiries-who = { $name }, lớp { $cohorts }
inquiries-notice =
    Câu hỏi của { $who }:
    { $question }
inquiries-answer = Trả lời
inquiries-answer-to = Trả lời { $name }
inquiries-none-waiting = Không có câu hỏi nào đang chờ trả lời.
inquiries-waiting =
    Có { $count } câu hỏi đang chờ trả lời. Dưới đây là { $shown } câu gửi sớm nhất:

    { $entries }
inquiries-entry =
    { $who } ({ $moment }):
    { $question }
inquiries-unknown = Không có câu hỏi này.
inquiries-see-waiting = Các câu đang chờ
inquiries-ask-answer =
    Câu hỏi của { $who }:
    { $question }

    Xin viết câu trả lời trong một tin nhắn.
inquiries-close = Không cần trả lời
inquiries-never-mind = Để sau
inquiries-answer-sent =
    Đã gửi câu trả lời đến { $name }. { $left ->
        [0] Không còn câu hỏi nào đang chờ.
       *[other] Còn { $left } câu hỏi đang chờ (/phanhoi).
    }
inquiries-cannot-reach = Đã lưu câu trả lời, nhưng { $name } không còn nhận tin của trợ lý nên chưa gửi được. Xin liên hệ bằng cách khác.
inquiries-closed =
    Đã đóng câu hỏi, học viên được báo là cán bộ giáo vụ đã xem. { $left ->
        [0] Không còn câu hỏi nào đang chờ.
       *[other] Còn { $left } câu hỏi đang chờ (/phanhoi).
    }
inquiries-answered-before =
    Câu hỏi này { $name } đã trả lời:
    { $answer }
inquiries-closed-before = Câu hỏi này { $name } đã xem và đóng.
inquiries-reply =
    { $You } hỏi: “{ $question }”
    Cán bộ giáo vụ trả lời: { $answer }
inquiries-seen =
    { $You } viết: “{ $question }”
    Cán bộ giáo vụ đã xem.
