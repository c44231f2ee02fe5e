"""Zalo as a channel."""
