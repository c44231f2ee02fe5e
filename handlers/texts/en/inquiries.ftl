# Questions to the coordinator, and the answers.

inquiries-not-understood =
    This was not understood: “{ $question }”.
    If it is a question, choose “Send to the coordinator”. What can be done right now: the timetable (type /lich), quizzes (/tracnghiem), progress (/tiendo).
inquiries-pass-on = Send to the coordinator
inquiries-see-help = See the help
inquiries-passed-on-before = This question was sent already, or is more than a day old. To ask something else, type: hoi.
inquiries-too-many = { $count } of your questions are waiting for an answer. Please wait for the coordinator before you ask more.
inquiries-agree-first = The question has to be kept so that the coordinator can answer it. Please read and agree first.
inquiries-register = Register
inquiries-ask = Please write your question in one message. To leave it, type /huy.
inquiries-ask-stranger = Please write your name, your class and your question in one message. To leave it, type /huy.
inquiries-ask-correction = Please write what is wrong and what it should be, in one message. To leave it, type /huy.
inquiries-correction = Please correct: { $text }
inquiries-sent = Sent to the coordinator. The answer will come in this chat.
inquiries-kept = The question is kept. No coordinator receives messages here yet; one will see it and answer later. If it is urgent, please contact { $centre }.
inquiries-stranger = Someone not registered
inquiries-who = { $name }, class { $cohorts }
inquiries-notice =
    A question of { $who }:
    { $question }
inquiries-answer = Answer
inquiries-answer-to = Answer { $name }
inquiries-none-waiting = No question is waiting for an answer.
inquiries-waiting =
    Questions waiting for an answer: { $count }, the oldest first ({ $shown } are shown here):

    { $entries }
inquiries-entry =
    { $who } ({ $moment }):
    { $question }
inquiries-unknown = There is no such question.
inquiries-see-waiting = Questions waiting
inquiries-ask-answer =
    The question of { $who }:
    { $question }

    Please write the answer in one message.
inquiries-close = No answer needed
inquiries-never-mind = Later
inquiries-answer-sent =
    The answer went to { $name }. { $left ->
        [0] No other question is waiting.
       *[other] Questions still waiting: { $left } (/phanhoi).
    }
inquiries-cannot-reach = The answer is kept, but { $name } does not receive messages any more. Please find another way.
inquiries-closed =
    The question is closed, and the learner hears that it was seen. { $left ->
        [0] No other question is waiting.
       *[other] Questions still waiting: { $left } (/phanhoi).
    }
inquiries-answered-before =
    { $name } has answered this question already:
    { $answer }
inquiries-closed-before = { $name } has seen and closed this question already.
inquiries-reply =
    You asked: “{ $question }”
    The coordinator answers: { $answer }
inquiries-seen =
    You wrote: “{ $question }”
    The coordinator has seen it.
