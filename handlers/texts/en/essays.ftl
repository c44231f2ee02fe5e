# Essays: setting them, handing them in, marking them.

essays-none = You have no essay to write. You will be told when there is one.
essays-list =
    Your essays. Please choose a number:

    { $essays }
essays-line = { $number }. “{ $title }” (class { $cohort }), due { $due }: { $state }
essays-state-none = not handed in
essays-state-unfinished = begun; Hand in was not pressed
essays-state-handed-in = handed in
essays-state-late = handed in { $span } late
essays-state-closed = closed, not handed in
essays-state-marked = mark { $mark }
essays-title = Essay “{ $title }”, class { $cohort }
essays-due = Due: { $due }
essays-due-and-closed = Due: { $due } (closed)
essays-handed-in = Handed in at { $moment }, code { $code }.
essays-waits-for-mark = It has not been marked yet.
essays-your-mark = Mark: { $mark }
essays-comment = Comment: { $comment }
essays-comment-of = Comment { $number }: { $comment }
essays-closed = It is closed; nothing can be handed in any more.
essays-not-yet = You have not handed it in.
essays-past-due = It is past the deadline. You can still hand it in; it will be noted as late.
essays-unfinished = Sent so far: { $contents }; Hand in was not pressed.
essays-not-yours = There is no such essay in a class in which you study.
essays-all = The essays
essays-see = See the essay
essays-begin = Begin to hand in
essays-again = Change what I handed in
essays-add = Add to it
essays-anew = Hand in another
essays-keep = Keep the one handed in
essays-send-more = Send more
essays-press = Hand in
essays-take-back = Take the last part back
essays-give-up = Cancel
essays-give-up-really = Drop all of it

essays-send = Please send “{ $title }” here: photos of the pages or typed text; on Telegram also a Word or PDF file. When all is sent, press Hand in, or type: nop.
essays-send-anew = Please send all of “{ $title }” from the beginning (it takes the place of what you handed in): photos of the pages or typed text; on Telegram also a Word or PDF file. When all is sent, press Hand in, or type: nop.
essays-due-and-by-itself = Due: { $due }. If you have not pressed Hand in by then, what you sent is handed in by itself.
essays-old-one-counts = Unless you press Hand in, what you handed in before counts.
essays-will-be-late = It is past the deadline ({ $due }), so it will be noted as late.
essays-ask-again = You handed in “{ $title }” at { $moment }. Do you want to add to it, or hand in another in its place?
essays-ask-again-late = You handed in “{ $title }” at { $moment }. Do you want to add to it, or hand in another in its place? It is past the deadline, so the whole will be marked late.
essays-so-far = Received: { $contents }. Send more, or press Hand in.
essays-count-photos = { $count ->
    [one] { $count } photo
   *[other] { $count } photos
}
essays-count-documents = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
essays-count-texts = { $count ->
    [one] { $count } text
   *[other] { $count } texts
}
essays-minutes = { $count } min
essays-hours = { $count } h
essays-days = { $count } days
essays-late = { $moment } ({ $span } late)
essays-taken-back = Taken back: { $gone }. Left: { $left }. Send more, or press Hand in.
essays-taken-back-all = Taken back: { $gone }. Nothing is left; please send your essay.
essays-ask-give-up = Drop all that you sent ({ $contents })?
essays-given-up = Cancelled. Nothing was handed in.
essays-given-up-kept = Cancelled. What you handed in before counts.
essays-nothing-yet = There is nothing to hand in yet. Please send photos, a file or text first.
essays-handed-in-before = This essay has been handed in.
essays-handed-in-already = This essay has been handed in. What you sent just now does not count.
essays-received = Your essay “{ $title }” was received.
essays-receipt-number = Receipt { $number }, code { $code }
essays-receipt-time = Handed in at { $moment }
essays-receipt-contents = Contents: { $contents }
essays-may-replace = Until { $due } you can add to it or hand in another.
essays-cannot-closed = “{ $title }” is closed; nothing can be handed in any more.
essays-cannot-marked = Your essay “{ $title }” is being marked, so it cannot be changed any more.
essays-refused-kind = “{ $name }” is of a kind that is not taken. Please send Word, PDF, PowerPoint, text (txt) or pictures (jpg, png, heic).
essays-refused-large = “{ $name }” is larger than 10 MB. Please send a smaller file, or photos of the pages.
essays-refused-empty = “{ $name }” is empty. Please check it and send it again.
essays-refused-broken = “{ $name }” is damaged or not what its name says. Please check it and send it again, or send photos of the pages.
essays-too-many-files = An essay takes at most { $files } photos and files. The last one was not taken. Please press Hand in, or take some back.
essays-too-many-together = An essay takes at most { $megabytes } MB. The last one was not taken. Please press Hand in, or take some back.
essays-too-many-texts = An essay takes at most { $texts } texts. The last one was not taken. Please press Hand in, or send a file.
essays-not-readable = This kind of message cannot be taken. Please send photos of the pages, or type.
essays-not-readable-for-what = I cannot take this kind of message. If it is an essay, please choose it, then send photos of the pages or type the text.
essays-file-for-what = This file was not taken. If it is an essay, please choose which one and send it again.
essays-file-for-which = You have begun several essays. Please choose one and send the file again.
essays-hand-in-this = Hand in “{ $title }”

