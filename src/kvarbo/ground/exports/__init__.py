"""Uttag: what leaves the room in a file, how much one person may take out, and who says yes to more."""
