# Registration: from the first greeting until the learner is known.

registration-consent =
    Hello! This is the messaging assistant of { $centre }: timetable, lesson reminders, quizzes.

    To do this it keeps your name, birth date and unit from the class roster, your quiz results, your essays and the messages sent to you. Only the staff of { $centre } can see them. You can look at them (/dulieu) or delete them (/xoa) at any time.

    Do you agree?
registration-agree = I agree
registration-decline = I do not agree
registration-declined = All right. Nothing about you is kept. If you change your mind, press or type: Register again.
registration-start-again = Register again
registration-ask-name = Please type your full name as it stands on the class roster.
registration-ask-coordinator-name = The invitation is valid. Please type your full name.
registration-name-unclear = Please type your family name and your given name, for example: Nguyễn Thị Hoa.
registration-ask-birth = Thank you, { $name }. Please type your birth date (for example 5/3/1990: day, month, year) or the year alone (1990).
registration-birth-unclear = This birth date was not understood. Please type it like 5/3/1990, or only the year: 1990. To change the name, type /start.
registration-too-many = That was tried too often. Please try again in an hour, or contact the coordinator.
registration-not-found = No { $name }, born { $birth }, stands on the rosters. Please check the name and the birth date.
registration-try-again = Try again
registration-ask-for-help = Ask the coordinator
registration-unknown-code = This code is wrong or has expired. You can register with your name and birth date.
registration-start-without = Register
registration-is-this-you =
    Are you { $name }?
    { $classes }
registration-which-one = Several people have this name. Which one are you?
registration-yes = Yes
registration-no = No
registration-not-me = All right, nothing was saved. Please enter your name and birth date again.
registration-class-and-unit = class { $cohort }, { $unit }
registration-class-only = class { $cohort }
registration-needs-coordinator = The coordinator has to confirm this. The request was sent, and you will hear at once when it is decided. There is nothing more to do.
registration-denied = The coordinator could not confirm who you are. Please contact { $centre }.
registration-request-linked =
    Someone registers as { $name } ({ $classes }), born { $birth }, but this learner is linked to another chat already.
    Move the learner to the new chat?
registration-request-no-birth =
    Someone registers as { $name } ({ $classes }) and says to be born { $birth }. The roster has no birth date to compare.
    Is it this learner?
registration-grant = Yes, link
registration-deny = Do not link
registration-request-gone = This request was dealt with already.
registration-request-granted = { $name } is linked and was told.
registration-request-denied = The request to be linked with { $name } was refused.
registration-not-in-class = You are registered, but you are not on the roster of class { $cohort }.
registration-welcome =
    Hello { $name }, class { $cohorts }.
    You will be reminded before every lesson. There is nothing more to do.
registration-welcome-coordinator =
    Hello { $name }, coordinator of { $centre }.
    Send files (roster, timetable, questions) here to import them. /lop shows the classes, /kiemtra makes quizzes, /thongbao sends a broadcast.
registration-welcome-instructor =
    Hello { $name }, instructor of { $centre }.
    Send files of questions here; a coordinator approves them. /kiemtra makes quizzes, /tructiep asks in the room, /thuhoach sets essays, /cham marks them.
registration-see-schedule = See the timetable
registration-see-help = See the help
