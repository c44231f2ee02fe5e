# Help, and the answers to what was not understood.

help-for-strangers =
    The messaging assistant of { $centre }. Please register first: type /start.

    { $commands }
help-for-learners =
    You can press or type:

    { $commands }

    The slash may be left out, for example: lich. If you have a question, just write it here.
help-for-instructors =
    You can press or type:

    { $commands }

    Send files of questions (Word, Excel and other kinds) here; a coordinator approves them.
help-for-coordinators =
    You can press or type:

    { $commands }

    Send a file here to import a roster or a timetable (Excel), or questions (Word, Excel and others).
help-command-start = register with name and birth date
help-command-lich = the coming lessons
help-command-tracnghiem = do a quiz
help-command-thuhoach = essays: the task, handing in, the mark
help-command-cham = mark essays and written answers
help-command-ontap = go over the questions you once missed
help-command-tiendo = my progress and marks
help-command-nhacnho = choose the lesson reminders
help-command-ngonngu = change the language (Vietnamese, English)
help-command-trogiup = help
help-command-kiemtra = the quizzes of a class: make, open, who has not done them
help-command-thongke = statistics of a quiz: hard questions, weak chapters
help-command-tructiep = a live quiz in the room, with a projector
help-command-nganhang = the bank of questions: look, find, export
help-command-duyet = approve new questions
help-command-cangoi = whom to phone
help-command-kenh = your channels (Telegram, Zalo)
help-command-dulieu = what is kept about me
help-command-dung = stop reminders and broadcasts
help-command-xoa = delete what is kept about me
help-command-lop = the classes: who registered, QR code, reminder times
help-command-thongbao = send a broadcast
help-command-ketqua = earlier broadcasts and who got them
help-command-nguoihoc = find a learner
help-command-phanhoi = learners' questions waiting for an answer
help-cancelled = Left as it is. Type /trogiup when you need help.
help-unknown = This was not understood. Type /trogiup to see what can be done.
help-choose-from-menu =
    This was not understood. Please choose from the list above: press a button, or type { $count ->
        [1] the number 1
       *[other] a number from 1 to { $count }
    }.
help-coordinators-only = That is for coordinators. Type /trogiup to see what you can do.
help-not-registered = Please register first. It takes one minute.
help-register = Register
help-see-help = See the help
help-stale = This button is too old to work. Please choose again from the help.
help-cannot-read = Only text can be read here. Please type it.
help-in-group = The bot answers only in private. Please open its page and write to it there.
help-full =
    This channel is full and cannot take more people.
    { $channels ->
        [none] Please contact the centre's coordinator.
       *[other] Please write to: { $channels }.
    }
help-slow-down = That was rather fast. Please wait a minute before you go on.
help-our-fault = Sorry, something went wrong with your last message. It was noted so that it can be put right. Please try again later.
