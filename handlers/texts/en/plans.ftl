# The messages of each account in a month.

plans-warn = { $account } has used { $used } of this month's { $most } messages, { $left } are left. At 90 % no more reminders and notices go out on it; the rest is kept for replies. Type /lop to see how many the timetable still needs.
plans-stop = { $account } has used { $used } of this month's { $most } messages. Until the end of the month it only replies; reminders and notices take another channel. Those who have none are on the list to phone: type /cangoi.
plans-cohort = { $account }: this class needs about { $need } messages until the end of the month; the account has { $left } messages and { $places ->
    [-1] no limit of people
   *[other] { $places } places
} left.