essays-opened = There is a new essay to write: “{ $title }”. Due: { $due }.
essays-look = See it and hand in
essays-look-at-own = See what was handed in
essays-due-changed = The essay “{ $title }” has a new deadline: { $due }.
essays-reminder = You have not handed in the essay “{ $title }”. Due: { $due }.
essays-reminder-late = You have not handed in the essay “{ $title }”. It was due { $due }, but you still can; it will be marked late.
essays-instructions-new = The instructions of the essay “{ $title }” were changed. Please look at them again.
essays-withdrawn = The essay “{ $title }” was taken back: you need not write it.
essays-go-on = See it and hand in
essays-unfinished-forgotten = You sent { $contents } for “{ $title }” and have not pressed Hand in.
essays-unfinished-kept = The deadline of “{ $title }” has come. What you handed in before counts; { $contents } sent since is not handed in. If you press Hand in, that takes its place and is noted as late.
essays-unfinished-closed = “{ $title }” was closed. What you handed in before counts; { $contents } that you were sending cannot be handed in any more.
essays-by-time = The deadline of “{ $title }” has come. What you sent was handed in by itself.
essays-by-closing = “{ $title }” was closed. What you sent was handed in by itself.
essays-marked = Your essay “{ $title }” has the mark { $mark }.
essays-mark-corrected = The mark of your essay “{ $title }” was corrected: { $mark }.
essays-was-late = It was handed in { $span } late.
essays-attempt-marked = The written answers of “{ $title }” have been marked. The mark of this try: { $mark }.
essays-attempt-corrected = The mark of the written answers of “{ $title }” was corrected. The mark of this try: { $mark }.
essays-look-at-quiz = See the quiz

essays-desk =
    The essays that were set. Please choose a number:

    { $essays }
essays-desk-line = { $number }. “{ $title }” ({ $cohort }), due { $due }: { $done }/{ $total } handed in, { $waiting } without a mark
essays-desk-line-closed = { $number }. “{ $title }” ({ $cohort }), closed: { $done }/{ $total } handed in, { $waiting } without a mark
essays-none-set = No essay was set yet.
essays-new = Set an essay
essays-draft-waits = You have begun to set “{ $title }”.
essays-draft-go-on = Go on with it
essays-draft-anew = Drop it, set another
essays-own = My own essays
essays-mark = Mark essays
essays-no-classes = There is no running class. Please send a roster (Excel) first.
essays-which-class = An essay for which class?
essays-ask-title = An essay for class { $cohort }. Please type its title, for example: Final essay.
essays-title-too-long = The title has { $length } letters; at most { $longest } are possible. Please type a shorter one.
essays-keep-title = Keep the title
essays-instructions-now =
    The instructions so far:

    { $text }
