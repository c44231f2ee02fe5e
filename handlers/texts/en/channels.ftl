# The channels that reach a person: Telegram, Zalo…

channels-one =
    Messages reach you through:
    { $lines }
    If you use another app as well (Zalo or Telegram), link it so that you miss nothing.
channels-several =
    Your channels:
    { $lines }
    When the one that gets your reminders does not work, the other one is used.
channels-chosen =
    Done. Your channels:
    { $lines }
channels-line = - { $channel }
channels-line-best = - { $channel } (reminders and notices come here)
channels-choose = Use { $channel }
channels-add = Link another channel
channels-leave = Remove { $channel }
channels-see = See the channels
channels-code =
    Your code: { $code }
    Open one of these bots and type the code there:
    { $channels }
    It works once, within { $minutes } minutes. Please give it to nobody.
channels-code-anywhere =
    Your code: { $code }
    Open the centre's bot in the other app and type the code there. If you do not know the bot, ask the coordinator.
    It works once, within { $minutes } minutes. Please give it to nobody.
channels-wrong-code = This code is wrong or too old. In the channel where you are registered, type: channels, for a new one. If you have not registered yet, begin here.
channels-taken = This channel belongs to you or somebody else already, so it cannot be linked.
channels-linked-here =
    This channel is now linked to { $name }. Timetable, quizzes and results are the same in every channel.
    To choose where reminders come, type: channels.
channels-linked-there =
    { $channel } was linked to you.
    If that was not you, type: channels, and remove it.
channels-left = { $channel } was removed.
