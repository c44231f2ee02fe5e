# Statistics of quizzes.

statistics-no-class = No class is running.
statistics-which-class = Statistics of which class?
statistics-gone = This has changed meanwhile. Please type /thongke again.
statistics-no-quiz = Nobody of { $cohort } has done a quiz yet.
statistics-list =
    Statistics of which quiz of { $cohort }?

    { $quizzes }
statistics-older = Earlier quizzes
statistics-line = { $number }. { $title }: done by { $done }
statistics-nothing-yet = Nobody has done “{ $title }” yet, so there are no statistics.
statistics-picture = “{ $title }”: the marks, and how many got each question right (red: look at it).
statistics-summary = “{ $title }”, { $which }: { $count } tries.
statistics-of-counting = the tries that count
statistics-of-first = everyone’s first try
statistics-mean = The mean mark is { $mean }; half of them have { $median } or more.
statistics-spread = The standard deviation is { $deviation }.
statistics-consistency-high = Consistency { $share } %: the questions measure the same thing.
statistics-consistency-middle = Consistency { $share } %: acceptable.
statistics-consistency-low = Low consistency: the marks depend much on luck.
statistics-few = There are only { $count } tries; these figures say little.
statistics-look-at = Questions to look at:
statistics-more = … and { $count } more
statistics-flag-negative = Better learners get it wrong more often: look at its key and its wording.
statistics-flag-little = It does not tell those who know from those who do not.
statistics-flag-too-hard = Very few get it right.
statistics-flag-too-easy = Nearly everyone gets it right.
statistics-flag-key-doubtful = A wrong option is taken more often than the right one: the key may be wrong.
statistics-flag-never-taken = An option is taken by nobody; better replace it.
statistics-for-all = A faulty question: everybody has its point.
statistics-to-mark = { $count } essays for this question wait for their mark, so the figures are not right yet.
statistics-dropped = Dropped, counting for nobody: { $count } questions.
statistics-dropped-see = Dropped: { $stem }
statistics-weak = Right answers by chapter, the lowest first:
statistics-chapter = • { $chapter }: { $share } % right
statistics-question = Question by question
statistics-look-first = First tries only
statistics-look-counting = The tries that count
statistics-excel = As Excel
statistics-card = Question { $number }/{ $total }. { $stem }
statistics-earlier = Earlier
statistics-next = Next
statistics-back = Back
statistics-key = Answer: { $answer }
statistics-blank = Left blank: { $count }
statistics-facility = { $share } % right in { $count } tries.
statistics-discrimination = Discrimination: { $share } % (the higher, the better it tells who knows from who does not).
statistics-efficiency = Discriminative efficiency: { $share } %.
statistics-file = Statistics of “{ $title }”.
statistics-label = No. { $number }
statistics-under = { $count } tries, mean mark { $mean }
statistics-marks = Tries by mark
statistics-questions = How many got each question right
statistics-questions-first = Right answers: { $count } of the { $all } questions, those to look at first
statistics-foot = ⚑ Red: look at this question.
statistics-sheet-quiz = Quiz
statistics-sheet-questions = Questions
statistics-sheet-options = Options
statistics-sheet-marks = Marks
statistics-sheet-learners = Learners
statistics-sheet-changed = Changed marks
statistics-column-figure = Figure
statistics-column-value = Value
statistics-column-number = No.
statistics-column-stem = Stem
statistics-column-chapter = Chapter
statistics-column-count = Tries
statistics-column-facility = Facility (%)
statistics-column-deviation = Deviation
statistics-column-discrimination = Discrimination (%)
statistics-column-efficiency = Efficiency (%)
statistics-column-flagged = Look at it
statistics-column-letter = Letter
statistics-column-option = Option
statistics-column-right = Right
statistics-column-taken = Times
statistics-column-share = Share (%)
statistics-column-from = From mark
statistics-column-to = To mark
statistics-column-mark = Mark
statistics-column-weak = Weak chapters
statistics-column-place = No.
statistics-column-name = Name
statistics-column-in-quiz = Quiz
statistics-column-before = Old mark
statistics-column-after = New mark
statistics-figure-count = Tries
statistics-figure-mean = Mean mark
statistics-figure-median = Median
statistics-figure-deviation = Standard deviation
statistics-figure-skewness = Skewness
statistics-figure-kurtosis = Kurtosis
statistics-figure-consistency = Internal consistency (%)
statistics-figure-error-ratio = Error ratio (%)
statistics-figure-standard-error = Standard error

statistics-cannot-mend = This question cannot be mended here. Please type /thongke.
statistics-correct-key = Correct the key
statistics-faulty-one = The question is faulty
statistics-new-key =
    { $question }

    The key is now: { $answer }
    Please type the right one: { $hint } To leave it, type /huy.
statistics-key-refused = That key does not fit the question. Please type it again: { $hint }
statistics-key-hint-single = a letter, such as B. Where two options are right, type A, C: whoever took one of them has the point.
statistics-key-hint-multiple = the letters of all right options, such as A, C.
statistics-key-hint-truefalse = True or False.
statistics-key-hint-short = the accepted answers with semicolons between them, such as: floor 2; second floor.
statistics-key-hint-number = a number, such as 7.5 or 7.5 ± 0.1. Write thousands without a dot.
statistics-key-hint-matching = a letter for each number, such as 1-B, 2-A.
statistics-key-hint-ordering = the letters in the right order, such as C, A, B.
statistics-faulty =
    { $stem }

    What shall become of a faulty question? It holds for every quiz with this question, which is asked no more. If only the key is wrong, correct the key.
statistics-rule-all = Everybody has the point
statistics-rule-none = Drop it: it does not count
statistics-rule-back = Grade it as usual again
statistics-same = That is how it is already; nothing changes.
statistics-all = See the statistics
statistics-mend-sure =
    { $how ->
        [all] Give everybody the point of this question? It will not be asked any more.
        [none] Drop this question, so that it counts for nobody? It will not be asked any more.
        [back] Grade this question as usual again, by the key { $answer }?
       *[key] Change the key to { $answer }?
    }
    { $report }
    To leave it, type /huy.
statistics-mend = Correct and regrade
statistics-with-words = Add some words
statistics-type-words = Please type what those whose mark changes shall read. Then it is done and sent at once. To leave it, type /huy.
statistics-regraded = { $people ->
        [0] Nobody’s mark changes ({ $count } tries graded anew).
       *[other] { $people } marks change ({ $count } tries graded anew):
    }
statistics-more-people = … and { $count } more
statistics-mended =
    { $how ->
        [all] Everybody has the point of this question now.
        [none] The question was dropped and does not count.
        [back] The question is graded as usual again.
       *[key] Corrected and regraded.
    } { $count } people were told.
    { $report }
statistics-changed-table = Changed marks (Excel)
statistics-changed-title = Marks changed when a question was mended
statistics-changed-file = Those whose mark changed, with the old and the new one.
statistics-undo = Undo
statistics-your-mark =
    { $how ->
        [all] A question of “{ $title }” was faulty, so everybody has its point ({ $stem }).
        [none] A question of “{ $title }” was faulty, so it does not count ({ $stem }).
        [back] A question of “{ $title }” is graded as usual again ({ $stem }).
       *[key] The key of a question of “{ $title }” was corrected ({ $stem }).
    } Your mark: { $before } → { $after }.{ $has_words ->
        [yes] {" "}{ $words }
       *[no] {""}
    }
