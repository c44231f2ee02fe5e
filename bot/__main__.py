"""`python -m bot` is the same as `chuong`."""

from bot.cli import main

main()
