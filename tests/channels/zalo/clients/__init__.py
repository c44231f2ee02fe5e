"""Other people's clients of Zalo's Bot API, each in an environment of its own, that keep our fake honest."""
