"""Räkna fristen: the public page for the recovery period. No login, nothing kept, only dates in the address."""
