"""Inbetalningar: what the bank and the debt collector tell of, where it belongs, and the queue for a person."""
