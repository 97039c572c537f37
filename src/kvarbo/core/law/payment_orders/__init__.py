"""Lag (1990:746) om betalningsföreläggande och handräckning."""