essays-keep-instructions = Keep the instructions
essays-ask-instructions = Please type what to write about, or send a file with it (Word, PDF, picture).
essays-none-needed = No instructions
essays-instructions-too-long = The instructions have { $length } letters; at most { $longest } are possible. Please shorten them, or send a file.
essays-instructions-changed =
    The instructions of “{ $title }” were changed. Whoever opens it sees the new ones. The old ones:

    { $before }
essays-tell-instructions = Tell the class
essays-instructions-told = Learners who are told: { $count }.
essays-ask-no-instructions = Drop these instructions, with their file if there is one?
essays-no-instructions-really = Drop them
essays-is-closed = “{ $title }” is closed. To change it, open it again first.
essays-ask-due = When is it due? Please choose, or type day and time, for example: 17:00 30/11.
essays-due-unclear = This was not understood. Please type the time and the day, for example: 17:00 30/11.
essays-due-past = The deadline must lie ahead. Please choose, or type another day and time, for example: 17:00 30/11.
essays-preview = Essay “{ $title }”, class { $cohort }, learners: { $count }
essays-no-instructions = (no instructions)
essays-in-file = (instructions in the file)
essays-first-marker = Marker: { $name }
essays-second-marker = Second marker: { $name }
essays-no-marker = none
essays-is-anonymous = The markers do not see the learners' names.
essays-publish = Set it and tell the class
essays-change-title = Change the title
essays-change-instructions = Change the instructions
essays-change-due = Change the deadline
essays-marker-gone = “{ $title }” (class { $cohort }) has essays to mark, but the marker cannot mark them (is no instructor any more, or wrote it). Please open it and choose another marker.
essays-change-first = Change the marker
essays-change-second = Second marker
essays-without-names = Mark without names
essays-with-names = Mark with names
essays-drop = Drop
essays-dropped = Dropped. The class was told nothing.
essays-published = “{ $title }” was set. Learners who are told: { $count }; they are reminded a day before it is due.
essays-published-soon-due = “{ $title }” is set. Learners who are told: { $count }. It is due in less than a day, so nobody is reminded.
essays-gone = This is no draft any more: it was set or dropped.
essays-ask-put-off = Change the deadline from { $before } to { $due }? The class will be told.
essays-put-off = Change it and tell the class
essays-keep-due = Keep the old one
essays-was-put-off = The new deadline: { $due }. Learners who are told: { $count }.
essays-figures = Handed in { $done }/{ $total } (late { $late }), missing { $missing }, with a mark { $marked }
essays-figure-disputed = Waiting for a coordinator's decision: { $count }
essays-mark-these = Mark these
essays-who-is-missing = Who is missing?
essays-as-table = Excel table
essays-as-archive = Download all of them
essays-one-learner = One learner's essay
essays-close = Close
essays-reopen = Open again
essays-ask-close =
    { $count ->
        [0] Close it? Everybody has handed in; afterwards nobody can do so anew.
       *[other] Close it? Learners who have not handed in: { $count }; they cannot do so afterwards.
    }
essays-close-really = Close it
essays-leave-open = Leave it open
essays-was-closed = It is closed. Begun essays that were handed in by themselves: { $count }.
essays-who-first = Who marks it?
essays-who-second = Who is the second marker?
essays-no-second = Nobody
essays-marking-has-begun = Marking has begun, so a second marker can be neither added nor dropped.
essays-missing = Have not handed in “{ $title }”: { $count }
essays-name-unfinished = { $name }, begun
essays-more = More
essays-remind = Remind them
essays-ask-remind = Remind those who have not handed in “{ $title }” ({ $count })?
essays-reminded = Learners who are reminded: { $count }.
essays-withdraw = Take it back
essays-ask-withdraw = Take it back? The learners hear that they need not write it; it becomes a draft that can be changed and set again.
essays-cannot-withdraw = Learners have sent something for it, so it cannot be taken back. Close it to take nothing more.
essays-was-withdrawn = “{ $title }” was taken back. Learners who are told: { $count }. This is the draft:
essays-code =
    Code { $code }: “{ $title }” of { $name }, handed in at { $moment }.
    { $state ->
        [replaced] Another one took its place later.
       *[other] It is the one that counts.
    }
