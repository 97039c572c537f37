"""Lag (1930:173) om beräkning av lagstadgad tid: how weeks, months and years are counted."""
