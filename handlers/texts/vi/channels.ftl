# Các kênh nhận tin của một người: Telegram, Zalo…

channels-one =
    { $You } đang nhận tin qua:
    { $lines }
    Nếu dùng thêm ứng dụng khác (Zalo hoặc Telegram), { $you } nối thêm để không lỡ tin.
channels-several =
    { $You } đang dùng các kênh:
    { $lines }
    Khi kênh nhận tin nhắc gặp trở ngại, trợ lý gửi qua kênh còn lại.
channels-chosen =
    Đã đổi. { $You } đang dùng các kênh:
    { $lines }
channels-line = - { $channel }
channels-line-best = - { $channel } (tin nhắc và thông báo đến đây)
channels-choose = Nhận tin qua { $channel }
channels-add = Nối thêm kênh
channels-leave = Bỏ { $channel }
channels-see = Xem các kênh
channels-code =
    Mã nối kênh: { $code }
    { $You } mở một trong các trợ lý sau và gõ mã này vào:
    { $channels }
    Mã dùng một lần, trong { $minutes } phút. Xin không đưa mã cho người khác.
channels-code-anywhere =
    Mã nối kênh: { $code }
    { $You } mở trợ lý của trung tâm trên ứng dụng kia và gõ mã này vào. Chưa biết trợ lý nào thì hỏi cán bộ giáo vụ.
    Mã dùng một lần, trong { $minutes } phút. Xin không đưa mã cho người khác.
channels-wrong-code = Mã này không đúng hoặc đã hết hạn. { $You } vào kênh đã đăng ký, gõ: Kênh, để lấy mã mới. Chưa đăng ký thì bắt đầu ở đây.
channels-taken = Kênh này đã thuộc về { $you } hoặc người khác nên không nối thêm được.
channels-linked-here =
    Đã nối kênh này với { $name }. Lịch học, bài làm và kết quả dùng chung ở mọi kênh.
    Muốn chọn kênh nhận tin nhắc, { $you } gõ: Kênh.
channels-linked-there =
    Đã nối thêm kênh { $channel } với { $you }.
    Nếu không phải { $you } làm, xin gõ: Kênh, rồi bỏ kênh ấy.
channels-left = Đã bỏ { $channel }.
