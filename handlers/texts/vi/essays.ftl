# Bài thu hoạch: giao bài, nộp bài, chấm bài.

essays-none = { $You } chưa có bài thu hoạch nào. Khi có bài mới, trợ lý sẽ báo { $you }.
essays-list =
    Bài thu hoạch của { $you }. Xin chọn một bài theo số:

    { $essays }
essays-line = { $number }. “{ $title }” (lớp { $cohort }), hạn { $due }: { $state }
essays-state-none = chưa nộp
essays-state-unfinished = đang gửi dở, chưa bấm Nộp
essays-state-handed-in = đã nộp
essays-state-late = nộp muộn { $span }
essays-state-closed = đã đóng, chưa nộp
essays-state-marked = { $mark } điểm
essays-title = Bài thu hoạch “{ $title }”, lớp { $cohort }
essays-due = Hạn nộp: { $due }
essays-due-and-closed = Hạn nộp: { $due } (đã đóng)
essays-handed-in = Đã nộp lúc { $moment }, mã { $code }.
essays-waits-for-mark = Bài đang chờ chấm.
essays-your-mark = Điểm: { $mark }
essays-comment = Nhận xét: { $comment }
essays-comment-of = Nhận xét { $number }: { $comment }
essays-closed = Bài đã đóng, không nộp được nữa.
essays-not-yet = { $You } chưa nộp bài này.
essays-past-due = Đã quá hạn. { $You } vẫn nộp được, bài sẽ ghi là nộp muộn.
essays-unfinished = Đang gửi dở: { $contents }, chưa bấm Nộp.
essays-not-yours = Không có bài thu hoạch này trong lớp { $you } đang học.
essays-all = Các bài thu hoạch
essays-see = Xem bài thu hoạch
essays-begin = Nộp bài
essays-again = Sửa bài đã nộp
essays-add = Gửi thêm
essays-anew = Nộp bài khác
essays-keep = Giữ bài đã nộp
essays-send-more = Gửi tiếp
essays-press = Nộp
essays-take-back = Bỏ phần vừa gửi
essays-give-up = Hủy
essays-give-up-really = Bỏ hết

