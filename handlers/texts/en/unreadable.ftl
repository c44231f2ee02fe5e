# Files that cannot be read.

unreadable-too-large = The file is larger than { $limit } MB. Please remove pictures and unneeded sheets and send it again.
unreadable-old-excel = This is an old Excel file (.xls). Please open it in Excel, save it as .xlsx and send it again.
unreadable-encrypted = The file has a password. Please remove the password and send it again.
unreadable-not-a-table = This is not a spreadsheet. Please send an Excel (.xlsx) or .csv file.
unreadable-damaged = The file is damaged and cannot be opened. Please open it in Excel or Word, save it as a new file (.xlsx, .docx) and send that.
unreadable-too-many-rows = The table has more than { $limit } rows. Please split it into smaller files.
unreadable-too-many-columns = The table has more than { $limit } columns. Please remove those not needed and send it again.
unreadable-bomb = The file unpacks to far too much and was not opened. Please copy just the table into a new file.
unreadable-too-slow = The file was not read within { $limit } seconds. Please copy just the table into a new file.
unreadable-empty = The file has nothing in it. Please check that it is the right one.
unreadable-not-questions = This file cannot be read. Please send Excel (.xlsx) or .csv; questions may also come as Word (.docx), .txt, GIFT or Moodle XML.
unreadable-old-word = This is an old Word file (.doc). Please open it in Word, save it as .docx, and send that.
unreadable-too-many-questions = The file has more than { $limit } questions. Please split it into smaller files.
unreadable-broken-xml = The Moodle XML file is wrong in line { $row } and cannot be read. Please export it from Moodle again.
unreadable-xml-declarations = The XML file declares a DOCTYPE or ENTITY, which can do harm, and was not opened. Please export it from Moodle again.
unreadable-no-questions-in-xml = This is no file of questions in Moodle XML. Please export the questions from Moodle as Moodle XML and send that.
