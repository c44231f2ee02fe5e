# Importing files: rosters, timetables, questions.

imports-which-kind = It is not clear what { $filename } is. Which kind of file is it?
imports-roster = Roster
imports-timetable = Timetable
imports-questions = Quiz questions
imports-this-roster = a roster of { $count ->
        [one] 1 person
       *[other] { $count } people
    }
imports-this-timetable = a timetable of { $count ->
        [one] 1 lesson
       *[other] { $count } lessons
    }
imports-this-questions = a table of { $count ->
        [one] 1 question
       *[other] { $count } questions
    }
imports-which-cohort = { $filename } is { $what }. Which class is it for? Choose, or type the code of the class.
imports-which-cohort-mentioned = { $filename } is { $what } and mentions class { $cohort }. Which class is it for? Choose, or type the code of the class.
imports-new = New class
imports-drop = Discard
imports-type-code = Please type the code of the new class, without spaces, for example NTD-03-2026.
imports-code-unclear = The code of a class has letters, digits and dashes, no spaces, and at most 30 characters. For example: NTD-03-2026.
imports-which-programme = { $cohort } is a new class. Which programme does it belong to? Choose, or type the name of another.
imports-type-programme = { $cohort } is a new class. Please type the name of its programme, for example: Bồi dưỡng đảng viên mới.
imports-which-title = What is the title of the quiz? Choose to take “{ $title }”, or type another.
imports-use-title = Take this title
imports-gone = This file has been dealt with, or is more than a day old. If it is still to be imported, please send it again.

imports-nothing-read = Not a single row of { $filename } could be read.
imports-needs-roster = A roster needs a header row with a column Họ và tên; Ngày sinh, Đơn vị, Điện thoại are useful too. Please correct the file and send it again.
imports-needs-timetable = A timetable needs a header row with the columns Ngày, Thời gian (or Buổi), Nội dung; Giảng viên and Địa điểm are useful too. Please correct the file and send it again.
imports-needs-questions = Excel needs a header row with the columns Câu hỏi, A, B, C, D, Đáp án. Word and .txt need “Câu 1: …”, the options A. B. C. and “Đáp án: B”. Please correct the file and send it again.

imports-roster-of = Roster of class { $cohort }, file { $filename }.
imports-timetable-of = Timetable of class { $cohort }, file { $filename }.
imports-questions-of = Questions for class { $cohort }, file { $filename }.
imports-new-cohort = { $cohort } is a new class, programme { $programme }.
imports-new-cohort-and-programme = { $cohort } is a new class. The programme { $programme } is new too.
imports-more = { $shown } and { $count } more
imports-more-lines = … and { $count } more
imports-samples = The first rows were understood as:
imports-look-at = Please check:
imports-at-row = Row { $row }: { $text }
imports-at-row-of-sheet = Row { $row } ({ $sheet }): { $text }
imports-save-question = Save this?
imports-save = Save
imports-nothing-to-save = There is nothing new, so there is nothing to save.
imports-changed-meanwhile = The centre's data changed in the meantime. Please look again before saving.
imports-dropped = { $filename } was discarded. Nothing was saved.
imports-go-on = Go on with { $filename }
imports-all-problems = See all rows to be corrected
imports-problems-file = The file names { $count ->
        [one] the 1 point
       *[other] all { $count } points
    } to check.
imports-problems-heading = To be checked in { $filename }
imports-problems-name = to-be-checked

imports-same-or-not =
    { $count ->
        [one] Is this the same person as the one we have, or someone else?
       *[other] Are these { $count } the same people as those we have, or different people?
    }
imports-same = The same people
imports-different = Different people
imports-leave = Do not save these rows

imports-roster-read =
    { $count ->
        [one] 1 person was read:
       *[other] { $count } people were read:
    }
