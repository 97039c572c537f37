"""Posten: handing over a paper, carrying it, taking one in, receipts and recall."""
