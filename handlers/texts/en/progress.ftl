# A learner's progress and marks; the table of a class.

progress-not-enrolled = You are not on the roster of any running class. If this is wrong, please ask the coordinator.
progress-heading = Progress in class { $cohort }
progress-lessons = Lessons: { $held } of { $total } are over, { $left } to come.
progress-no-lessons = Lessons: there is no timetable yet.
progress-quizzes = Quizzes: { $done } of { $total } done (each needs a mark of at least { $mark }).
progress-no-quizzes = No quiz was opened yet.
progress-quiz = • { $title }: { $result }
progress-practice = (for practice)
progress-own-pass-mark = (this one needs { $mark })
progress-mark = { $mark } ({ $grade })
progress-not-done = not done
progress-under-way = begun
progress-closed = not done, closed
progress-grade-excellent = Excellent
progress-grade-good = Good
progress-grade-fair = Fair
progress-grade-average = Average
progress-grade-fail = Not passed
progress-finished = You have met the conditions to finish the class.
progress-missing = To finish, you still have to:
progress-missing-lessons = • attend { $count ->
        [one] { $count } lesson
       *[other] { $count } lessons
    }
progress-missing-to-do = • do: { $quizzes }
progress-missing-again = • do again to pass: { $quizzes }
progress-missing-lost = • ask the coordinator about what is closed or has no attempts left: { $quizzes }
progress-do-quiz = Do a quiz
progress-see-schedule = See the timetable
progress-ask = Ask the coordinator

progress-chart-lessons = Lessons
progress-chart-held = { $held } of { $total } are over
progress-chart-no-lessons = no timetable yet
progress-chart-more = others stand in the message
progress-chart-pass = to pass: { $mark }
progress-chart-finished = The conditions to finish are met
progress-chart-missing = To do: { $summary }
progress-count-lessons = { $count ->
        [one] { $count } lesson
       *[other] { $count } lessons
    }
progress-count-quizzes = { $count ->
        [one] { $count } quiz
       *[other] { $count } quizzes
    }

progress-which-class = Export the progress of which class?
progress-unknown-class = There is no class with the code “{ $code }”. Export the progress of which class?
progress-no-classes = No class is running. Send a roster (an Excel file) here to open one.
progress-exported = Progress of class { $cohort }: { $learners } learners, { $registered } registered, { $finished } have met the conditions to finish.
progress-table-sheet = Progress
progress-table-title = PROGRESS OF CLASS { $cohort }
progress-table-made = { $centre }, made at { $moment }
progress-table-rule = The conditions to finish: all lessons are over, and every quiz that was opened has a mark of at least { $mark }. The mark is the one that counts of each quiz; the average is taken over the quizzes done, without those for practice.
progress-column-number = No.
progress-column-name = Name
progress-column-birth = Born
progress-column-unit = Unit
progress-column-registered = Registered
progress-column-lessons = Lessons over
progress-column-average = Average
progress-column-missing = Still missing
progress-column-state = Result
progress-registered = Yes
progress-not-registered = No
progress-state-finished = Conditions met
progress-state-missing = Not yet

progress-essays = Essays:
progress-essay = • { $title }: { $state }
progress-essay-mark = mark { $mark }
progress-essay-handed-in = handed in
progress-essay-due = not handed in, due { $moment }
progress-essay-closed = not handed in, closed
progress-weak = Better go over these again: { $chapters }. Type /ontap to go over what you missed.
progress-weak-chapter = { $chapter } ({ $share } % right)
