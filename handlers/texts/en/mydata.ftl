# What is kept about someone (/dulieu).

mydata-nothing = Nothing about you is kept.
mydata-file = The file holds everything that is kept about you. If something is wrong, choose “Report a mistake”; to delete everything, choose “Delete”.
mydata-file-name = my-data.txt
mydata-correct = Report a mistake
mydata-delete = Delete
mydata-title =
    What { $centre } keeps about { $you }
    Made at { $moment }
mydata-section = { $number }. { $title }
mydata-person = What stands on the roster
mydata-memberships = Classes
mydata-consents = Consent
mydata-chats = Chats
mydata-attempts = Quiz results
mydata-lives = Live quizzes in the room
mydata-essays = Essays
mydata-inquiries = Questions to the coordinator
mydata-messages = Messages sent (only their kind, time and state stand here; their text is deleted after { $days } days)
mydata-acts = Log of acts
mydata-empty = (nothing)
mydata-role = { $role ->
        [coordinator] coordinator
       *[other] { $role }
    }
mydata-language = { $language ->
        [vi] Vietnamese
        [en] English
       *[other] { $language }
    }
mydata-not-known = (nothing)
mydata-no-answer = (no answer yet)
mydata-end = You may see, correct, withdraw your consent to, and delete this at any time: type /dulieu or /xoa in the chat with the assistant.
mydata-field = { $label }: { $value }
mydata-field-name = Name
mydata-field-birth = Born
mydata-field-gender = Gender
mydata-field-phone = Phone
mydata-field-position = Position
mydata-field-education = Education
mydata-field-party-date = Joined the Party
mydata-field-roles = Roles
mydata-field-reminders = Lesson reminders
mydata-field-stopped = Messages stopped
mydata-field-since = Kept since
mydata-reminders-of = { $wish ->
        [evening] the evening before
        [hour] shortly before the lesson
        [none] none
       *[both] the evening before and shortly before the lesson
    }
mydata-yes = yes
mydata-no = no
mydata-line = - { $text }
mydata-membership = Class { $cohort } ({ $programme })
mydata-enrolment-state = { $state ->
        [nominated] on the roster
        [registered] registered
        [studying] studying
        [finished] finished
       *[withdrawn] withdrawn
    }
mydata-consent = - Agreed to the text of version { $version }, { $language }, at { $given }
mydata-chat = - { $platform }, number { $number }, language { $language }, since { $since }
mydata-attempt = - { $quiz } (class { $cohort }), attempt { $number }: mark { $mark }, finished at { $moment }
mydata-attempt-under-way = - { $quiz } (class { $cohort }), attempt { $number }: under way, mark { $mark } so far, begun at { $moment }
mydata-answer =
    {"    "}{ $question }
    {"    "}Answer: { $given } (points: { $points })
mydata-live = - { $title } (class { $cohort }), joined at { $moment }
mydata-essay = - { $title } (class { $cohort }), { $state ->
        [gathering] begun at { $moment }
        [replaced] handed in at { $moment }, code { $code }, replaced by another one
       *[other] handed in at { $moment }, code { $code }
    }: parts { $parts }
mydata-essay-mark = Mark: { $mark }
mydata-essay-line = {"    "}{ $text }
mydata-inquiry =
    - { $moment }: { $question }
    {"  "}Answer: { $answer }
mydata-kind = { $kind ->
        [reply] reply
        [reminder] lesson reminder
        [change] change of the timetable
        [broadcast] broadcast of the coordinator
        [essay] essay
        [answer] answer of the coordinator
        [registration] outcome of the registration
        [inquiry] question of a learner
        [link-request] request to confirm a learner
       *[other] notice
    }
mydata-message-state = { $state ->
        [queued] waiting
        [sending] being sent
        [sent] sent
        [failed] could not be sent
        [unknown] nobody knows whether it arrived
        [expired] too late, not sent
       *[cancelled] cancelled
    }
mydata-reviews = Review
mydata-review-time = - Reminded every day at { $time }
mydata-review = - { $stem } Next: { $day }, gone over { $count } times