essays-send = Xin gửi bài “{ $title }” vào đây: ảnh chụp từng trang, hoặc gõ chữ; trên Telegram gửi được cả tệp Word, PDF. Gửi xong thì bấm Nộp, hoặc gõ: nộp.
essays-send-anew = Xin gửi cả bài “{ $title }” từ đầu (bài này thay hẳn bài đã nộp): ảnh chụp từng trang, hoặc gõ chữ; trên Telegram gửi được cả tệp Word, PDF. Gửi xong thì bấm Nộp, hoặc gõ: nộp.
essays-due-and-by-itself = Hạn nộp: { $due }. Đến hạn mà chưa bấm Nộp, những gì đã gửi sẽ được tự động nộp.
essays-old-one-counts = Chưa bấm Nộp thì bài đã nộp trước vẫn được tính.
essays-will-be-late = Đã quá hạn ({ $due }), bài sẽ ghi là nộp muộn.
essays-ask-again = { $You } đã nộp bài “{ $title }” lúc { $moment }. Gửi thêm vào bài ấy, hay nộp bài khác thay hẳn?
essays-ask-again-late = { $You } đã nộp bài “{ $title }” lúc { $moment }. Gửi thêm vào bài ấy, hay nộp bài khác thay hẳn? Nay đã quá hạn nên cả bài sẽ ghi là nộp muộn.
essays-so-far = Đã nhận { $contents }. Gửi tiếp hoặc bấm Nộp.
essays-count-photos = { $count } ảnh
essays-count-documents = { $count } tệp
essays-count-texts = { $count } đoạn văn
essays-minutes = { $count } phút
essays-hours = { $count } giờ
essays-days = { $count } ngày
essays-late = { $moment } (muộn { $span })
essays-taken-back = Đã bỏ { $gone }. Còn { $left }. Gửi tiếp hoặc bấm Nộp.
essays-taken-back-all = Đã bỏ { $gone }. Chưa còn phần nào, xin { $you } gửi bài.
essays-ask-give-up = Bỏ hết những gì đã gửi ({ $contents })?
essays-given-up = Đã hủy. Không có gì được nộp.
essays-given-up-kept = Đã hủy. Bài đã nộp trước vẫn được tính.
essays-nothing-yet = Chưa có gì để nộp. Xin { $you } gửi ảnh, tệp hoặc gõ chữ trước.
essays-handed-in-before = Bài này đã nộp rồi.
essays-handed-in-already = Bài này đã nộp rồi. Tin vừa gửi không được tính thêm.
essays-received = Đã nhận bài thu hoạch “{ $title }” của { $you }.
essays-receipt-number = Biên nhận số { $number }, mã { $code }
essays-receipt-time = Nộp lúc { $moment }
essays-receipt-contents = Gồm: { $contents }
essays-may-replace = Trước { $due }, { $you } vẫn gửi thêm hoặc nộp bài khác được.
essays-cannot-closed = Bài “{ $title }” đã đóng, không nộp được nữa.
essays-cannot-marked = Bài “{ $title }” của { $you } đang được chấm nên không sửa được nữa.
essays-refused-kind = Tệp “{ $name }” không thuộc loại nhận được. Xin gửi tệp Word, PDF, PowerPoint, văn bản (txt) hoặc ảnh (jpg, png, heic).
essays-refused-large = Tệp “{ $name }” lớn hơn 10 MB. Xin gửi tệp nhỏ hơn, hoặc chụp ảnh từng trang.
essays-refused-empty = Tệp “{ $name }” không có nội dung. Xin kiểm tra rồi gửi lại.
essays-refused-broken = Tệp “{ $name }” bị hỏng hoặc không đúng loại. Xin kiểm tra rồi gửi lại, hoặc chụp ảnh từng trang.
essays-too-many-files = Mỗi bài nhận nhiều nhất { $files } ảnh và tệp. Phần vừa gửi chưa được nhận. Xin bấm Nộp, hoặc bỏ bớt.
essays-too-many-together = Mỗi bài nhận nhiều nhất { $megabytes } MB. Phần vừa gửi chưa được nhận. Xin bấm Nộp, hoặc bỏ bớt.
essays-too-many-texts = Mỗi bài nhận nhiều nhất { $texts } đoạn văn. Đoạn vừa gửi chưa được nhận. Xin bấm Nộp, hoặc gửi thành tệp.
essays-not-readable = Trợ lý chưa nhận được loại tin này. Xin { $you } chụp ảnh từng trang hoặc gõ chữ.
essays-not-readable-for-what = Trợ lý chưa nhận được loại tin này. Nếu là bài thu hoạch, xin chọn bài rồi gửi ảnh chụp từng trang hoặc gõ chữ.
essays-file-for-what = Tệp này chưa được nhận. Nếu là bài thu hoạch, xin chọn bài rồi gửi lại.
essays-file-for-which = { $You } đang gửi dở mấy bài. Xin chọn bài rồi gửi lại tệp này.
essays-hand-in-this = Nộp bài “{ $title }”

essays-opened = Có bài thu hoạch mới: “{ $title }”. Hạn nộp: { $due }.
essays-look = Xem và nộp bài
essays-look-at-own = Xem bài đã nộp
essays-due-changed = Bài thu hoạch “{ $title }” có hạn nộp mới: { $due }.
essays-reminder = { $You } chưa nộp bài thu hoạch “{ $title }”. Hạn nộp: { $due }.
essays-reminder-late = { $You } chưa nộp bài thu hoạch “{ $title }”. Đã quá hạn ({ $due }), nhưng vẫn nộp được; bài sẽ ghi là nộp muộn.
essays-instructions-new = Đề bài thu hoạch “{ $title }” vừa được sửa. Xin { $you } xem lại.
essays-withdrawn = Bài thu hoạch “{ $title }” đã được thu hồi, { $you } không phải nộp.
essays-go-on = Xem và nộp
essays-unfinished-forgotten = { $You } đã gửi { $contents } cho bài “{ $title }” nhưng chưa bấm Nộp.
essays-unfinished-kept = Đã đến hạn nộp bài “{ $title }”. Bài { $you } nộp trước đó vẫn được tính; { $contents } đang gửi dở thì chưa nộp. Nếu bấm Nộp, phần mới thay bài cũ và ghi là nộp muộn.
essays-unfinished-closed = Bài “{ $title }” đã đóng. Bài { $you } nộp trước đó vẫn được tính; { $contents } đang gửi dở thì không nộp được nữa.
essays-by-time = Đã đến hạn nộp bài “{ $title }”. Những gì { $you } đã gửi được tự động nộp.
essays-by-closing = Bài “{ $title }” đã đóng. Những gì { $you } đã gửi được tự động nộp.
essays-marked = Bài thu hoạch “{ $title }” của { $you } được { $mark } điểm.
essays-mark-corrected = Điểm bài thu hoạch “{ $title }” của { $you } đã được sửa: { $mark } điểm.
essays-was-late = Bài nộp muộn { $span }.
essays-attempt-marked = Giảng viên đã chấm xong phần tự luận của bài “{ $title }”. Điểm lượt này: { $mark }.
essays-attempt-corrected = Điểm phần tự luận của bài “{ $title }” đã được sửa. Điểm lượt này: { $mark }.
essays-look-at-quiz = Xem bài

