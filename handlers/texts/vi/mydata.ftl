# Những gì đang lưu về một người (/dulieu).

mydata-nothing = Trợ lý chưa lưu thông tin nào của { $you }.
mydata-file = Tệp kèm theo ghi mọi thông tin đang lưu về { $you }. Có điều chưa đúng, { $you } chọn “Báo điều chưa đúng”; muốn xóa hết, chọn “Xóa thông tin”.
mydata-file-name = thong-tin-cua-toi.txt
mydata-correct = Báo điều chưa đúng
mydata-delete = Xóa thông tin
mydata-title =
    Những thông tin { $centre } đang lưu về { $you }
    Lập lúc { $moment }
mydata-section = { $number }. { $title }
mydata-person = Thông tin trong danh sách
mydata-memberships = Lớp học
mydata-consents = Các lần đồng ý
mydata-chats = Cuộc trò chuyện
mydata-attempts = Kết quả trắc nghiệm
mydata-lives = Trắc nghiệm trực tiếp tại lớp
mydata-essays = Bài thu hoạch
mydata-inquiries = Câu hỏi gửi cán bộ giáo vụ
mydata-messages = Các tin đã gửi (ở đây chỉ ghi loại tin, giờ và trạng thái; nội dung tin được xóa sau { $days } ngày)
mydata-acts = Nhật ký thao tác
mydata-empty = (không có)
mydata-role = { $role ->
        [coordinator] cán bộ giáo vụ
       *[other] { $role }
    }
mydata-language = { $language ->
        [vi] tiếng Việt
        [en] tiếng Anh
       *[other] { $language }
    }
mydata-not-known = (không có)
mydata-no-answer = (chưa có trả lời)
mydata-end = { $You } có quyền xem, sửa, rút lại sự đồng ý và xóa các thông tin này bất cứ lúc nào: gõ /dulieu hoặc /xoa trong cuộc trò chuyện với trợ lý.
mydata-field = { $label }: { $value }
mydata-field-name = Họ và tên
mydata-field-birth = Ngày sinh
mydata-field-gender = Giới tính
mydata-field-phone = Điện thoại
mydata-field-position = Chức vụ
mydata-field-education = Trình độ
mydata-field-party-date = Ngày vào Đảng
mydata-field-roles = Vai trò được giao
mydata-field-reminders = Nhắc buổi học
mydata-field-stopped = Đã ngừng nhận tin
mydata-field-since = Được lưu từ
mydata-reminders-of = { $wish ->
        [evening] tối hôm trước
        [hour] trước giờ học
        [none] không nhắc
       *[both] tối hôm trước và trước giờ học
    }
mydata-yes = có
mydata-no = không
mydata-line = - { $text }
mydata-membership = Lớp { $cohort } ({ $programme })
mydata-enrolment-state = { $state ->
        [nominated] có trong danh sách
        [registered] đã đăng ký
        [studying] đang học
        [finished] đã hoàn thành
       *[withdrawn] đã thôi học
    }
mydata-consent = - Đồng ý với nội dung bản { $version }, { $language }, lúc { $given }
mydata-chat = - { $platform }, số { $number }, ngôn ngữ { $language }, từ { $since }
mydata-attempt = - { $quiz } (lớp { $cohort }), lượt { $number }: { $mark } điểm, xong lúc { $moment }
mydata-attempt-under-way = - { $quiz } (lớp { $cohort }), lượt { $number }: đang làm, đến nay { $mark } điểm, bắt đầu lúc { $moment }
mydata-answer =
    {"    "}{ $question }
    {"    "}Trả lời: { $given } ({ $points } điểm)
mydata-live = - { $title } (lớp { $cohort }), vào lúc { $moment }
mydata-essay = - { $title } (lớp { $cohort }), { $state ->
        [gathering] đang gửi dở từ { $moment }
        [replaced] nộp lúc { $moment }, mã { $code }, đã thay bằng bài khác
       *[other] nộp lúc { $moment }, mã { $code }
    }: { $parts } phần
mydata-essay-mark = Điểm: { $mark }
mydata-essay-line = {"    "}{ $text }
mydata-inquiry =
    - { $moment }: { $question }
    {"  "}Trả lời: { $answer }
mydata-kind = { $kind ->
        [reply] trả lời
        [reminder] nhắc lịch học
        [change] báo đổi lịch học
        [broadcast] thông báo của cán bộ giáo vụ
        [essay] bài thu hoạch
        [answer] cán bộ giáo vụ trả lời
        [registration] kết quả đăng ký
        [inquiry] câu hỏi của học viên
        [link-request] yêu cầu xác nhận học viên
       *[other] tin báo
    }
mydata-message-state = { $state ->
        [queued] chờ gửi
        [sending] đang gửi
        [sent] đã gửi
        [failed] không gửi được
        [unknown] không rõ đã đến chưa
        [expired] quá giờ nên không gửi
       *[cancelled] đã hủy
    }
mydata-reviews = Ôn tập
mydata-review-time = - Nhắc ôn mỗi ngày lúc { $time }
mydata-review = - { $stem } Ôn lần tới: { $day }, đã ôn { $count } lần
