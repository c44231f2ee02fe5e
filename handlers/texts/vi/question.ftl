# Một câu hỏi: nội dung, cách trả lời, nhận xét. Dùng chung cho bài trắc nghiệm, thi tại lớp và ôn tập.

question-text = Câu { $number }/{ $total }. { $stem }
question-hint-multiple = (Có thể có nhiều ý đúng: bấm từng ý rồi bấm Xong, hoặc gõ một lượt, ví dụ: a, c)
question-hint-short = (Xin gõ câu trả lời)
question-hint-number = (Xin gõ một số)
question-true = Đúng
question-false = Sai
question-done = Xong
question-only-one = Câu này chỉ có một ý đúng. Xin chọn một chữ.
question-no-such-option = Câu này có các ý từ A đến { $last }. Xin chọn lại.
question-true-or-false = Xin chọn Đúng hoặc Sai.
question-number-unclear = Trợ lý chưa hiểu số này. Xin gõ một số, ví dụ: 7 hoặc 7,5.
question-right = ✓ Đúng.
question-partly = Đúng một phần. Đáp án: { $answer }.
question-wrong = ✗ Chưa đúng. Đáp án: { $answer }.
question-source = Nguồn: { $source }
question-hint-matching = (Xin ghép mỗi số với một chữ, ví dụ: 1-B, 2-A)
question-hint-ordering = (Xin xếp theo đúng thứ tự, ví dụ: C, A, B)
question-hint-essay = (Xin gõ bài viết của { $you } trong một tin nhắn)
question-pairs-unclear = Câu này có { $many } mục cần ghép, mỗi mục với một chữ. Xin gõ lại, ví dụ: 1-B, 2-A.
question-order-unclear = Xin xếp đủ { $many } ý từ A đến { $last }, mỗi ý một lần, ví dụ: C, A, B.
question-essay-received = ✓ Đã nhận bài viết. Giảng viên sẽ chấm câu này.

question-how-single = Xin chọn một chữ, ví dụ: B.
question-how-multiple = Xin gõ các chữ, cách nhau bằng dấu phẩy, ví dụ: a, c.
question-how-truefalse = Xin chọn Đúng hoặc Sai.
question-how-short = Xin gõ câu trả lời.
question-how-number = Xin gõ một số, ví dụ: 7 hoặc 7,5.
question-how-matching = Xin ghép mỗi số với một chữ, ví dụ: 1-B, 2-A.
question-how-ordering = Xin gõ các chữ theo đúng thứ tự, ví dụ: C, A, B.
question-how-essay = Xin gõ bài viết trong một tin nhắn.
question-one-after-the-other = Trợ lý hỏi lần lượt từng câu, không bỏ qua hay quay lại câu trước được. Xin chọn câu trả lời mà { $you } cho là đúng nhất.
