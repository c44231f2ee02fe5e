"""The peers: bots as the documentation of their frameworks would have them, each run in its own environment."""
