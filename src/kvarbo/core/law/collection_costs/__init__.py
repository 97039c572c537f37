"""Lag (1981:739) om ersättning för inkassokostnader m.m."""