essays-desk =
    Các bài thu hoạch đã giao. Xin chọn một bài theo số:

    { $essays }
essays-desk-line = { $number }. “{ $title }” ({ $cohort }), hạn { $due }: { $done }/{ $total } đã nộp, { $waiting } chờ điểm
essays-desk-line-closed = { $number }. “{ $title }” ({ $cohort }), đã đóng: { $done }/{ $total } đã nộp, { $waiting } chờ điểm
essays-none-set = Chưa giao bài thu hoạch nào.
essays-new = Giao bài mới
essays-draft-waits = { $You } đang soạn dở bài “{ $title }”.
essays-draft-go-on = Soạn tiếp
essays-draft-anew = Bỏ, soạn bài khác
essays-own = Bài của tôi
essays-mark = Chấm bài
essays-no-classes = Chưa có lớp nào đang học. Xin gửi tệp danh sách lớp (Excel) vào đây trước.
essays-which-class = Giao bài thu hoạch cho lớp nào?
essays-ask-title = Bài thu hoạch cho lớp { $cohort }. Xin gõ tên bài, ví dụ: Thu hoạch cuối khóa.
essays-title-too-long = Tên bài dài { $length } ký tự, nhiều nhất là { $longest }. Xin gõ ngắn hơn.
essays-keep-title = Giữ tên cũ
essays-instructions-now =
    Đề hiện nay:

    { $text }
essays-keep-instructions = Giữ đề cũ
essays-ask-instructions = Xin gõ đề bài, hoặc gửi một tệp đề bài (Word, PDF, ảnh).
essays-none-needed = Không cần đề riêng
essays-instructions-too-long = Đề bài dài { $length } ký tự, nhiều nhất là { $longest }. Xin rút gọn, hoặc gửi thành tệp.
essays-instructions-changed =
    Đã đổi đề bài “{ $title }”. Học viên mở bài sẽ thấy đề mới. Đề cũ:

    { $before }
