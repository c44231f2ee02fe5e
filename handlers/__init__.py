"""What the bot does: from a turn to messages. Knows no network and no SQL."""
