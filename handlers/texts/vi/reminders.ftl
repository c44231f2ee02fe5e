# Nhắc lịch: tin nhắc trước buổi học, và cách nhắc mà học viên chọn.

reminders-evening =
    Xin nhắc { $you } { $count ->
        [1] có buổi học
       *[other] có { $count } buổi học
    }:

    { $lessons }
reminders-hour =
    { $You } { $count ->
        [1] sắp có buổi học
       *[other] sắp có { $count } buổi học
    }:

    { $lessons }
reminders-ask =
    { $You } muốn được nhắc trước buổi học khi nào?
reminders-ask-with-times =
    { $You } muốn được nhắc trước buổi học khi nào?

    { $times }
reminders-times-both = Lớp { $cohort }: lúc { $evening } tối hôm trước, và trước giờ học { $minutes } phút.
reminders-times-evening = Lớp { $cohort }: lúc { $evening } tối hôm trước.
reminders-times-hour = Lớp { $cohort }: trước giờ học { $minutes } phút.
reminders-times-none = Lớp { $cohort }: hiện không nhắc.
reminders-both = Cả hai lần
reminders-evening-only = Chỉ tối hôm trước
reminders-hour-only = Chỉ ngay trước giờ học
reminders-none = Không nhắc
reminders-current = ✓ { $choice }
reminders-chosen-both = Vâng. Trợ lý sẽ nhắc { $you } cả hai lần: tối hôm trước và ngay trước giờ học.
reminders-chosen-evening = Vâng. Trợ lý sẽ chỉ nhắc { $you } vào tối hôm trước buổi học.
reminders-chosen-hour = Vâng. Trợ lý sẽ chỉ nhắc { $you } ngay trước giờ học.
reminders-chosen-none = Vâng. Trợ lý sẽ không nhắc trước buổi học. Khi lịch thay đổi, { $you } vẫn được báo.
reminders-stopped = Hiện { $you } đang ngừng nhận tin nên sẽ không có tin nhắc nào. Muốn nhận lại, gõ /nhanlai.
