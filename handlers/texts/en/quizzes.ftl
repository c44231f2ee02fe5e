# The desk for quizzes: questions, rules, opening, closing, who has not done it.

quizzes-no-class = No class is running. Please send a roster (an Excel file) to start one.
quizzes-which-class = Quizzes of which class?
quizzes-gone = This has changed meanwhile. Please type /kiemtra to look again.
quizzes-none = Class { $cohort } has no quiz yet.
quizzes-list =
    The quizzes of { $cohort }. Please choose:

    { $quizzes }
quizzes-line = { $number }. { $title }: { $state }, done by { $done }/{ $all }
quizzes-new = New quiz
quizzes-card = “{ $title }”, class { $cohort }: { $state }.
quizzes-state-draft = a draft
quizzes-state-open = open
quizzes-state-closed = closed
quizzes-state-at = opens at { $moment }
quizzes-state-after = opens when “{ $topic }” ends ({ $moment })
quizzes-has = Questions: { $questions }.
quizzes-has-none = Questions: none yet.
quizzes-fixed = { $count } fixed
quizzes-draft-questions = { $count } waiting for approval
quizzes-draw = { $count } drawn ({ $about })
quizzes-any = any
quizzes-done = Done by { $done } of { $all } learners.
quizzes-questions = Questions
quizzes-rules = Rules
quizzes-open = Open
quizzes-reopen = Open again
quizzes-close = Close
quizzes-closing = Closing time
quizzes-missing = Who has not done it
quizzes-learner = More for one learner
quizzes-back = Back
quizzes-enough = Done
quizzes-type-title = What is the new quiz of { $cohort } called? Please type its title, for example: Kiểm tra chương 1.
quizzes-title-taken = The class has a quiz “{ $title }”. Please type another title.
quizzes-begun = Somebody began this quiz, so its questions stay. For other questions please make a new quiz.
quizzes-bank-empty = The bank of this programme has no approved question. Please send a file with questions.
quizzes-lines = { $lines }
quizzes-which-chapter = From which chapter? Choose, or type it all, for example: 5 chương 1, 3 khó chương 2.
quizzes-chapter = { $chapter } ({ $count })
quizzes-no-chapter = Any chapter
quizzes-take-out = Take all out
quizzes-which-level = { $chapter }: of which level?
quizzes-any-level = Any level
quizzes-how-many = { $about }: { $count } questions. How many shall each try draw?
quizzes-all-of-it = All { $count }, the same for everyone
quizzes-pick = Choose one by one
quizzes-one-by-one =
    { $about }. Choose a number to put the question into the quiz, and again to take it out. The quiz has { $chosen } fixed questions.

    { $questions }
quizzes-earlier = Previous page
quizzes-later = Next page
quizzes-added = { $count } added.
quizzes-drawn = Added: { $draw }.
quizzes-too-few = There are only { $count } ({ $about }). Please choose fewer.
quizzes-draw-unclear = There is no such chapter, or “{ $part }” was not understood. Please type how many and the chapter as on its button, like: 5 chương 1.
quizzes-which-rule = The rules of “{ $title }”. Which one shall change?
quizzes-rule-set = Changed. { $rule }.
quizzes-changes-marks = Somebody has done the quiz: marks may change with this.
quizzes-rule-attempts = Tries: { $value }
quizzes-rule-counts = Which counts: { $value }
quizzes-rule-pause = Pause between tries: { $value }
quizzes-rule-minutes = Time limit: { $value }
quizzes-rule-pass = Pass mark: { $value }
quizzes-rule-feedback = Answers shown: { $value }
quizzes-rule-questions = Shuffle questions: { $value }
quizzes-rule-options = Shuffle options: { $value }
quizzes-rule-practice = For practice only: { $value }
quizzes-rule-remind = Reminder before closing: { $value }
quizzes-ask-attempts = How many tries has each learner?
quizzes-ask-counts = Which of several tries counts?
quizzes-ask-pause = How long is the pause between two tries? Please choose.
quizzes-ask-minutes = How long may a try take? When the time is over, it is handed in by itself. Please choose.
quizzes-ask-pass = Which mark passes? Please choose.
quizzes-ask-feedback = When do learners see what was right?
quizzes-ask-questions = Shuffle the questions?
quizzes-ask-options = Shuffle the options? Those like “Cả A, B và C” keep their place.
quizzes-ask-practice = Is it for practice only, and does not count for the class?
quizzes-ask-remind = How long before closing are those reminded who have not done it? Please choose.
quizzes-value-yes = yes
quizzes-value-no = no
quizzes-value-best = the best
quizzes-value-last = the last
quizzes-value-first = the first
quizzes-value-average = the average
quizzes-value-at-once = after each question
quizzes-value-at-the-end = at the end
quizzes-value-after-closing = after closing
quizzes-value-attempts-none = as many as one likes
quizzes-value-pause-none = none
quizzes-value-minutes-none = none
quizzes-value-pass-none = that of the programme
quizzes-value-remind-none = none
quizzes-value-minutes =
    { $count ->
        [1440] one day
       *[other] { $count } minutes
    }
quizzes-value-hours = { $count } hours
quizzes-closes = Closes at { $moment }.
quizzes-when-open = When shall “{ $title }” open?
quizzes-open-now = Now
quizzes-open-at = At a time
quizzes-after = After { $topic } ({ $moment })
quizzes-opened = It is open. { $count } learners were told.
quizzes-will-open = It will open by itself then, and its learners will be told.
quizzes-ask-mo = When shall it open? Please type, for example: 7h30 mai, 25/11 8:00.
quizzes-ask-dong = When shall it close? Please type, for example: 17h thứ sáu, 30/11 17:00.
quizzes-time-unclear = This time was not understood. Please type it like: 7h30 mai, 25/11 8:00.
quizzes-time-past = This time is over. Please type another.
quizzes-will-close = The closing time is set.
quizzes-no-closing = Never
quizzes-stays-open = It has no closing time any more.
quizzes-close-sure = Close “{ $title }” now? Nobody can do it any more.
quizzes-close-yes = Close
quizzes-closed = It is closed.
quizzes-no-questions = It has no questions, so it cannot open.
quizzes-wait-for-approval = Its questions wait for a coordinator to approve them (with /duyet), so it cannot open.
quizzes-all-done = Every learner has done it.
quizzes-not-done =
    { $count } have not done it:

    { $people }
quizzes-more-people = … and { $count } more
quizzes-remind = Remind them
quizzes-remind-sure = Remind the { $count } who have not done “{ $title }”? { $reached } can be reached.
quizzes-remind-yes = Remind
quizzes-reminded = { $count } were reminded.
quizzes-ask-learner = For whom? Please type the name.
quizzes-nobody = Nobody in the class is called “{ $name }”. Please type again.
quizzes-which-learner = Several people have that name. Please choose one.
quizzes-learner-has = { $name }, “{ $title }”: { $allowance }.
quizzes-plus-minutes = { $count } minutes more
quizzes-plus-attempt = One more try
quizzes-other-date = Another closing time
quizzes-as-everybody = As everybody
quizzes-ask-date = Until when for { $name }? Please type, for example: 17h mai.
quizzes-has-nothing-more = as everybody
quizzes-has-minutes = { $count } minutes more
quizzes-has-attempts = { $count } more tries
quizzes-has-date = open until { $moment }
quizzes-you-may = “{ $title }”, for you: { $allowance }.
quizzes-count = { $count } questions
quizzes-value-tries = { $count } tries
quizzes-value-mark = { $mark }
