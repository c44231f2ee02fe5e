# Tệp không đọc được.

unreadable-too-large = Tệp lớn hơn { $limit } MB. Xin bỏ hình ảnh, các trang tính thừa rồi gửi lại.
unreadable-old-excel = Đây là tệp Excel kiểu cũ (.xls). Xin mở bằng Excel, chọn Lưu thành (Save As) dạng .xlsx rồi gửi lại.
unreadable-encrypted = Tệp có mật khẩu. Xin bỏ mật khẩu rồi gửi lại.
unreadable-not-a-table = Trợ lý không đọc được tệp này. Xin gửi tệp Excel (.xlsx) hoặc .csv; câu hỏi thì gửi được cả Word (.docx), .txt, GIFT, Moodle XML.
unreadable-damaged = Tệp bị hỏng nên không mở được. Xin mở bằng Excel hoặc Word, lưu thành tệp mới (.xlsx, .docx) rồi gửi lại.
unreadable-too-many-rows = Tệp có hơn { $limit } dòng. Xin chia thành nhiều tệp nhỏ hơn.
unreadable-too-many-columns = Bảng có hơn { $limit } cột. Xin bỏ các cột thừa rồi gửi lại.
unreadable-bomb = Tệp chứa quá nhiều dữ liệu nên không được mở. Xin chép riêng phần cần gửi sang một tệp mới.
unreadable-too-slow = Đọc tệp quá { $limit } giây chưa xong. Xin chép riêng phần cần gửi sang một tệp mới.
unreadable-empty = Tệp không có nội dung. Xin kiểm tra lại đã chọn đúng tệp chưa.
unreadable-not-questions = Trợ lý không đọc được tệp này. Xin gửi tệp Excel (.xlsx) hoặc .csv; câu hỏi thì gửi được cả Word (.docx), .txt, GIFT, Moodle XML.
unreadable-old-word = Đây là tệp Word kiểu cũ (.doc). Xin mở bằng Word, chọn Lưu thành (Save As) dạng .docx rồi gửi lại.
unreadable-too-many-questions = Tệp có hơn { $limit } câu. Xin chia thành nhiều tệp nhỏ hơn.
unreadable-broken-xml = Tệp Moodle XML sai ở dòng { $row } nên không đọc được. Xin xuất lại từ Moodle rồi gửi lại.
unreadable-xml-declarations = Tệp XML có khai báo DOCTYPE hoặc ENTITY, có thể gây hại nên không được mở. Xin xuất lại từ Moodle.
unreadable-no-questions-in-xml = Đây không phải là tệp câu hỏi Moodle XML. Trong Moodle, xin xuất câu hỏi với dạng Moodle XML rồi gửi lại.
unreadable-damaged-word = Tệp Word bị hỏng nên không mở được. Xin mở bằng Word, lưu thành tệp .docx mới rồi gửi lại.