essays-tell-instructions = Báo lớp
essays-instructions-told = Trợ lý báo cho { $count } học viên.
essays-ask-no-instructions = Bỏ đề bài này, cả tệp kèm theo nếu có?
essays-no-instructions-really = Bỏ đề
essays-is-closed = Bài “{ $title }” đã đóng. Muốn sửa thì mở lại trước.
essays-ask-due = Hạn nộp là lúc nào? Xin chọn, hoặc gõ ngày giờ, ví dụ: 17h 30/11.
essays-due-unclear = Trợ lý chưa hiểu hạn nộp này. Xin gõ cả giờ và ngày, ví dụ: 17h 30/11.
essays-due-past = Hạn nộp phải ở phía trước. Xin chọn, hoặc gõ ngày giờ khác, ví dụ: 17h 30/11.
essays-preview = Bài thu hoạch “{ $title }”, lớp { $cohort }, { $count } học viên
essays-no-instructions = (không có đề riêng)
essays-in-file = (đề bài trong tệp kèm theo)
essays-first-marker = Người chấm: { $name }
essays-second-marker = Người chấm thứ hai: { $name }
essays-no-marker = không có
essays-is-anonymous = Người chấm không thấy tên học viên.
essays-publish = Giao bài và báo lớp
essays-change-title = Đổi tên bài
essays-change-instructions = Đổi đề bài
essays-change-due = Đổi hạn nộp
essays-marker-gone = Bài thu hoạch “{ $title }” (lớp { $cohort }) còn bài chờ chấm, nhưng người được giao không chấm được (không còn là giảng viên, hoặc đó là bài của chính mình). Xin mở bài và đổi người chấm.
essays-change-first = Đổi người chấm
essays-change-second = Người chấm thứ hai
essays-without-names = Chấm không thấy tên
essays-with-names = Chấm có thấy tên
essays-drop = Bỏ
essays-dropped = Đã bỏ. Lớp chưa được báo gì.
essays-published = Đã giao bài “{ $title }”. Trợ lý báo cho { $count } học viên, nhắc lại một ngày trước hạn.
essays-published-soon-due = Đã giao bài “{ $title }”. Trợ lý báo cho { $count } học viên. Hạn nộp còn chưa đến một ngày, nên trợ lý không tự nhắc lại.
essays-gone = Bài này không còn là bản nháp: đã giao hoặc đã bỏ.
essays-ask-put-off = Đổi hạn nộp từ { $before } sang { $due }? Cả lớp sẽ được báo.
essays-put-off = Đổi và báo lớp
essays-keep-due = Giữ hạn cũ
essays-was-put-off = Hạn nộp mới: { $due }. Trợ lý báo cho { $count } học viên.
essays-figures = Đã nộp { $done }/{ $total } (muộn { $late }), chưa nộp { $missing }, đã có điểm { $marked }
essays-figure-disputed = Cần cán bộ giáo vụ quyết định điểm: { $count } bài
essays-mark-these = Chấm bài này
essays-who-is-missing = Ai chưa nộp?
essays-as-table = Bảng Excel
essays-as-archive = Tải tất cả bài nộp
essays-one-learner = Bài của một học viên
essays-close = Đóng bài
essays-reopen = Mở lại
essays-ask-close =
    { $count ->
        [0] Đóng bài này? Mọi học viên đã nộp; sau khi đóng không ai nộp lại được nữa.
       *[other] Đóng bài này? Còn { $count } học viên chưa nộp; sau khi đóng không nộp được nữa.
    }
essays-close-really = Đóng bài
essays-leave-open = Để mở
essays-was-closed = Đã đóng bài. Bài gửi dở được tự động nộp: { $count }.
essays-who-first = Ai chấm bài này?
essays-who-second = Ai là người chấm thứ hai?
essays-no-second = Không cần
essays-marking-has-begun = Đã có bài được chấm nên không thêm hoặc bỏ người chấm thứ hai được nữa.
essays-missing = Chưa nộp bài “{ $title }”: { $count } học viên
essays-name-unfinished = { $name }, đang gửi dở
essays-more = Xem tiếp
essays-remind = Nhắc những người này
essays-ask-remind = Nhắc { $count } học viên chưa nộp bài “{ $title }”?
essays-reminded = Trợ lý nhắc { $count } học viên.
essays-withdraw = Thu hồi bài
essays-ask-withdraw = Thu hồi bài này? Học viên được báo là không phải nộp; bài trở lại thành bản nháp, sửa rồi giao lại được.
essays-cannot-withdraw = Đã có học viên gửi bài nên không thu hồi được. Muốn dừng nhận thì đóng bài.
essays-was-withdrawn = Đã thu hồi bài “{ $title }”, báo cho { $count } học viên. Đây là bản nháp:
essays-code =
    Mã { $code }: bài “{ $title }” của { $name }, nộp lúc { $moment }.
    { $state ->
        [replaced] Sau đó học viên đã nộp bài khác thay bài này.
       *[other] Bài này đang được tính.
    }
essays-table = Bảng bài thu hoạch “{ $title }”.
essays-table-title = BÀI THU HOẠCH: { $title }
essays-table-line = Lớp { $cohort }, hạn nộp { $due }
essays-column-name = Họ và tên
essays-column-unit = Đơn vị
essays-column-state = Tình trạng
essays-column-moment = Nộp lúc
essays-column-late = Muộn
essays-column-code = Mã
essays-column-first = Điểm 1
essays-column-second = Điểm 2
essays-column-decision = Quyết định
essays-column-mark = Điểm
essays-column-comment = Nhận xét
essays-cell-missing = Chưa nộp
essays-cell-unfinished = Đang gửi dở
essays-cell-waiting = Chờ chấm
essays-cell-disputed = Chờ quyết định
essays-cell-marked = Đã chấm
essays-archive =
    { $total ->
        [1] Tất cả bài nộp của “{ $title }” trong một tệp nén (zip), mỗi học viên một thư mục.
       *[other] Bài nộp của “{ $title }”, tệp nén (zip) { $number }/{ $total }, mỗi học viên một thư mục.
    }
