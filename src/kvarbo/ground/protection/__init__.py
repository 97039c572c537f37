"""Skyddade personuppgifter: who is protected, who handles whom, who is barred, and letters by the tax agency."""
