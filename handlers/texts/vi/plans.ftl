# Số tin trong tháng của mỗi tài khoản.

plans-warn = { $account } đã dùng { $used } trên { $most } tin của tháng này, còn { $left } tin. Đến 90%, trợ lý ngừng gửi tin nhắc và thông báo qua kênh này, dành số còn lại để trả lời. Gõ /lop để xem lịch học còn cần bao nhiêu tin.
plans-stop = { $account } đã dùng { $used } trên { $most } tin của tháng này. Từ nay đến hết tháng, kênh này chỉ còn trả lời học viên; tin nhắc và thông báo đi qua kênh khác. Ai không có kênh khác nằm trong danh sách cần gọi: gõ /cangoi.
plans-cohort = { $account }: lớp này cần khoảng { $need } tin đến hết tháng; cả tài khoản còn { $left } tin và { $places ->
    [-1] không giới hạn người
   *[other] { $places } chỗ
}.
