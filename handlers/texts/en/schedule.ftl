# The timetable: looking at it, what changed, and the notice of a change.

schedule-today = today
schedule-tomorrow = tomorrow
schedule-place = Place: { $place }
schedule-place-instead = Place: { $place } (was: { $was })
schedule-no-place = not known yet
schedule-instructor = Instructor: { $instructor }
schedule-cohort = Class: { $cohort }
schedule-change-new = New lesson: { $topic }
schedule-change-moved = Moved: { $topic }
schedule-change-place = Other place: { $topic }
schedule-change-details = Changed: { $topic }
schedule-change-cancelled = Cancelled: { $topic }
schedule-from = From: { $what }
schedule-to = To: { $what }

schedule-coming =
    Your coming lessons:

    { $lessons }
schedule-changed-since =
    Changed since you last looked:

    { $changes }
schedule-rest =
    The lessons after these:

    { $lessons }
schedule-none = There is no coming lesson at the moment. You will be told as soon as there is.
schedule-show-more = Show more
schedule-save = Save to the phone's calendar (.ics)
schedule-file = Open this file to put the lessons into your phone's calendar.
schedule-file-name = timetable.ics
schedule-calendar-title = Timetable
schedule-calendar-lesson = { $topic } ({ $cohort })

schedule-first =
    Class { $cohort } has its timetable: { $count ->
        [one] one lesson
       *[other] { $count } lessons
    }. The first:

    { $lesson }

    Type /lich to see all of it.
schedule-changed =
    The timetable of class { $cohort } has changed:

    { $changes }

    Type /lich to see all of it.
