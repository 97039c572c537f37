"""Meddelanden till socialnämnden: who must tell the board what, by which paragraph and on which form (several acts)."""
