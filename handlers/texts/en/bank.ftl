# The bank of questions: approving, correcting, finding, exporting.

bank-nothing-waits = No question waits for approval.
bank-which-file =
    Files with questions that wait for approval. Please choose:

    { $files }
bank-file-waits = { $filename }: { $count } questions, sent by { $author } on { $day }
bank-draft = A question that waits for approval ({ $count } left):
bank-approve = Approve
bank-reject = Leave out
bank-later = Later
bank-correct = Correct
bank-approve-all = Approve all { $count } of the file
bank-approved = ✓ Approved: { $stem }
bank-rejected = ✗ Left out: { $stem }
bank-decided-already = This question was decided already.
bank-undo = Undo
bank-no-undo = This can no longer be undone.
bank-go-on = Go on
bank-all-sure = Approve all { $count } remaining questions of { $filename } without looking at each?
bank-all-yes = Approve all
bank-all-no = Look at each
bank-all-approved = ✓ { $count } questions approved.
bank-all-taken-back = { $count } are drafts again.
bank-from-the-start = That was all. Those left for later:
bank-open = Open { $title } ({ $cohort })
bank-opened = “{ $title }” is open. { $count } learners were told.
bank-opened-practice = “{ $title }” is open for practice. To tell the class please use /kiemtra.
bank-not-ready = This quiz cannot be opened yet, or is open already.
bank-alike = The bank has questions with the same stem: number { $numbers }.
bank-is-change = This is version { $version }; when approved, the earlier one is not used any more.
bank-key = Answer: { $answer }
bank-essay = (Essay)
bank-explanation = Why: { $value }
bank-source = Source: { $value }
bank-chapter = Chapter: { $value }
bank-level = Level: { $value }
bank-tags = Tags: { $value }
bank-file = File: { $value }
bank-author = Sent by: { $value }
bank-approver = Approved by: { $value }
bank-approved-by = { $name }, { $day }
bank-accents = (Accents count)
bank-which-part = Which part?
bank-which-part-approved = Which part? The change is used once it is approved; a quiz that somebody began keeps the old version. To grade such a quiz anew please correct its key in /thongke.
bank-part-de = Stem
bank-part-dapan = Answer
bank-part-giaithich = Why
bank-part-nguon = Source
bank-part-chuong = Chapter
bank-part-mucdo = Level
bank-part-nhan = Tags
bank-part-accents-on = Make accents count
bank-part-accents-off = Accents need not be typed
bank-part-left = Side { $letter }
bank-part-option = Option { $letter }
bank-back = Back
bank-type-part = Please type what it should say.
bank-part-now = It says now: { $now }
bank-type-or-empty = Please type what it should say, or a hyphen (-) to leave it empty.
bank-type-key = Please type the new answer, for example: B, or A, C.
bank-type-key-short = Please type all that is accepted with semicolons between, for example: 7 ngày; bảy ngày.
bank-type-key-number = Please type the number, for example: 7,5 or 7,5 ± 0,1.
bank-change-waits = { $name } has changed a question of the bank. Please approve it before it is used.
bank-empty = The bank is empty. Please send a file with questions (Word, Excel, GIFT, Moodle XML).
bank-overview =
    The banks:

    { $banks }
    Choose a number to see a chapter. To find a question type /nganhang with some words, or its number.
bank-chapter-counts = { $number }. { $chapter }: { $counts }
bank-no-chapter = without a chapter
bank-count-approved = { $count } approved
bank-count-draft = { $count } waiting
bank-count-retired = { $count } not used
bank-more-chapters = … and { $count } more chapters
bank-export = { $format }: { $programme }
bank-nothing-found = No question has “{ $words }”.
bank-found =
    Found. Please choose:

    { $questions }
bank-card = Question { $number } ({ $state }, version { $version })
bank-state-draft = waiting
bank-state-approved = approved
bank-state-retired = not used
bank-state-replaced = earlier version
bank-retire = Use no more
bank-bring-back = Use again
bank-go-to-draft = Look at it to approve
bank-see-bank = To the bank
bank-earlier = Page before
bank-later-page = Next page
bank-chapter-list =
    { $chapter }: { $count } questions. Please choose:

    { $questions }
bank-more-found = … and { $count } more. Please type more words.
bank-see-versions = See the versions
bank-versions =
    The versions, the newest first:

    { $versions }
bank-version = { $number }. Version { $version }, { $day } ({ $state }): { $stem }
bank-in-quizzes = In the quizzes: { $quizzes }
bank-nothing-to-export = { $programme } has no approved question yet.
bank-exported = { $count } approved questions of { $programme } as { $format }.
bank-exported-part = { $count } approved questions of { $programme } as { $format }. { $left } do not fit this format; please try Moodle XML.
