# Danh sách cần gọi điện: những người không kênh nào tới được.

calls-nobody = Hiện không cần gọi cho ai: mọi người đều nhận được tin, hoặc đã được gọi.
calls-list =
    Cần gọi điện: { $count } người

    { $people }

    Gọi xong, bấm hoặc gõ số để đánh dấu.
calls-person = { $number }. { $name }, { $phone }, { $unit } ({ $why })
calls-person-without-unit = { $number }. { $name }, { $phone } ({ $why })
calls-no-phone = chưa có số
calls-why = { $why ->
    [blocked] đã chặn trợ lý
    [unreachable] không còn liên lạc được
    [quota] kênh đã hết tin trong tháng
   *[unregistered] chưa đăng ký
}
calls-lesson = Buổi học { $moment }, { $place }: { $topic }
calls-cancelled = Hoãn buổi học { $moment }: { $topic }
calls-quiz = Bài trắc nghiệm đã mở: { $title }
calls-broadcast = Thông báo: { $text }
calls-tick = Đã gọi { $name }
calls-ticked = Đã ghi: đã gọi { $name }.
calls-untick = Ghi nhầm
calls-further = Xem tiếp
calls-as-table = Tải danh sách (Excel)
calls-see = Xem danh sách
calls-table = Danh sách { $count } người cần gọi, kèm số điện thoại.
calls-sheet = Cần gọi
calls-title = DANH SÁCH CẦN GỌI ĐIỆN
calls-column-name = Họ và tên
calls-column-phone = Điện thoại
calls-column-unit = Đơn vị
calls-column-class = Lớp
calls-column-why = Vì sao
calls-column-about = Cần báo
