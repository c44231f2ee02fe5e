# Statistics of quizzes.

statistics-no-class = No class is running.
statistics-which-class = Statistics of which class?
statistics-gone = This has changed meanwhile. Please type /thongke again.
statistics-no-quiz = Nobody of { $cohort } has done a quiz yet.
statistics-list =
    Statistics of which quiz of { $cohort }?

    { $quizzes }
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
statistics-foot = Red: look at this question.
statistics-sheet-quiz = Quiz
statistics-sheet-questions = Questions
statistics-sheet-options = Options
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
statistics-column-taken = Taken
statistics-figure-count = Tries
statistics-figure-mean = Mean mark
statistics-figure-median = Median
statistics-figure-deviation = Standard deviation
statistics-figure-skewness = Skewness
statistics-figure-kurtosis = Kurtosis
statistics-figure-consistency = Internal consistency (%)
statistics-figure-error-ratio = Error ratio (%)
statistics-figure-standard-error = Standard error

statistics-cannot-mend = The key of this question cannot be corrected here. Please type /thongke.
statistics-new-key =
    { $question }

    The key is now: { $answer }
    Please type the right one, for example: B, or A, C. To leave it, type /huy.
statistics-key-refused = { $why } Please type it again.
statistics-same-key = That is the key already. To look again, type /thongke.
statistics-mend-sure =
    The new key: { $answer }
    { $report }
    To leave it, type /huy.
statistics-mend = Correct and regrade
statistics-with-words = Add some words
statistics-type-words = Please type what those whose mark changes shall read. Once typed, the key is corrected and your words are sent at once. To leave it, type /huy.
statistics-regraded = { $count } answers count otherwise, { $people } marks change:
statistics-more-people = … and { $count } more
statistics-mended =
    Corrected and regraded. { $count } people were told.
    { $report }
    A slip is corrected the same way.
statistics-correct-key = Correct the key
statistics-your-mark =
    The key of a question of “{ $title }” was corrected ({ $stem }). Your mark: { $before } → { $after }.{ $has_words ->
        [yes] {" "}{ $words }
       *[no] {""}
    }