essays-nothing-handed-in = Chưa có bài nào được nộp.
essays-whose = Xin gõ họ tên học viên, hoặc một phần tên.
essays-nobody-called = Lớp này không có học viên nào tên như vậy. Xin gõ lại.
essays-too-many-called = Có nhiều học viên tên như vậy. Xin gõ đầy đủ hơn.
essays-which-learner = Học viên nào?
essays-has-none = { $name } chưa nộp bài này.
essays-of-learner = Bài của { $name }, nộp lúc { $moment }, mã { $code }
essays-that-is-all = Hết bài.
essays-not-kept = Nội dung bài này đã được xóa sau thời hạn lưu.
essays-photo = Ảnh { $number }/{ $total }: { $name }
essays-document = Tệp { $number }/{ $total }: { $name }

essays-nothing-to-mark = Hiện không có bài nào chờ { $you } chấm.
essays-to-mark =
    Các bài chờ { $you } chấm. Xin chọn theo số:

    { $essays }
essays-waiting-bai = { $number }. Thu hoạch “{ $title }” ({ $cohort }): { $count } bài
essays-waiting-xu = { $number }. Quyết định điểm, “{ $title }” ({ $cohort }): { $count } bài
essays-waiting-cau = { $number }. Câu tự luận của “{ $title }” ({ $cohort }): { $count } câu
essays-left = Còn { $count } bài chờ chấm.
essays-none-left = Đã chấm hết các bài này.
essays-head = “{ $title }”: bài của { $name }, nộp lúc { $moment }
essays-nameless = học viên mã { $code }
essays-label = bài “{ $title }” của { $name }
essays-head-answer =
    “{ $title }”: câu trả lời của { $name }
    Câu hỏi: { $question }
essays-label-answer = câu tự luận trong “{ $title }” của { $name }
essays-mark-of = { $name }: { $mark } điểm
essays-mark-of-commented = { $name }: { $mark } điểm. { $comment }
essays-propose-mean = Lấy trung bình: { $mark }
essays-propose-first = Lấy điểm thứ nhất: { $mark }
essays-propose-second = Lấy điểm thứ hai: { $mark }
essays-ask-mark = Điểm cho { $label }? Xin chọn, hoặc gõ điểm từ 0 đến 10, ví dụ: 7,5.
essays-mark-unclear = Điểm là số từ 0 đến 10, nhiều nhất hai chữ số lẻ, ví dụ: 7,5 hoặc 8,25. Xin gõ lại.
essays-another = Bài khác
essays-ask-comment = { $mark } điểm. Xin gõ nhận xét cho học viên.
essays-ask-comment-again = { $mark } điểm. Nhận xét trước: { $comment }
    Giữ nhận xét này, hay gõ nhận xét khác?
essays-keep-comment = Giữ nhận xét
essays-no-comment = Không nhận xét
essays-comment-too-long = Nhận xét dài { $length } ký tự, nhiều nhất là { $longest }. Xin gõ ngắn hơn.
essays-about-to-give = Ghi { $mark } điểm cho { $label }?
essays-without-comment = (không có nhận xét)
essays-give = Ghi điểm
essays-mark-again = Sửa lại
essays-reread = Đọc lại bài
essays-given = Đã ghi { $mark } điểm cho { $label }.
essays-waits-for-other = Điểm chính thức có sau khi người kia chấm xong.
essays-final = Điểm chính thức, trung bình của hai người chấm: { $mark }.
essays-disputed = Hai người chấm lệch nhau hơn 2 điểm, nên cán bộ giáo vụ sẽ quyết định.
essays-disputed-other = Bài “{ $title }” mã { $code }: hai người chấm lệch nhau hơn 2 điểm, nên cán bộ giáo vụ sẽ quyết định.
essays-disputed-decide = Bài “{ $title }” mã { $code }: hai người chấm lệch nhau hơn 2 điểm. Xin { $you } quyết định điểm.
essays-next = Bài tiếp theo
essays-others-to-mark = Các bài chờ chấm
essays-mend = Sửa điểm
essays-mark-too-late = Bài này không chấm được nữa: học viên vừa nộp lại, đã có người chấm, hoặc điểm đã được quyết định.
