# Whom to phone: those whom no channel reaches.

calls-nobody = Nobody is to be phoned now: everyone gets their messages, or was phoned.
calls-list =
    To be phoned: { $count ->
        [one] 1 person
       *[other] { $count } people
    }

    { $people }

    When you have phoned, press or type the number.
calls-person = { $number }. { $name }, { $phone }, { $unit } ({ $why })
calls-person-without-unit = { $number }. { $name }, { $phone } ({ $why })
calls-no-phone = no number
calls-why = { $why ->
    [blocked] blocked the bot
    [unreachable] cannot be reached any more
    [quota] the month's messages are used up
   *[unregistered] not registered
}
calls-lesson = Lesson { $moment }, { $place }: { $topic }
calls-cancelled = Cancelled lesson { $moment }: { $topic }
calls-quiz = Quiz open: { $title }
calls-broadcast = Notice: { $text }
calls-tick = Phoned { $name }
calls-ticked = Noted: { $name } was phoned.
calls-untick = A mistake
calls-further = See more
calls-as-table = Download (Excel)
calls-see = See the list
calls-table = { $count ->
    [one] 1 person to phone, with the number.
   *[other] { $count } people to phone, with their numbers.
}
calls-sheet = To phone
calls-title = TO BE PHONED
calls-column-name = Name
calls-column-phone = Phone
calls-column-unit = Unit
calls-column-class = Class
calls-column-why = Why
calls-column-about = To tell