imports-roster-new = • { $count } new
imports-roster-enrolled = • { $count } known to the centre, to be enrolled in this class too
imports-roster-changed = • { $count } of the class with changed details
imports-roster-same = • { $count } in the class already, unchanged
imports-roster-withdrawn = • { $count } who left this class, left alone
imports-roster-asked = • { $count } who may be known already: please decide
imports-roster-left-out = • { $count } who may be known already, not saved
imports-roster-absent =
    { $count ->
        [one] 1 person of the class is not in the file and is left alone.
       *[other] { $count } people of the class are not in the file; they are left alone.
    }
imports-roster-units = New units: { $units }
imports-roster-changes = Changed details:
imports-change = { $what } { $before } → { $after }
imports-name = name
imports-birth = birth date
imports-gender = gender
imports-phone = phone
imports-position = position
imports-education = education
imports-party_date = joined the Party
imports-unit = unit
imports-note = note
imports-detail-birth = born { $value }
imports-detail-gender = { $value }
imports-detail-position = { $value }
imports-detail-phone = phone { $value }
imports-detail-party_date = joined the Party { $value }
imports-detail-education = education { $value }
imports-born = { $name }, born { $birth }
imports-doubt-twice = { $name } stands in row { $place } already.
imports-doubt-phone-twice = { $name } has the same phone as row { $place }.
imports-doubt-birth = { $name } has the name of { $known }, whom the centre knows.
imports-doubt-phone = { $name } has the same phone as { $known }, whom the centre knows.
imports-doubt-several = { $name }: the centre knows several people of this name and birth date.
imports-roster-saved = The roster of class { $cohort } is saved:
imports-roster-next = Next: get the QR picture of the class and send it to the learners, so that they register.
imports-see-class = See class { $cohort }

imports-quiz-new = New quiz: { $title }.
imports-quiz-known = Quiz that exists already: { $title }.
imports-questions-read =
    { $count ->
        [one] 1 question was read:
       *[other] { $count } questions were read:
    }
imports-questions-new = • { $count } new
imports-questions-changed = • { $count } in the place of old ones
imports-questions-same = • { $count } there already, unchanged
imports-questions-refused = • { $count ->
        [one] 1 row
       *[other] { $count } rows
    } that cannot be used yet
imports-right-answer = Answer: { $answer }
imports-questions-saved = The questions are saved in { $title }, class { $cohort }:
imports-quiz-open =
    The quiz is open. { $count ->
        [one] 1 learner was told.
       *[other] { $count } learners were told.
    }

imports-timetable-read =
    { $count ->
        [one] 1 lesson was read:
       *[other] { $count } lessons were read:
    }
imports-timetable-new = • { $count } new
imports-timetable-moved = • { $count } with another time or place
imports-timetable-changed = • { $count } with another topic or instructor
imports-timetable-cancelled = • { $count } cancelled, since they are not in the file any more
imports-timetable-same = • { $count } unchanged
imports-timetable-changes = The changes:
imports-lesson-changed = • { $before } → { $after }
imports-lesson-cancelled = • Cancelled: { $lesson }
imports-timetable-saved = The timetable of class { $cohort } is saved:
imports-timetable-told =
    { $count ->
        [one] 1 learner was told.
       *[other] { $count } learners were told.
    }
imports-timetable-nobody = There was nobody to tell.

imports-bank-only = Into the bank only
imports-only-questions = You can send files of questions. Rosters and timetables come from the coordinator.
imports-into-bank = Into the bank of the programme only.
imports-save-approved = Save and approve
imports-save-drafts = Save, approve later
imports-questions-known = • { $count } taken from the bank
imports-kinds = They are: { $kinds }.
imports-kind-single = { $count } with one right option
imports-kind-multiple = { $count } with several right options
imports-kind-truefalse = { $count } true or false
imports-kind-short = { $count } short answers
imports-kind-number = { $count } numbers
imports-kind-matching = { $count } matching
imports-kind-ordering = { $count } ordering
imports-kind-essay = { $count } essays
imports-essay = (Essay, marked by the instructor)
imports-bank-saved = Saved into the bank:
imports-drafts-wait = The new questions wait for approval; no learner sees them yet.
imports-drafts-came = { $filename } brought new questions into the bank. Please approve them before learners see them.
imports-approve = Approve questions
