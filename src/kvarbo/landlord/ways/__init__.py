"""Vårt arbetssätt: what is followed, copies of it, and what a copy would have asked for last year."""
