# Reminders: the notices before a lesson, and how a learner wants to be reminded.

reminders-evening =
    A reminder: you have { $count ->
        [1] a lesson
       *[other] { $count } lessons
    }.

    { $lessons }
reminders-hour =
    You have { $count ->
        [1] a lesson
       *[other] { $count } lessons
    } soon.

    { $lessons }
reminders-ask =
    When would you like to be reminded of a lesson?
reminders-ask-with-times =
    When would you like to be reminded of a lesson?

    { $times }
reminders-times-both = Class { $cohort }: at { $evening } on the evening before, and { $minutes } minutes before the lesson.
reminders-times-evening = Class { $cohort }: at { $evening } on the evening before.
reminders-times-hour = Class { $cohort }: { $minutes } minutes before the lesson.
reminders-times-none = Class { $cohort }: no reminders at present.
reminders-both = Both times
reminders-evening-only = Only the evening before
reminders-hour-only = Only shortly before
reminders-none = No reminders
reminders-current = ✓ { $choice }
reminders-chosen-both = You will be reminded twice: on the evening before and shortly before the lesson.
reminders-chosen-evening = You will be reminded only on the evening before a lesson.
reminders-chosen-hour = You will be reminded only shortly before a lesson.
reminders-chosen-none = You will not be reminded of lessons. You will still be told when the timetable changes.
reminders-stopped = You have stopped all messages, so no reminder will come. To get them again, type /nhanlai.
