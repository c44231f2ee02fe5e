# Review: going over the questions one once answered wrong.

review-nothing = There is nothing to go over yet. After each quiz the questions you missed come here.
review-due = { $due ->
        [one] One question is due today,
       *[other] { $due } questions are due today,
    } of { $total } you once missed.
review-next = Next review: { $day }.
review-told-at = You are reminded at { $time } every day when something is due.
review-not-told-yet = To be told, choose “Remind me daily”.
review-begin = Start
review-go-on = Go on
review-one-more = One more question
review-see = See my review
review-tell = Remind me daily
review-other-time = Another time
review-tell-no-more = Stop reminding
review-which-time = At what time? Choose one, or type another, for example 18:45.
review-time-quiet = That is no time of day, or within the quiet hours. Please choose another.
review-will-be-told = Done. Every day at { $time }, when something is due, you will be reminded; { $most } questions at most.
review-stopped = You have stopped messages. To be reminded, type /nhanlai.
review-not-told = No more reminders. To go over your questions, type /ontap.
review-time = Time to review: { $count ->
        [one] one question
       *[other] { $count } questions
    } you once missed.
review-picture = The picture of the question:
review-nothing-picked = You have not picked anything.
review-no-answer = The answer was not understood. { $how } To pause, type /huy.
review-answered-already = You have gone over this question already, or it has just been changed.
review-finished = { $count ->
        [one] One question
       *[other] { $count } questions
    } done.
review-more-waits = More is due today.
