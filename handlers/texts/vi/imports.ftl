# Nhập tệp: danh sách lớp, lịch học, câu hỏi.

imports-which-kind = Trợ lý chưa nhận ra tệp { $filename } là gì. Đây là tệp nào?
imports-roster = Danh sách lớp
imports-timetable = Lịch học
imports-questions = Câu hỏi trắc nghiệm
imports-this-roster = danh sách { $count } người
imports-this-timetable = lịch học { $count } buổi
imports-this-questions = bộ { $count } câu hỏi
imports-which-cohort = Tệp { $filename } là { $what }. Dùng cho lớp nào? Chọn lớp, hoặc gõ mã lớp.
imports-which-cohort-mentioned = Tệp { $filename } là { $what }, có nhắc đến lớp { $cohort }. Dùng cho lớp nào? Chọn lớp, hoặc gõ mã lớp.
imports-new = Lớp mới
imports-drop = Bỏ
imports-type-code = Xin gõ mã lớp mới, viết liền, ví dụ NTD-03-2026.
imports-code-unclear = Mã lớp gồm chữ, số và dấu gạch, viết liền, không quá 30 ký tự. Ví dụ: NTD-03-2026.
imports-which-programme = { $cohort } là lớp mới. Lớp này thuộc chương trình nào? Chọn, hoặc gõ tên chương trình khác.
imports-type-programme = { $cohort } là lớp mới. Xin gõ tên chương trình của lớp, ví dụ: Bồi dưỡng đảng viên mới.
imports-which-title = Bài trắc nghiệm tên là gì? Chọn để dùng tên “{ $title }”, hoặc gõ tên khác.
imports-use-title = Dùng tên này
imports-gone = Tệp này đã được xử lý hoặc đã quá một ngày. Cần nhập thì xin gửi lại tệp.

imports-nothing-read = Trợ lý không đọc được dòng nào trong tệp { $filename }.
imports-needs-roster = Danh sách lớp cần một dòng tiêu đề có cột Họ và tên; nên có thêm Ngày sinh, Đơn vị, Điện thoại. Xin sửa tệp rồi gửi lại.
imports-needs-timetable = Lịch học cần một dòng tiêu đề có các cột Ngày, Thời gian (hoặc Buổi), Nội dung; nên có thêm Giảng viên, Địa điểm. Xin sửa tệp rồi gửi lại.
imports-needs-questions = Excel cần một dòng tiêu đề có các cột Câu hỏi, A, B, C, D, Đáp án. Tệp Word hoặc .txt cần “Câu 1: …”, các ý A. B. C. và “Đáp án: B”. Xin sửa tệp rồi gửi lại.

imports-roster-of = Danh sách lớp { $cohort }, tệp { $filename }.
imports-timetable-of = Lịch học lớp { $cohort }, tệp { $filename }.
imports-questions-of = Câu hỏi cho lớp { $cohort }, tệp { $filename }.
imports-new-cohort = { $cohort } là lớp mới, chương trình { $programme }.
imports-new-cohort-and-programme = { $cohort } là lớp mới. Chương trình { $programme } cũng mới.
imports-more = { $shown } và { $count } mục khác
imports-more-lines = … và { $count } dòng khác
imports-samples = Dòng đầu được hiểu là:
imports-look-at = Xin xem lại:
imports-at-row = Dòng { $row }: { $text }
imports-at-row-of-sheet = Dòng { $row } ({ $sheet }): { $text }
imports-save-question = Lưu những thông tin này?
imports-save = Lưu
imports-nothing-to-save = Không có gì mới, nên không cần lưu.
imports-changed-meanwhile = Trong lúc chờ, dữ liệu của Trung tâm đã thay đổi. Xin xem lại trước khi lưu.
imports-dropped = Đã bỏ tệp { $filename }. Trợ lý chưa lưu gì.
imports-go-on = Nhập tiếp { $filename }
imports-all-problems = Xem tất cả các dòng cần sửa
imports-problems-file = Tệp kèm theo ghi đủ { $count } điều cần xem lại.
imports-problems-heading = Cần xem lại trong tệp { $filename }
imports-problems-name = can-xem-lai

imports-same-or-not = { $count } người nói trên là cùng người với người đã có, hay là người khác?
imports-same = Là cùng người
imports-different = Là người khác
imports-leave = Chưa lưu những dòng này

