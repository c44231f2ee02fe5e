# Vì sao một tệp không đọc được. Biến: limit (số), sheet.
unreadable-too-large = Tệp lớn hơn { $limit } MB. Xin bỏ hình ảnh, các trang tính thừa rồi gửi lại.
unreadable-old-excel = Đây là tệp Excel kiểu cũ (.xls). Xin mở bằng Excel, chọn Lưu thành (Save As) dạng .xlsx rồi gửi lại.
unreadable-encrypted = Tệp có mật khẩu. Xin bỏ mật khẩu rồi gửi lại.
unreadable-not-a-table = Đây không phải là bảng tính. Xin gửi tệp Excel (.xlsx) hoặc .csv.
unreadable-damaged = Tệp bị hỏng nên không mở được. Xin mở bằng Excel, lưu thành tệp .xlsx mới rồi gửi lại.
unreadable-too-many-rows = Bảng có hơn { $limit } dòng. Xin chia thành nhiều tệp nhỏ hơn.
unreadable-too-many-columns = Bảng có hơn { $limit } cột. Xin bỏ các cột thừa rồi gửi lại.
unreadable-bomb = Tệp bung ra quá lớn nên không được mở. Xin chép riêng bảng cần gửi sang một tệp mới.
unreadable-too-slow = Đọc tệp quá { $limit } giây chưa xong. Xin chép riêng bảng cần gửi sang một tệp mới.
unreadable-empty = Tệp không có nội dung. Xin kiểm tra lại đã chọn đúng tệp chưa.

# Điều cần xem lại trong tệp; vị trí ("Dòng 12: ") do nơi gọi đặt ở trước. Biến: row, sheet, found, expected.

# Bảng nào cũng có thể gặp
problem-no-header = Trang tính “{ $sheet }” không có dòng tiêu đề nên không được đọc. Xin đặt dòng tiêu đề trong 15 dòng đầu.
problem-no-rows = Trang tính “{ $sheet }” có tiêu đề nhưng không đọc được dòng nào. Xin kiểm tra lại.
problem-old-font = Chữ viết bằng phông cũ đã đổi sang Unicode, ví dụ “{ $found }” thành “{ $expected }”. Xin xem lại cho đúng.

# Danh sách học viên
problem-no-birth-column = Trang tính “{ $sheet }” không có cột ngày sinh, nên khó phân biệt người trùng tên. Nên thêm cột này.
problem-name-missing = Thiếu họ tên (“{ $found }”), dòng này bị bỏ qua. Xin bổ sung họ tên.
problem-birth-missing = { $found } chưa có ngày sinh. Xin bổ sung nếu biết.
problem-birth-unreadable = Ngày sinh “{ $found }” không hiểu được. Xin ghi như 05/03/1990, hoặc chỉ ghi năm 1990.
problem-gender-unreadable = Giới tính “{ $found }” không hiểu được. Xin ghi Nam hoặc Nữ.
problem-phone-unreadable = Số điện thoại “{ $found }” không đúng. Xin ghi một số di động có mười chữ số.
problem-person-twice = { $found } đã có ở dòng { $expected }. Nếu là một người, xin xóa bớt một dòng.
problem-phone-twice = Số điện thoại { $found } đã có ở dòng { $expected }. Xin xem số nào đúng.

# Lịch học
problem-row-skipped = “{ $found }” không phải là buổi học nên được bỏ qua. Nếu là buổi học, xin ghi vào đúng cột.
problem-date-missing = Không biết buổi học này vào ngày nào. Xin ghi ngày.
problem-date-unreadable = Ngày “{ $found }” không hiểu được. Xin ghi một ngày như 23/11/2026.
problem-year-missing = Ngày “{ $found }” chưa rõ năm nào. Xin ghi đủ, như 23/11/2026.
problem-weekday-differs = “{ $found }”: ngày này là { $expected }. Xin xem lại ngày hay thứ.
problem-time-missing = Chưa rõ giờ học. Xin ghi giờ như 7h30 - 11h00, hoặc ghi Sáng, Chiều, Tối.
problem-time-unreadable = Giờ học “{ $found }” không hiểu được. Xin ghi như 7h30 - 11h00.
problem-topic-missing = Chưa có nội dung buổi học (“{ $found }”), dòng này bị bỏ qua. Xin bổ sung.
problem-periods-unreadable = Số tiết “{ $found }” không hiểu được. Xin ghi một số, như 5.
problem-clash-instructor = Giảng viên { $found } trùng giờ với dòng { $expected }. Xin xếp lại.
problem-clash-place = Địa điểm { $found } trùng giờ với dòng { $expected }. Xin xếp lại.
problem-clash-time = “{ $found }” trùng giờ với dòng { $expected }. Xin ghi rõ giờ từng buổi.

# Câu hỏi
problem-stem-missing = Thiếu câu hỏi (“{ $found }”). Xin bổ sung.
problem-stem-twice = Câu “{ $found }” đã có ở dòng { $expected }. Nếu trùng, xin xóa bớt một dòng.
problem-key-missing = Câu “{ $found }” chưa có đáp án. Xin ghi ở cột Đáp án.
problem-key-unknown = Đáp án “{ $found }” không phải là phương án nào. Xin ghi chữ cái, như B hoặc A, C.
problem-key-unclear = Đáp án “{ $found }” có thể hiểu hai cách. Xin ghi bằng chữ cái, như B.
problem-key-empty-option = Đáp án là { $expected } nhưng phương án { $expected } để trống. Xin xem lại.
problem-key-differs = Đáp án ghi “{ $found }” nhưng phương án ấy là “{ $expected }”. Xin sửa cho khớp.
problem-options-few = Câu này chưa đủ hai phương án (“{ $found }”). Xin bổ sung.
problem-option-twice = Phương án { $expected } giống nhau: “{ $found }”. Xin sửa một phương án.
problem-number-unclear = Số “{ $found }” có thể hiểu hai cách. Xin viết số nghìn không có dấu chấm, số lẻ có dấu phẩy.
