# The desk for quizzes: questions, rules, opening, closing, who has not done it.

quizzes-no-class = No class is running. Please send a roster (an Excel file) to start one.
quizzes-which-class = Quizzes of which class?
quizzes-which-of-classes = Quizzes of which class? If you do not see it, please type /kiemtra and its code.
quizzes-gone = This has changed meanwhile. Please type /kiemtra to look again.
quizzes-none = Class { $cohort } has no quiz yet.
quizzes-list =
    The quizzes of { $cohort }. Please choose:

    { $quizzes }
quizzes-line = { $number }. { $title }: { $state }, done by { $done }/{ $all }
quizzes-new = New quiz
quizzes-older = Older ones
quizzes-card = “{ $title }”, class { $cohort }: { $state }.
quizzes-state-draft = a draft
quizzes-state-open = open
quizzes-state-closed = closed
quizzes-state-at = opens at { $moment }
quizzes-state-after = opens when “{ $topic }” ends ({ $moment })
quizzes-has = Questions: { $questions }.
quizzes-has-none = Questions: none yet.
quizzes-short = { $count } too few: the bank has not enough questions for these draws.
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
quizzes-type-other-title = What shall “{ $title }” be called? Please type the new title.
quizzes-title-taken = The class has a quiz “{ $title }”. Please type another title.
quizzes-title-long = That is too long. Please type a title of at most { $most } letters.
quizzes-begun = Somebody began this quiz, so its questions stay. For other questions please make a new quiz.
quizzes-bank-empty = The bank of this programme has no approved question. Please send a file with questions.
quizzes-which-chapter = From which chapter? Choose, or type it all, for example: 5 chương 1, 3 khó chương 2.
quizzes-more-chapters = { $count } more chapters are not in this list: please type one, for example: 5 chương 13.
quizzes-chapter = { $chapter } ({ $count })
quizzes-no-chapter = Any chapter
quizzes-take-out = Take all out
quizzes-take-out-sure = { $questions } Take all out of the quiz?
quizzes-take-out-yes = Take out
quizzes-which-level = { $chapter }: of which level?
quizzes-any-level = Any level
quizzes-how-many = { $about }: { $count } questions. How many shall each try draw?
quizzes-all-of-it = All { $count }, the same for everyone
quizzes-pick = Choose one by one
quizzes-see-fixed = See the fixed ones
quizzes-fixed-list =
    The fixed questions of “{ $title }”. Choose a number to see one with its key.

    { $questions }
quizzes-fixed-line = { $waits ->
    [yes] { $number }. { $stem } (waiting)
   *[other] { $number }. { $stem }
    }
quizzes-one-by-one =
    { $about }. Choose a number to put the question into the quiz, and again to take it out. The quiz has { $chosen } fixed questions.

    { $questions }
quizzes-earlier = Previous page
quizzes-later = Next page
quizzes-added = { $count } added.
quizzes-drawn = Added: { $draw }.
quizzes-too-few = There are only { $count } to draw ({ $about }), so nothing was added. Please choose fewer.
quizzes-none-left = There is none left to draw ({ $about }). Please choose another chapter.
quizzes-draw-unclear = There is no such chapter, or “{ $part }” was not understood. Please type it like: 5 chương 1.
quizzes-which-rule = The rules of “{ $title }”. Which one shall change?
quizzes-rename = Title: { $title }
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
quizzes-ask-attempts = How many tries has each learner? Choose or type a number, for example: 3. 0 is as many as one likes.
quizzes-ask-counts = Which of several tries counts?
quizzes-ask-pause = How long is the pause between two tries? Choose or type, for example: 30 phút, 2 giờ, 1 ngày. 0 is none.
quizzes-ask-minutes = How many minutes? When they are over, the try is handed in by itself. Choose or type, for example: 40. 0 is no limit.
quizzes-ask-pass = Which mark passes? Choose or type, for example: 6,5. 0 is that of the programme.
quizzes-ask-feedback = When do learners see what was right?
quizzes-ask-questions = Shuffle the questions?
quizzes-ask-options = Shuffle the options? Those like “Cả A, B và C” keep their place.
quizzes-ask-practice = Is it for practice only, and does not count for the class?
quizzes-ask-remind = How many hours before closing are those reminded who have not done it? Choose or type, for example: 12. 0 is never.
quizzes-number-attempts = From 1 to { $most } tries, for example: 3. 0 is as many as one likes.
quizzes-number-pause = The pause is at most 14 days. Please type it like: 30 phút, 2 giờ, 1 ngày.
quizzes-number-minutes = The time is at most { $most } minutes. Please type it like: 40.
quizzes-number-pass = The pass mark is from 0 to { $most } with one decimal. Please type it like: 6,5.
quizzes-number-remind = At most 14 days before. Please type it like: 12 giờ, 2 ngày.
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
quizzes-value-days = { $count } days
quizzes-closes = Closes at { $moment }.
quizzes-answers-when-closed = There is no closing time: learners see the answers only after you close the quiz.
quizzes-when-open = When shall “{ $title }” open?
quizzes-when-open-without = { $drafts } questions wait for approval and would not be asked (/duyet). When shall “{ $title }” open?
quizzes-unplan = No time, leave it a draft
quizzes-open-now = Now
quizzes-open-at = At a time
quizzes-after = After { $topic } ({ $moment })
quizzes-opened =
    { $count ->
        [0] It is open. No more learners need to be told.
       *[other] It is open. { $count } learners were told.
    }
