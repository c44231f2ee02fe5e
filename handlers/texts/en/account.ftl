# What people decide about themselves.

account-which-language = Choose the language:
account-language-chosen = From now on the assistant speaks English.
