# Đăng ký: từ lời chào đầu tiên đến khi học viên được nhận ra.

registration-consent =
    Chào { $you }! Đây là trợ lý nhắn tin của { $centre }: báo lịch học, nhắc buổi học, làm bài trắc nghiệm.

    Để phục vụ, trợ lý lưu: họ tên, ngày sinh, đơn vị theo danh sách lớp, kết quả bài trắc nghiệm, bài thu hoạch và các tin đã gửi. Chỉ cán bộ của { $centre } được xem. { $You } có thể xem (/dulieu) hoặc xóa (/xoa) bất cứ lúc nào.

    { $You } có đồng ý không?
registration-agree = Đồng ý
registration-decline = Không đồng ý
registration-declined = Vâng. Trợ lý không lưu thông tin nào của { $you }. Khi đổi ý, { $you } bấm hoặc gõ: Đăng ký lại.
registration-start-again = Đăng ký lại
registration-ask-name = Xin { $you } gõ họ và tên đầy đủ, như trong danh sách lớp.
registration-ask-coordinator-name = Mã mời hợp lệ. Xin { $you } gõ họ và tên đầy đủ.
registration-name-unclear = Xin gõ cả họ và tên, ví dụ: Nguyễn Thị Hoa.
registration-ask-birth = Cảm ơn { $you } { $name }. Xin gõ ngày sinh (ví dụ 5/3/1990), hoặc năm sinh (ví dụ 1990).
registration-birth-unclear = Trợ lý chưa hiểu ngày sinh này. Xin gõ như 5/3/1990, hoặc chỉ năm: 1990. Muốn sửa họ tên, gõ /start.
registration-too-many = { $You } đã thử nhiều lần chưa đúng. Xin thử lại sau một giờ, hoặc liên hệ cán bộ giáo vụ.
registration-not-found = Trợ lý chưa tìm thấy { $name }, sinh { $birth }, trong danh sách các lớp. Xin xem lại họ tên và ngày sinh.
registration-try-again = Nhập lại
registration-ask-for-help = Hỏi cán bộ giáo vụ
registration-unknown-code = Mã này không đúng hoặc đã hết hạn. { $You } có thể đăng ký bằng họ tên và ngày sinh.
registration-start-without = Đăng ký
registration-is-this-you =
    Có phải { $you } là { $name }?
    { $classes }
registration-which-one = Có nhiều người cùng họ tên. { $You } là ai?
registration-yes = Đúng
registration-no = Không phải
registration-not-me = Vâng, trợ lý chưa ghi nhận gì. Xin nhập lại họ tên và ngày sinh.
registration-class-and-unit = lớp { $cohort }, { $unit }
registration-class-only = lớp { $cohort }
registration-needs-coordinator = Thông tin này cần cán bộ giáo vụ xác nhận. Trợ lý đã gửi yêu cầu và sẽ báo ngay khi có kết quả. { $You } không phải làm gì thêm.
registration-denied = Cán bộ giáo vụ chưa xác nhận được thông tin của { $you }. Xin liên hệ trực tiếp với { $centre }.
registration-request-linked =
    Có người đăng ký là { $name } ({ $classes }), sinh { $birth }, nhưng học viên này đã nối với một cuộc trò chuyện khác.
    Có cho chuyển sang cuộc trò chuyện mới không?
registration-request-no-birth =
    Có người đăng ký là { $name } ({ $classes }), khai ngày sinh { $birth }. Danh sách không có ngày sinh để đối chiếu.
    Có đúng là học viên này không?
registration-grant = Đúng người, cho nối
registration-deny = Không nối
registration-request-gone = Yêu cầu này đã được xử lý.
registration-request-granted = Đã nối { $name } với trợ lý. Học viên được báo ngay.
registration-request-denied = Đã từ chối yêu cầu nối với { $name }.
registration-not-in-class = { $You } đã đăng ký, nhưng danh sách lớp { $cohort } chưa có tên { $you }.
registration-welcome =
    Chào { $you } { $name }, lớp { $cohorts }.
    Trợ lý sẽ nhắc trước mỗi buổi học. { $You } không phải làm gì thêm.
registration-welcome-coordinator =
    Chào { $you } { $name }, cán bộ giáo vụ của { $centre }.
    Gửi tệp danh sách, lịch học, câu hỏi vào đây để nhập. Gõ /lop để xem các lớp, /kiemtra để soạn bài trắc nghiệm, /thongbao để gửi thông báo.
registration-welcome-instructor =
    Chào { $you } { $name }, giảng viên của { $centre }.
    Gửi tệp câu hỏi vào đây, cán bộ giáo vụ sẽ duyệt. Gõ /kiemtra để soạn bài trắc nghiệm, /tructiep để hỏi tại lớp, /thuhoach để giao bài thu hoạch, /cham để chấm bài.
registration-see-schedule = Xem lịch học
registration-see-help = Xem hướng dẫn
