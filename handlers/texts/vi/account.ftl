# Những gì mỗi người tự quyết định về mình.

account-which-language = Chọn ngôn ngữ:
account-language-chosen = Từ nay trợ lý dùng tiếng Việt.