imports-roster-read = Đọc được { $count } người:
imports-roster-new = • { $count } người mới
imports-roster-enrolled = • { $count } người đã có ở Trung tâm, sẽ ghi danh thêm vào lớp này
imports-roster-changed = • { $count } người trong lớp đổi thông tin
imports-roster-same = • { $count } người đã có trong lớp, không đổi
imports-roster-withdrawn = • { $count } người đã thôi học lớp này, để nguyên
imports-roster-asked = • { $count } người có thể trùng, cần { $you } quyết định
imports-roster-left-out = • { $count } dòng có thể trùng, không lưu
imports-roster-absent = { $count } người trong lớp không có trong tệp, để nguyên.
imports-roster-units = Đơn vị mới: { $units }
imports-roster-changes = Thông tin đổi:
imports-change = { $what } { $before } → { $after }
imports-name = họ tên
imports-birth = ngày sinh
imports-gender = giới tính
imports-phone = điện thoại
imports-position = chức vụ
imports-education = trình độ
imports-party_date = ngày vào Đảng
imports-unit = đơn vị
imports-note = ghi chú
imports-detail-birth = sinh { $value }
imports-detail-gender = { $value }
imports-detail-position = { $value }
imports-detail-phone = điện thoại { $value }
imports-detail-party_date = vào Đảng { $value }
imports-detail-education = trình độ { $value }
imports-born = { $name }, sinh { $birth }
imports-doubt-twice = { $name } đã có ở dòng { $place }.
imports-doubt-phone-twice = { $name } có cùng số điện thoại với dòng { $place }.
imports-doubt-birth = { $name } trùng tên với { $known }, đã có ở Trung tâm.
imports-doubt-phone = { $name } có cùng số điện thoại với { $known }, đã có ở Trung tâm.
imports-doubt-several = { $name }: Trung tâm có nhiều người cùng họ tên và ngày sinh này.
imports-roster-saved = Đã lưu danh sách lớp { $cohort }:
imports-roster-next = Tiếp theo: lấy mã QR của lớp, gửi cho học viên để đăng ký.
imports-see-class = Xem lớp { $cohort }

imports-quiz-new = Bài trắc nghiệm mới: { $title }.
imports-quiz-known = Bài trắc nghiệm đã có: { $title }.
imports-questions-read = Đọc được { $count } câu:
imports-questions-new = • { $count } câu mới
imports-questions-changed = • { $count } câu thay câu cũ
imports-questions-same = • { $count } câu đã có, không đổi
imports-questions-refused = • { $count } dòng chưa dùng được
imports-right-answer = Đáp án: { $answer }
imports-questions-saved = Đã lưu câu hỏi vào bài { $title }, lớp { $cohort }:
imports-quiz-open =
    { $count ->
        [0] Bài đã mở. Chưa có học viên nào cần báo.
       *[other] Bài đã mở. Đã báo cho { $count } học viên.
    }

imports-timetable-read = Đọc được { $count } buổi:
imports-timetable-new = • { $count } buổi mới
imports-timetable-moved = • { $count } buổi đổi giờ hoặc địa điểm
imports-timetable-changed = • { $count } buổi đổi nội dung hoặc giảng viên
imports-timetable-cancelled = • { $count } buổi bị hủy vì không còn trong tệp
imports-timetable-same = • { $count } buổi không đổi
imports-timetable-changes = Những thay đổi:
imports-lesson-changed = • { $before } → { $after }
imports-lesson-cancelled = • Hủy: { $lesson }
imports-timetable-saved = Đã lưu lịch học lớp { $cohort }:
imports-timetable-told = Đã báo cho { $count } học viên.
imports-timetable-nobody = Chưa có học viên nào cần báo.

imports-bank-only = Chỉ đưa vào ngân hàng
imports-only-questions = { $You } gửi được tệp câu hỏi. Danh sách lớp và lịch học do cán bộ giáo vụ gửi.
imports-into-bank = Chỉ đưa vào ngân hàng câu hỏi của chương trình.
imports-save-approved = Lưu và duyệt luôn
imports-save-drafts = Lưu, duyệt sau
imports-questions-known = • { $count } câu lấy từ ngân hàng
imports-kinds = Gồm: { $kinds }.
imports-kind-single = { $count } trắc nghiệm
imports-kind-multiple = { $count } nhiều ý đúng
imports-kind-truefalse = { $count } đúng/sai
imports-kind-short = { $count } trả lời ngắn
imports-kind-number = { $count } điền số
imports-kind-matching = { $count } ghép đôi
imports-kind-ordering = { $count } sắp xếp
imports-kind-essay = { $count } tự luận
imports-essay = (Tự luận, giảng viên chấm)
imports-bank-saved = Đã lưu câu hỏi vào ngân hàng (xem lại: /nganhang):
imports-drafts-wait = Các câu mới đang chờ duyệt, học viên chưa thấy.
imports-drafts-came = Tệp { $filename } vừa đưa câu hỏi mới vào ngân hàng. Xin duyệt trước khi học viên làm.
imports-approve = Duyệt câu hỏi
