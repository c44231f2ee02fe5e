# Live quizzes in the room: choosing, leading, joining, answering, results.

live-no-class = No class is running. Send its roster (an Excel file) here to open one.
live-which-class = Which class is in the room?
live-running = A live quiz is running. Choose it to lead it from this phone, or open a new one.
live-resume = { $title } (code { $code })
live-new = Open a new one
live-more = Show more ({ $count })
live-results = Results of earlier ones
live-which-past = Which results?
live-past = { $day } { $clock } · { $title }
live-gone = That is not there any more. Type /tructiep to choose again.
live-nothing = { $cohort } has no quiz and no approved question yet. Send a file with questions here first.
live-which-questions = { $cohort }: questions from where? Choose a quiz, or a chapter of the bank.
live-chapter = Bank: { $chapter } ({ $count })
live-unsorted = Questions without a chapter ({ $count })
live-no-chapter = Questions of the programme
live-how-many = “{ $chapter }” has { $count } questions that fit. How many?
live-count = { $count } questions
live-nothing-fits = “{ $title }” has no question that is answered quickly on a phone. Approved questions with one or several right options, true or false, a short text or a number fit.
live-card = “{ $title }”: { $count } questions.
live-left-out = { $count } left out: matching, ordering and essays do not suit a room.
live-card-seconds = { $seconds } seconds each.
live-card-points = One point for each right answer.
live-card-bonus = One point for each right answer, up to half a point more for an early one.
live-card-named = At the end the screen shows the best five by name.
live-card-nameless = At the end the screen shows the five best results without names.
live-card-none = No table on the screen.
live-open = Open the room
live-seconds = { $seconds } seconds
live-table-named = Table with names
live-table-nameless = Table without names
live-table-none = No table
live-bonus = Points for speed
live-no-bonus = No points for speed

live-room = Room “{ $title }”, { $count } questions. Code: { $code }
live-screen = For the projector: { $address }
live-joined =
    { $count ->
        [0] Nobody is in yet. Ask everyone to send the code above to the assistant.
        [one] One person is in.
       *[other] { $count } people are in.
    }
live-begin = Begin
live-see-people = How many are in
live-see-answers = How many answered
live-reveal = Show the answer
live-next = Question { $number }
live-finish = Finish
live-show-table = Show the table
live-stop = Stop
live-nobody = Nobody is in the room, so it cannot begin yet.
live-all-the-same = Begin all the same
live-plan-short = { $channel } has { $left } messages left this month, and this quiz takes about { $needed }. Once they are used up, people on that channel get no questions.
live-asking = Question { $number }/{ $total } is open: { $answered }/{ $told } answered, { $seconds } seconds left.
live-right = Question { $number }/{ $total }: { $right }/{ $told } right.
live-silent = No answer: { $count }
live-key = Answer: { $answer }
live-table-shown = The screen shows the table:
live-ask-stop =
    { $number ->
        [0] Close the room of “{ $title }”? It has not begun.
       *[other] Stop “{ $title }” at question { $number }/{ $total }? Everyone gets their result so far, and it cannot go on.
    }
live-go-on = Go on
live-stop-surely = Stop for good
live-is-over = This live quiz is over.
live-another = Open another
live-report = “{ $title }” is over: { $people } people, { $mean } points on average after { $total } questions.
live-share = Question { $number } { $bar } { $share }%
live-hardest = Hardest:
live-hard = Question { $number } ({ $share }%): { $stem }
live-table-title = Best:
live-best = { $place }. { $name }: { $points } points
live-best-more = and { $count } more with { $points } points
live-best-nobody = Nobody has points yet.
live-several = (Several may be right)
live-sheet = Live
live-sheet-title = LIVE QUIZ: { $title }
live-sheet-note = Empty: no answer.
live-column-place = Place
live-column-name = Name
live-column-unit = Unit
live-column-points = Points
live-column-right = Right
live-column-question = Question { $number }

live-type-code = Type the four digits on the screen, for example: 4821
live-wrong-code = No quiz is running with the code { $code }. Check the four digits on the screen.
live-too-many = Too many codes tried. Please look at the four digits on the screen again and try again in an hour.
live-register-first = To join the live quiz, { $you } must register first, it takes a minute. Then type the code { $code } again.
live-register = Register
live-you-lead = This phone leads the quiz, so it cannot answer.
live-in = { $You } are in “{ $title }”, { $count } questions. When a question appears, tap or type the answer; the first one counts. To leave, type /thoat.
live-in-late = { $You } are in “{ $title }”. It is under way, so { $you } answer from the next question on.
live-in-too-late = { $You } are in “{ $title }”, but it is at its last question.
live-in-again = { $You } are in “{ $title }” already. The next question will appear here.
live-not-in = { $You } are not in a live quiz. To join, type the four digits on the screen.
live-left = { $You } have left “{ $title }”.
live-come-back = Join again
live-time = Answer within { $seconds } seconds.
live-picture = Picture of question { $number }:
live-recorded = Recorded: { $answer }
live-already = { $You } have answered this one: { $answer }. Only the first answer counts.
live-nothing-picked = Nothing is picked. Pick, then tap Done.
live-not-understood = That was not clear. Please answer question { $number } above.
live-stale = This button belongs to an earlier question. Please answer the one shown now.
live-wait = Please wait for the next question.
live-too-late = Question { $number } is over, no more answers are taken. Please wait for the next one.
live-too-late-for-all = This live quiz is over.
live-no-answer = Question { $number }: no answer from { $you }. Answer: { $answer }.
live-over-question = Question { $number }: { $feedback }
live-with-bonus = Answered early: { $bonus } points more.
live-so-far = Points so far: { $points } after { $count } questions for { $you }.
live-ended = “{ $title }” is over.
live-own-end = “{ $title }” is over. { $You } had { $right } of { $total } right, { $points } points.
live-own-end-placed = “{ $title }” is over. { $You } had { $right } of { $total } right, { $points } points, place { $place } of { $people }.
