"""Platforms that run on loopback and count what reaches them."""
