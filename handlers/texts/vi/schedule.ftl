# Lịch học: xem lịch, những gì thay đổi, và tin báo thay đổi.

schedule-today = hôm nay
schedule-tomorrow = ngày mai
schedule-place = Địa điểm: { $place }
schedule-place-instead = Địa điểm: { $place } (trước đây: { $was })
schedule-no-place = chưa rõ
schedule-instructor = Giảng viên: { $instructor }
schedule-cohort = Lớp: { $cohort }
schedule-change-new = Thêm buổi: { $topic }
schedule-change-moved = Đổi giờ: { $topic }
schedule-change-place = Đổi địa điểm: { $topic }
schedule-change-details = Đổi nội dung: { $topic }
schedule-change-cancelled = Hủy buổi: { $topic }
schedule-from = Từ: { $what }
schedule-to = Sang: { $what }

schedule-coming =
    Lịch học sắp tới của { $you }:

    { $lessons }
schedule-changed-since =
    Thay đổi từ lần xem trước:

    { $changes }
schedule-rest =
    Các buổi tiếp theo:

    { $lessons }
schedule-none = Hiện chưa có buổi học nào sắp tới. Khi có lịch, trợ lý sẽ báo ngay cho { $you }.
schedule-show-more = Xem tiếp
schedule-save = Lưu vào lịch điện thoại (.ics)
schedule-file = { $You } mở tệp này để đưa các buổi học vào lịch của điện thoại.
schedule-file-name = lich-hoc.ics
schedule-calendar-title = Lịch học
schedule-calendar-lesson = { $topic } ({ $cohort })

schedule-first =
    Lớp { $cohort } đã có lịch học, gồm { $count } buổi. Buổi đầu:

    { $lesson }

    Gõ /lich để xem cả lịch.
schedule-changed =
    Lịch học lớp { $cohort } có thay đổi:

    { $changes }

    Gõ /lich để xem cả lịch.
