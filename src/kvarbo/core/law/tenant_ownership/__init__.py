"""Bostadsrättslagen (1991:614), chapter 7: tenant ownership (bostadsrätt)."""
