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
quiz-intro = “{ $title }”: { $questions } questions, { $attempts } tries, the best mark counts.
quiz-intro-once = “{ $title }”: { $questions } questions, one try.
quiz-intro-freely = “{ $title }”: { $questions } questions, as many tries as you like, the best mark counts.
quiz-closes = It closes at { $moment }.
quiz-start = Begin
quiz-others = The other quizzes
quiz-resume = Going on with “{ $title }”.
quiz-done-before = You have done “{ $title }”.
quiz-left = Tries left: { $left }. The best mark counts.
quiz-may-again = You may try again. The best mark counts.
quiz-again = Try again
quiz-review = See what was wrong

quiz-question = Question { $number }/{ $total }. { $stem }
quiz-hint-several = (Several answers may be right: press each and then Done, or type them at once, for example: a, c)
quiz-hint-short = (Please type the answer)
quiz-hint-number = (Please type a number)
quiz-true = True
quiz-false = False
quiz-done = Done
quiz-already-answered = This question was answered before and counts once. Please go on:
quiz-nothing-picked = You have not chosen anything yet.
quiz-only-one = Only one answer is right. Please choose one letter.
quiz-no-such-option = The answers are A to { $last }. Please choose again.
quiz-no-answer = This is no answer that can be understood. Please answer question { $number } above. To leave it for later, type /huy.
quiz-true-or-false = Please choose True or False.
quiz-number-unclear = This number was not understood. Please type one number, for example 7 or 7.5.

quiz-right = ✓ Right.
quiz-partly = Partly right. Answer: { $answer }.
quiz-wrong = ✗ Not right. Answer: { $answer }.
quiz-source = Source: { $source }

quiz-result = You have done “{ $title }”. Your mark: { $mark }.
quiz-result-right = Right: { $right }/{ $total }.
quiz-result-partly = Partly right: question { $numbers }.
quiz-result-wrong = Not right: question { $numbers }.
quiz-best-left = The best mark counts; it is { $mark } now. Tries left: { $left }.
quiz-best-freely = The best mark counts; it is { $mark } now. You may try again.
quiz-best-final = The mark that counts (the best): { $mark }.
quiz-review-question = Question { $number }. { $stem }
quiz-review-given = You answered: { $given }
quiz-review-key = Answer: { $answer }
quiz-nothing-missed = You answered every question right this time.

quiz-done-already = You have done “{ $title }”, so this answer does not count. The mark that counts: { $mark }.
quiz-closed = “{ $title }” is closed.
quiz-closed-unfinished = The try you had begun does not count.
quiz-mark-counts = The mark that counts: { $mark }.
quiz-no-mark = You have no mark for this quiz.
quiz-not-yours = This quiz is not for a class in which you study.

quiz-opened = There is a new quiz: “{ $title }”.
quiz-do = Do it
