# What people decide about themselves.

account-which-language = Choose the language:
account-language-chosen = From now on the assistant speaks English.
account-stopped =
    You will get no more reminders and broadcasts. You can still ask and see the timetable.
    To get them again, press or type: nhanlai.
account-stopped-before = You are getting no reminders and broadcasts. To get them again, press or type: nhanlai.
account-not-stopped = You are getting reminders and broadcasts.
account-resume = Get them again
account-resumed = From now on you get reminders and broadcasts again.
account-see-help = See the help
account-see-schedule = See the timetable
account-erase =
    Do you want what is kept about you to be deleted?
    After { $days } days these go: name, birth date, phone, your answers, questions, the messages sent to you, and this chat. Marks stay in the figures of the class, without a name. In these { $days } days you can change your mind.
account-erase-stranger =
    Do you want what is kept about this chat to be deleted?
    It is deleted at once.
account-erase-yes = Delete what is kept about me
account-erase-no = Do not delete
account-erasure-waits =
    What is kept about you will be deleted at { $moment }. Until then you get no reminders and broadcasts.
    If you change your mind, press or type: giulai.
account-keep = Keep it
account-kept = Everything is kept. You get reminders and broadcasts again.
account-kept-stopped =
    Everything is kept. Reminders and broadcasts stay stopped as before.
    To get them again, press or type: Nhận lại.
account-nothing-erased = Nothing is deleted.
account-erased-stranger = Deleted. Nothing about you is kept. Type /start to register when you need it.
account-erased = What was kept about you is deleted. To use the assistant again, ask the coordinator to put you on a roster, then type /start to register. Goodbye!
