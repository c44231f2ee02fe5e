# One question: its text, how to answer, the feedback. Shared by quizzes, live quizzes and review.

question-text = Question { $number }/{ $total }. { $stem }
question-hint-multiple = (Several answers may be right: press each and then Done, or type them at once, for example: a, c)
question-hint-short = (Please type the answer)
question-hint-number = (Please type a number)
question-true = True
question-false = False
question-done = Done
question-only-one = Only one answer is right. Please choose one letter.
question-no-such-option = The answers are A to { $last }. Please choose again.
question-true-or-false = Please choose True or False.
question-number-unclear = This number was not understood. Please type one number, for example 7 or 7.5.
question-right = ✓ Right.
question-partly = Partly right. Answer: { $answer }.
question-wrong = ✗ Not right. Answer: { $answer }.
question-source = Source: { $source }
question-hint-matching = (Please give each number a letter, for example: 1-B, 2-A)
question-hint-ordering = (Please put them in the right order, for example: C, A, B)
question-hint-essay = (Please type your text in one message)
question-pairs-unclear = There are { $many } things to match, each with one letter. Please type again, for example: 1-B, 2-A.
question-order-unclear = Please put all { $many } from A to { $last } in order, each once, for example: C, A, B.
question-essay-received = ✓ Your text was received. The instructor will mark this question.

question-how-single = Please choose one letter, for example: B.
question-how-multiple = Please type the letters with commas between them, for example: a, c.
question-how-truefalse = Please choose True or False.
question-how-short = Please type the answer.
question-how-number = Please type one number, for example 7 or 7.5.
question-how-matching = Please give each number a letter, for example: 1-B, 2-A.
question-how-ordering = Please type the letters in the right order, for example: C, A, B.
question-how-essay = Please type your text in one message.
question-one-after-the-other = The questions come one after the other: none can be skipped, and there is no way back. Please give the answer that you think is best.
