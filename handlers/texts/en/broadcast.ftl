# Broadcasts: to whom, what, when, who got it.

broadcast-no-learners = There are no learners in the classes yet. Please send a roster (Excel) here first.
broadcast-to-whom = Who is the message for?
broadcast-by-cohort = One class
broadcast-by-unit = One unit
broadcast-by-everyone = All learners
broadcast-by-quiz = Those who have not done a quiz
broadcast-which-cohort = Which class?
broadcast-which-unit = Which unit?
broadcast-which-quiz = Which quiz?
broadcast-which-of-many-cohort = Which class? You can type part of its code.
broadcast-which-of-many-unit = Which unit? You can type part of its name.
broadcast-which-of-many-quiz = Which quiz? You can type part of its name.
broadcast-candidate-cohort = { $name } ({ $count })
broadcast-candidate-unit = { $name } ({ $count })
broadcast-candidate-quiz = { $name }, class { $code } ({ $count } not done)
broadcast-more = More
broadcast-nobody-there = There is nobody in this group at the moment.
broadcast-choose-others = Choose another group

broadcast-to-cohort = class { $name }
broadcast-to-unit = { $name }
broadcast-to-everyone = all learners
broadcast-to-quiz = those who have not done “{ $name }”, class { $code }
broadcast-seconds =
    { $count ->
        [one] 1 second
       *[other] { $count } seconds
    }
broadcast-minutes =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }

broadcast-ask-text =
    To { $audience }. Please type the message.

    You may write {"{ten}"} for each person's full name and {"{lop}"} for their class code.
broadcast-old-text = To { $audience }. The message so far:
broadcast-ask-new-text = Please type the whole new message.
broadcast-discard = Discard
broadcast-discarded = Discarded, nothing is sent.
broadcast-text-empty = The message is empty. Please type it.
broadcast-text-too-long = The message has { $length } characters, at most { $longest } are possible. Please shorten it and type it again.
broadcast-unknown-placeholder =
    I do not know { $found }. Only {"{ten}"} (full name) and {"{lop}"} (class code) can be used.
    Please type the message again.
broadcast-no-draft = This draft is gone: it was sent, scheduled or discarded.
broadcast-see-results = See the messages
broadcast-preview = Preview, as { $name } will get it:
broadcast-detail-people =
    To { $audience }: { $count ->
        [one] 1 person
       *[other] { $count } people
    }, about { $duration }.
broadcast-detail-before =
    { $count ->
        [one] { $count } other message goes
       *[other] { $count } other messages go
    } first, so it will be done in about { $duration }.
broadcast-detail-paused = The messaging network asks for a pause, so it will be done in about { $duration }.
broadcast-detail-into-quiet = It will only be done at about { $clock }, when the quiet hours have begun.
broadcast-detail-nobody = To { $audience }: nobody can be reached at the moment.
broadcast-detail-problems = Cannot be reached: { $problems }.
broadcast-detail-acknowledge = With a “Received” button for each to confirm.
broadcast-detail-quiet = These are the quiet hours: it would go out at { $moment }. If it is urgent, it can go out now.
broadcast-send-now = Send now
broadcast-send-at = Send at { $clock }
broadcast-send-anyway = Send now anyway
broadcast-keep-at = Keep { $clock }
broadcast-schedule = Schedule
broadcast-acknowledge-on = Add a “Received” button
broadcast-acknowledge-off = Remove the “Received” button
broadcast-detail-hold = If it is not sure that a message arrived, it is not sent again until you decide.
broadcast-policy-hold = If not sure it arrived: I decide
broadcast-policy-resend = If not sure it arrived: send again
broadcast-edit = Edit the text
broadcast-who-cannot = Who cannot be reached?
broadcast-received = Received

broadcast-ask-time = When should it go out? Please type a time, for example: 19:00, tomorrow 7:30, 25/11 8:00.
broadcast-time-unclear = I do not understand this time. Please type it like 19:00, tomorrow 7:30, or 25/11 8:00.
broadcast-time-past = { $moment } is over (it is { $now } now). Please type another time, for example: tomorrow 7:30.
broadcast-time-in-quiet = { $clock } lies in the learners' quiet hours. It is better to send it after them.
broadcast-back = Back
broadcast-scheduled =
    Scheduled: at { $moment } it goes to { $audience }, { $count ->
        [one] { $count } person
       *[other] { $count } people
    } now, about { $duration }.
broadcast-call-off = Call it off
broadcast-called-off = Called off. Nobody got it; the text is still there.
broadcast-look = Look at it
broadcast-not-scheduled = This message is not scheduled any more.

broadcast-started =
    Sending to { $count ->
        [one] 1 person
       *[other] { $count } people
    }, about { $duration }. You will get a report at the end.
broadcast-started-again =
    Sending again to { $count ->
        [one] 1 person
       *[other] { $count } people
    }, about { $duration }. You will get a report at the end.
