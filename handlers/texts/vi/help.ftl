# Trợ giúp, và câu trả lời cho những gì trợ lý chưa hiểu.

help-for-strangers =
    Trợ lý nhắn tin của { $centre }. { $You } cần đăng ký trước: gõ /start.

    { $commands }
help-for-learners =
    { $You } có thể bấm hoặc gõ:

    { $commands }

    Có thể gõ không dấu và bỏ gạch chéo, ví dụ: lich. Có điều cần hỏi, { $you } cứ viết vào đây.
help-for-instructors =
    { $You } có thể bấm hoặc gõ:

    { $commands }

    Gửi tệp câu hỏi (Word, Excel và các loại khác) vào đây, cán bộ giáo vụ sẽ duyệt.
help-for-coordinators =
    { $You } có thể bấm hoặc gõ:

    { $commands }

    Gửi tệp vào đây để nhập danh sách, lịch học (Excel) hoặc câu hỏi (Word, Excel và các loại khác).
help-command-start = đăng ký với họ tên và ngày sinh
help-command-lich = lịch học sắp tới
help-command-tracnghiem = làm bài trắc nghiệm
help-command-thuhoach = bài thu hoạch: đề bài, nộp bài, điểm
help-command-cham = chấm bài thu hoạch và câu tự luận
help-command-ontap = ôn lại những câu mình từng trả lời chưa đúng
help-command-tiendo = tiến độ và điểm của mình
help-command-nhacnho = chọn cách nhắc buổi học
help-command-ngonngu = đổi ngôn ngữ (Việt, Anh)
help-command-trogiup = hướng dẫn
help-command-kiemtra = bài trắc nghiệm của lớp: soạn, mở, ai chưa làm
help-command-thongke = thống kê bài trắc nghiệm: câu nào khó, chương nào yếu
help-command-tructiep = trắc nghiệm trực tiếp tại lớp, có màn hình chiếu
help-command-nganhang = ngân hàng câu hỏi: xem, tìm, xuất ra tệp
help-command-duyet = duyệt câu hỏi mới
help-command-cangoi = những người cần gọi điện
help-command-kenh = các kênh nhận tin (Telegram, Zalo)
help-command-dulieu = thông tin đang lưu về mình
help-command-dung = ngừng nhận tin nhắc và thông báo
help-command-xoa = xóa thông tin của mình
help-command-lop = các lớp: ai đã đăng ký, mã QR, giờ nhắc
help-command-thongbao = gửi thông báo
help-command-ketqua = các thông báo đã gửi, ai đã nhận
help-command-nguoihoc = tìm một học viên
help-command-phanhoi = câu hỏi của học viên đang chờ trả lời
help-cancelled = Đã bỏ qua. Gõ /trogiup khi cần.
help-unknown = Trợ lý chưa hiểu ý { $you }. Gõ /trogiup để xem những việc làm được.
help-choose-from-menu =
    Trợ lý chưa hiểu. Xin chọn một mục ở trên: bấm nút, hoặc gõ { $count ->
        [1] số 1
       *[other] số từ 1 đến { $count }
    }.
help-coordinators-only = Việc này do cán bộ giáo vụ làm. Gõ /trogiup để xem những việc { $you } làm được.
help-not-registered = { $You } cần đăng ký trước, chỉ mất một phút.
help-register = Đăng ký
help-see-help = Xem hướng dẫn
help-stale = Nút này đã cũ nên không dùng được nữa. Xin xem hướng dẫn để chọn lại.
help-cannot-read = Trợ lý chỉ đọc được chữ. Xin { $you } gõ bằng chữ.
help-in-group = Trợ lý chỉ trả lời khi nhắn riêng. Xin { $you } mở trang của trợ lý và nhắn tin riêng.
help-full =
    Kênh này đã đủ người nên chưa nhận thêm được.
    { $channels ->
        [none] Xin { $you } liên hệ cán bộ giáo vụ của trung tâm.
       *[other] Xin { $you } nhắn cho: { $channels }.
    }
help-slow-down = { $You } gửi hơi nhanh. Xin chờ một phút rồi gửi tiếp.
help-our-fault = Xin lỗi { $you }, trợ lý gặp trục trặc với tin vừa rồi. Lỗi đã được ghi lại để sửa. Xin { $you } thử lại sau.
