"""What the bot knows: the centre's facts, the rules about them, the queries."""
