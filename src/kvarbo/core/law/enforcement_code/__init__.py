"""Utsökningsbalken (1981:774), chapter 16: eviction (avhysning)."""
