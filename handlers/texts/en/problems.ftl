# Why a file cannot be read. Variables: limit (number), sheet.
unreadable-too-large = The file is larger than { $limit } MB. Please remove pictures and unneeded sheets and send it again.
unreadable-old-excel = This is an old Excel file (.xls). Please open it in Excel, save it as .xlsx and send it again.
unreadable-encrypted = The file has a password. Please remove the password and send it again.
unreadable-not-a-table = This is not a spreadsheet. Please send an Excel (.xlsx) or .csv file.
unreadable-damaged = The file is damaged and cannot be opened. Please open it in Excel, save it as a new .xlsx file and send that.
unreadable-too-many-rows = The table has more than { $limit } rows. Please split it into smaller files.
unreadable-too-many-columns = The table has more than { $limit } columns. Please remove those not needed and send it again.
unreadable-bomb = The file unpacks to far too much and was not opened. Please copy just the table into a new file.
unreadable-too-slow = The file was not read within { $limit } seconds. Please copy just the table into a new file.
unreadable-empty = The file has nothing in it. Please check that it is the right one.

# What to look at in a file; the caller puts the place ("Row 12: ") in front. Variables: row, sheet, found, expected.

# Any table
problem-no-header = Sheet “{ $sheet }” has no header and was not read. Please put the header within the first 15 rows.
problem-no-rows = Sheet “{ $sheet }” has a header but no row that could be read. Please check it.
problem-old-font = Text in an old font was turned into Unicode, for example “{ $found }” into “{ $expected }”. Please check it.

# Roster
problem-no-birth-column = Sheet “{ $sheet }” has no column for the date of birth, so namesakes are hard to tell apart. Best add one.
problem-name-missing = The name is missing (“{ $found }”), so the row was left out. Please add the name.
problem-birth-missing = { $found } has no date of birth. Please add it if it is known.
problem-birth-unreadable = The date of birth “{ $found }” is not clear. Please write it like 05/03/1990, or just the year 1990.
problem-gender-unreadable = The sex “{ $found }” is not clear. Please write Nam or Nữ.
problem-phone-unreadable = The phone number “{ $found }” is not right. Please write one mobile number of ten digits.
problem-person-twice = { $found } stands in row { $expected } already. If it is one person, please delete one of the rows.
problem-phone-twice = The phone number { $found } stands in row { $expected } already. Please check whose it is.

# Timetable
problem-row-skipped = “{ $found }” is not a lesson and was left out. If it is one, please put it in the right column.
problem-date-missing = The date of this lesson is not known. Please add it.
problem-date-unreadable = The date “{ $found }” is not clear. Please write one date like 23/11/2026.
problem-year-missing = The year of “{ $found }” is not known. Please write the whole date like 23/11/2026.
problem-weekday-differs = “{ $found }”: that day is { $expected }. Please check the date or the weekday.
problem-time-missing = The time is not known. Please write it like 7h30 - 11h00, or write Sáng, Chiều or Tối.
problem-time-unreadable = The time “{ $found }” is not clear. Please write it like 7h30 - 11h00.
problem-topic-missing = The topic is missing (“{ $found }”), so the row was left out. Please add it.
problem-periods-unreadable = The number of periods “{ $found }” is not clear. Please write a number like 5.
problem-clash-instructor = Instructor { $found } teaches at the same time in row { $expected }. Please rearrange.
problem-clash-place = The place { $found } is taken at the same time in row { $expected }. Please rearrange.
problem-clash-time = “{ $found }” is at the same time as row { $expected }. Please write the time of each lesson.

# Questions
problem-stem-missing = The question itself is missing (“{ $found }”). Please add it.
problem-stem-twice = The question “{ $found }” stands in row { $expected } already. If it is the same, please delete one of the rows.
problem-key-missing = The question “{ $found }” has no key. Please write it in the column Đáp án.
problem-key-unknown = The key “{ $found }” is none of the options. Please write letters, like B or A, C.
problem-key-unclear = The key “{ $found }” can be read in two ways. Please write a letter, like B.
problem-key-empty-option = The key is { $expected }, but option { $expected } is empty. Please check it.
problem-key-differs = The key says “{ $found }”, but that option is “{ $expected }”. Please make them agree.
problem-options-few = The question has fewer than two options (“{ $found }”). Please add some.
problem-option-twice = The options { $expected } are the same: “{ $found }”. Please change one.
problem-number-unclear = The number “{ $found }” can be read in two ways. Please write thousands without a point and decimals with a comma.
