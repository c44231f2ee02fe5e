# Quizzes: choosing one, the questions, the feedback, the result.

quiz-none = No quiz is open now. You will be told when there is a new one.
quiz-list =
    The open quizzes. Please choose a number:

    { $quizzes }
quiz-state-not-begun = not done yet
quiz-state-under-way = begun, question { $number }/{ $total }
quiz-state-left = mark { $mark }, tries left: { $left }
quiz-state-freely = mark { $mark }, you may try again
quiz-state-done = mark { $mark }
quiz-intro = “{ $title }”: { $questions } questions, { $attempts } tries, the { $counts } counts.
quiz-intro-once = “{ $title }”: { $questions } questions, one try.
quiz-intro-freely = “{ $title }”: { $questions } questions, as many tries as you like, the { $counts } counts.
quiz-pass-mark = { $mark } or more passes.
quiz-closes = It closes at { $moment }.
quiz-empty = The quiz “{ $title }” has no questions at the moment. Please try again later.
quiz-start = Begin
quiz-others = The other quizzes
quiz-resume = Going on with “{ $title }”.
quiz-done-before = You have done “{ $title }”.
quiz-left = Tries left: { $left }. The { $counts } counts.
quiz-may-again = You may try again. The { $counts } counts.
quiz-again = Try again
quiz-review = See what was wrong

quiz-already-answered = This question was answered before and counts once. Please go on:
quiz-nothing-picked = You have not chosen anything yet.
quiz-written-before = This message came before question { $number } was sent, so it does not count. Please answer question { $number } above.
quiz-no-answer = The answer to question { $number } was not understood. { $how } To leave it for later, type /huy.

quiz-result = You have done “{ $title }”. Your mark: { $mark }.
quiz-result-right = Right: { $right }/{ $total }.
quiz-result-partly = Partly right: question { $numbers }.
quiz-result-wrong = Not right: question { $numbers }.
quiz-best-left = The { $counts } counts; it is { $mark } now. Tries left: { $left }.
quiz-best-freely = The { $counts } counts; it is { $mark } now. You may try again.
quiz-best-final = The mark that counts ({ $counts }): { $mark }.
quiz-passed = Passed: { $grade }.
quiz-failed = Not passed: { $mark } or more is needed.
quiz-rest-taken-out = The questions that were left have just been taken out of the quiz, so those you answered count.
quiz-all-taken-out = The questions of this attempt have just been taken out of “{ $title }”. It does not count, please begin again.
quiz-review-question = Question { $number }. { $stem }
quiz-review-given = You answered: { $given }
quiz-review-blank = Not answered: the time was over.
quiz-review-key = Answer: { $answer }
quiz-nothing-missed = All that you answered this time was right.

quiz-done-already = You have done “{ $title }”, so this answer does not count. The mark that counts: { $mark }.
quiz-closed = “{ $title }” is closed.
quiz-closed-unfinished = The try you had begun does not count.
quiz-mark-counts = The mark that counts: { $mark }.
quiz-no-mark = You have no mark for this quiz.
quiz-not-yours = This quiz is not for a class in which you study.

quiz-opened = There is a new quiz: “{ $title }”.
quiz-opened-practice = Something to practise: “{ $title }”. Do it whenever you like; it does not count for the class.
quiz-do = Do it

quiz-pair-next = So far: { $done }. Which letter goes with { $number }, or “Choose again”?
quiz-pair-first = Which letter goes with 1?
quiz-order-next = So far: { $done }. Which one is next, or “Choose again”?
quiz-order-first = Which one is first?
quiz-undo = Choose again
quiz-counts-best = best mark
quiz-counts-last = last try
quiz-counts-first = first try
quiz-counts-average = average of all tries
quiz-minutes = You have { $minutes } minutes from the moment you begin.
quiz-practice = This quiz is for practice; it does not count for the class.
quiz-answers-later = The answers are shown after the quiz has closed.
quiz-time-left = { $minutes } minutes left.
quiz-time-nearly-over = Less than a minute left.
quiz-time-over = The time for “{ $title }” is over. It was handed in at { $time }. Your mark: { $mark }.
quiz-closing-handed-in = “{ $title }” closed at { $time }. What you had answered was handed in: { $mark } points.
quiz-time-over-unanswered = Questions without an answer: { $count }.
quiz-rest = The next try is possible from { $moment }.
quiz-to-mark = The instructor has yet to mark { $count } of your texts, so this mark is not final.
quiz-review-later = The answers of “{ $title }” are shown after it has closed for the whole class.
quiz-review-comment = The instructor: { $comment }
quiz-review-points = Points for this question: { $points }
quiz-review-to-mark = The instructor has yet to mark this question.
quiz-picture = The picture of question { $number }:
quiz-remind-open = A reminder: you have not finished “{ $title }” yet.
quiz-remind = A reminder: you have not finished “{ $title }” yet. It closes at { $moment }.
quiz-closed-now = “{ $title }” is closed. Your mark: { $mark }.

quiz-see = See the quiz
quiz-not-opened = It was time to open “{ $title }” (class { $cohort }), but it has no approved question, so it stays closed. Please add or approve questions, then open it.
quiz-no-closing = “{ $title }” ({ $cohort }) has just opened, but the time at which it was to close is past, so it has none. Please set another.
quiz-lesson-cancelled = The lesson “{ $topic }” was cancelled, so “{ $title }” (class { $cohort }) will not open after it. Please choose another time.
