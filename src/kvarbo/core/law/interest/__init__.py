"""Räntelagen (1975:635): interest on late payment."""
