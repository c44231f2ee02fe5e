# Những gì mỗi người tự quyết định về mình.

account-which-language = Chọn ngôn ngữ:
account-language-chosen = Từ nay trợ lý dùng tiếng Việt.
account-stopped =
    Trợ lý đã ngừng gửi tin nhắc và thông báo cho { $you }. { $You } vẫn hỏi và xem lịch học được.
    Muốn nhận lại, { $you } bấm hoặc gõ: Nhận lại.
account-stopped-before = { $You } đang ngừng nhận tin nhắc và thông báo. Muốn nhận lại, { $you } bấm hoặc gõ: Nhận lại.
account-not-stopped = { $You } vẫn đang nhận tin nhắc và thông báo.
account-resume = Nhận lại
account-resumed = Từ nay { $you } lại nhận tin nhắc và thông báo.
account-see-help = Xem hướng dẫn
account-see-schedule = Xem lịch học
account-erase =
    { $You } muốn xóa thông tin của mình?
    Sau { $days } ngày, trợ lý xóa: họ tên, ngày sinh, điện thoại, các câu trả lời, câu hỏi, tin đã gửi và cuộc trò chuyện này. Điểm vẫn ở trong số liệu chung của lớp nhưng không còn ghi tên. Trong { $days } ngày đó { $you } có thể đổi ý.
account-erase-stranger =
    { $You } muốn xóa những gì trợ lý đang lưu về cuộc trò chuyện này?
    Thông tin được xóa ngay.
account-erase-yes = Xóa thông tin của tôi
account-erase-no = Không xóa
account-erasure-waits =
    Thông tin của { $you } sẽ được xóa lúc { $moment }. Từ nay đến đó trợ lý không gửi tin nhắc và thông báo nữa.
    Nếu đổi ý, { $you } bấm hoặc gõ: Giữ lại.
account-keep = Giữ lại
account-kept = Thông tin của { $you } được giữ lại. { $You } lại nhận tin nhắc và thông báo như trước.
account-kept-stopped =
    Thông tin của { $you } được giữ lại. Tin nhắc và thông báo vẫn ngừng như trước.
    Muốn nhận lại, { $you } bấm hoặc gõ: Nhận lại.
account-nothing-erased = Trợ lý không xóa gì.
account-erased-stranger = Đã xóa. Trợ lý không còn lưu thông tin nào của { $you }. Khi cần, { $you } gõ /start để đăng ký.
account-erased = Thông tin của { $you } đã được xóa. Muốn dùng lại, { $you } đề nghị cán bộ giáo vụ ghi tên vào danh sách lớp, rồi gõ /start để đăng ký lại. Tạm biệt { $you }!