essays-table = The table of “{ $title }”.
essays-table-title = ESSAY: { $title }
essays-table-line = Class { $cohort }, due { $due }
essays-column-name = Name
essays-column-unit = Unit
essays-column-state = State
essays-column-moment = Handed in at
essays-column-late = Late
essays-column-code = Code
essays-column-first = Mark 1
essays-column-second = Mark 2
essays-column-decision = Decision
essays-column-mark = Mark
essays-column-comment = Comments
essays-cell-missing = Missing
essays-cell-unfinished = Begun
essays-cell-waiting = To be marked
essays-cell-disputed = To be decided
essays-cell-marked = Marked
essays-archive =
    { $total ->
        [1] All that was handed in for “{ $title }” in one zip file, a folder for each learner.
       *[other] What was handed in for “{ $title }”, zip file { $number } of { $total }, a folder for each learner.
    }
essays-nothing-handed-in = Nobody has handed in yet.
essays-whose = Please type the learner's name, or a part of it.
essays-nobody-called = Nobody in the class is called so. Please type it again.
essays-too-many-called = Too many are called so. Please type more of the name.
essays-which-learner = Which learner?
essays-has-none = { $name } has not handed in.
essays-of-learner = The essay of { $name }, handed in at { $moment }, code { $code }
essays-that-is-all = That is all of it.
essays-not-kept = Its contents were deleted when the time of keeping was over.
essays-photo = Photo { $number }/{ $total }: { $name }
essays-document = File { $number }/{ $total }: { $name }

essays-nothing-to-mark = Nothing waits for your mark.
essays-to-mark =
    What waits for your mark. Please choose a number:

    { $essays }
essays-waiting-bai = { $number }. Essay “{ $title }” ({ $cohort }): { $count }
essays-waiting-xu = { $number }. To decide, “{ $title }” ({ $cohort }): { $count }
essays-waiting-cau = { $number }. Written answers of “{ $title }” ({ $cohort }): { $count }
essays-left = Still to be marked: { $count }.
essays-none-left = All of these are marked.
essays-head = “{ $title }”: by { $name }, handed in at { $moment }
essays-nameless = learner { $code }
essays-label = “{ $title }” by { $name }
essays-head-answer =
    “{ $title }”: the answer of { $name }
    Question: { $question }
essays-label-answer = the written answer in “{ $title }” by { $name }
essays-mark-of = { $name }: { $mark }
essays-mark-of-commented = { $name }: { $mark }. { $comment }
essays-propose-mean = The mean: { $mark }
essays-propose-first = The first mark: { $mark }
essays-propose-second = The second mark: { $mark }
essays-ask-mark = The mark for { $label }? Please choose, or type one from 0 to 10, for example: 7.5.
essays-mark-unclear = A mark is a number from 0 to 10 with at most two decimals, for example 7.5 or 8.25. Please type it again.
essays-another = Another one
essays-ask-comment = Mark { $mark }. Please type a comment for the learner.
essays-ask-comment-again = { $mark }. The comment so far: { $comment }
    Keep it, or type another?
essays-keep-comment = Keep the comment
essays-no-comment = No comment
essays-comment-too-long = The comment has { $length } letters; at most { $longest } are possible. Please type a shorter one.
essays-about-to-give = Give { $mark } for { $label }?
essays-without-comment = (no comment)
essays-give = Give the mark
essays-mark-again = Change it
essays-reread = Read it again
essays-given = Given: { $mark } for { $label }.
essays-waits-for-other = The final mark comes when the other marker is done.
essays-final = The final mark, the mean of both: { $mark }.
essays-disputed = The two marks are more than 2 points apart, so a coordinator will decide.
essays-disputed-other = “{ $title }”, code { $code }: the two marks are more than 2 points apart, so a coordinator will decide.
essays-disputed-decide = “{ $title }”, code { $code }: the two marks are more than 2 points apart. Please decide.
essays-next = The next one
essays-others-to-mark = What waits for a mark
essays-mend = Correct the mark
essays-mark-too-late = This cannot be marked any more: it was handed in anew, somebody else marked it, or it was decided.
