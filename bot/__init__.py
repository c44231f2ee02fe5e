"""How messages come and go: channels, dispatch, delivery, the clock, the web, the command line."""