broadcast-started-as-scheduled =
    It is time: the message to { $audience } is going out to { $count ->
        [one] 1 person
       *[other] { $count } people
    }, about { $duration }. You will get a report at the end.
broadcast-progress = Sending: { $sent } of { $total }.
broadcast-progress-over = Done: { $sent } of { $total }.
broadcast-progress-stopped = Stopped: { $sent } of { $total }.
broadcast-stop = Stop
broadcast-stopping = Stopping. A few messages are on their way; the report follows in a moment.
broadcast-nothing-to-stop = This message is not going out any more.
broadcast-not-begun = This message has not begun to go out, it is scheduled.
broadcast-send-again = Send again to those who did not get it
broadcast-send-again-doubtful = Send again where it is not sure
broadcast-ask-doubtful = It is not sure whether { $count ->
        [one] { $count } person
       *[other] { $count } people
    } got it. If you send it again, some will get it twice.
broadcast-again-doubtful-yes = Send anyway
broadcast-again-doubtful-no = Do not send
broadcast-go-on = Go on sending
broadcast-see-result = See the result
broadcast-broke-off = A fault of the bot interrupted the message “{ $text }”. Going on does not repeat it to those who have it.
broadcast-nothing-again = This message is going out or has not gone out, so it cannot be sent again yet.
broadcast-again-in-quiet = These are the learners' quiet hours, until { $moment }. It is better to send it again after that.
broadcast-nobody-again = Nobody can be reached: those who are left have not registered, blocked the bot, stopped messages or left the group.

broadcast-head-finished = Sent at { $moment }, to { $audience }:
broadcast-head-sending = Going out since { $moment }, to { $audience }:
broadcast-head-stopping = Being stopped, went out from { $moment }, to { $audience }:
broadcast-head-stopped = Stopped half-way, sent at { $moment }, to { $audience }:
broadcast-head-broken = Interrupted by a fault, sent at { $moment }, to { $audience }:
broadcast-head-scheduled = Scheduled for { $moment }, to { $audience }:
broadcast-quoted = “{ $text }”
broadcast-figure-sent = Sent: { $sent } of { $total }.
broadcast-figure-waiting = Waiting: { $count }.
broadcast-figure-missed = Did not get it: { $problems }.
broadcast-figure-doubtful = Not sure whether they got it: { $count }.
broadcast-figure-repeated = May have got it twice: { $count }.
broadcast-figure-acknowledged = Pressed “Received”: { $count } of { $total }.
broadcast-who-missed = Who did not get it?
broadcast-who-silent = Who has not pressed “Received”?
broadcast-problem-unregistered = { $count } not registered yet
broadcast-problem-blocked = { $count } blocked the bot
broadcast-problem-stopped = { $count } stopped messages
broadcast-problem-erased = { $count } asked to be forgotten
broadcast-problem-unreachable = { $count } who never wrote or deleted the chat with the bot
broadcast-problem-refused = { $count } whose messenger refused the text
broadcast-problem-network = { $count } because of the network, for a whole day
broadcast-problem-quota = { $count ->
    [one] 1 person, as the month's messages of the channel are used up
   *[other] { $count } people, as the month's messages of the channel are used up
}
broadcast-problem-unsure = { $count } where it is not sure
broadcast-problem-expired = { $count } because it was too late
broadcast-problem-cancelled = { $count } because it was stopped
broadcast-problem-unknown = { $count } because of a fault of the bot
broadcast-because-unregistered = Not registered yet:
broadcast-because-blocked = Blocked the bot:
broadcast-because-stopped = Stopped messages:
broadcast-because-erased = Asked to be forgotten:
broadcast-because-unreachable = Never wrote, or deleted the chat with the bot:
broadcast-because-refused = The messenger refused the text:
broadcast-because-network = Because of the network, for a whole day:
broadcast-because-unsure = Not sure whether they got it:
broadcast-because-expired = Too late:
broadcast-because-cancelled = Not sent because it was stopped:
broadcast-because-unknown = A fault of the bot:

broadcast-recent = The latest messages. Choose one to see what became of it.
broadcast-line = { $clock } { $day }, { $audience }: { $sent } of { $total }
broadcast-line-scheduled = At { $clock } { $day }, { $audience }
broadcast-none-yet = There are no messages yet.
broadcast-write-one = Write one
broadcast-unknown = There is no such message.
broadcast-names-missed = Did not get it ({ $count }):
broadcast-names-silent = Have not pressed “Received” ({ $count }):
broadcast-all-reached = There is nobody left who did not get it.
broadcast-all-acknowledged = Everyone who got it has confirmed.

broadcast-thanks = Thank { $you }, noted.
broadcast-thanks-again = You have confirmed before, thank { $you }.
broadcast-no-thanks = No message is waiting for your confirmation.
