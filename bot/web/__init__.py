"""The pages and hooks that the bot offers over HTTP."""