quizzes-opened-practice = It is open for practice. The learners were not told; for that choose “Tell the class”.
quizzes-reopened = It is open again and has no closing time. To write to those who have not done it choose “Who has not done it”.
quizzes-open-already = It is open already.
quizzes-announce = Tell the class
quizzes-announced = { $count } learners are told.
quizzes-announced-before = The learners were told before.
quizzes-unplanned = It does not open by itself any more.
quizzes-opens-late = It closes at { $moment }, so it must open before. Please change one of the times.
quizzes-will-open = It will open by itself then, and its learners will be told.
quizzes-will-open-quietly = It will open by itself at that time; being for practice, nobody is told.
quizzes-ask-mo = When shall it open? Please type, for example: 7h30 mai, 25/11 8:00.
quizzes-ask-dong = When shall it close? Please type, for example: 17h thứ sáu, 30/11 17:00.
quizzes-time-unclear = That was not understood. Please type the hour and the day, like: 7h30 mai, 25/11 8:00.
quizzes-time-past = This time is over. Please type another.
quizzes-will-close = The closing time is set.
quizzes-closes-early = It opens at { $moment }, so it must close after that. Please type another time.
quizzes-no-closing = Never
quizzes-stays-open = It has no closing time any more.
quizzes-close-sure = Close “{ $title }” now? Nobody can do it any more.
quizzes-close-yes = Close
quizzes-closed = It is closed.
quizzes-closed-already = It is closed already.
quizzes-draft-again = Back to a draft
quizzes-is-draft-again = It is a draft again, and learners see it no more.
quizzes-delete = Delete
quizzes-delete-sure = Delete the draft “{ $title }”? Its questions stay in the bank.
quizzes-delete-yes = Delete
quizzes-deleted = “{ $title }” is deleted.
quizzes-used = It has been used, so it cannot be deleted.
quizzes-no-questions = It has no questions, so it cannot open.
quizzes-wait-for-approval = Its questions wait for a coordinator to approve them (with /duyet), so it cannot open.
quizzes-all-done = Every learner has done it.
quizzes-not-done =
    { $count } have not done it:

    { $people }
quizzes-more-people = { $count } more
quizzes-remind = Remind them
quizzes-remind-sure = Remind the { $count } who have not done “{ $title }”? { $reached } can be reached.
quizzes-remind-yes = Remind
quizzes-reminded = { $count } were reminded.
quizzes-ask-learner = For whom? Please type the name.
quizzes-nobody = Nobody in the class is called “{ $name }”. Please type again.
quizzes-which-learner = Several people have that name. Please choose one.
quizzes-which-of-many = { $count } people have that name. Please choose one; if you do not see them, type the whole name.
quizzes-learner-has = { $name }, “{ $title }”: { $allowance }.
quizzes-learner-closed = { $name }, “{ $title }”: { $allowance }. The quiz is not open; to let them do it choose “Another closing time”.
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
