"""Alla fick samma chans: which of the way of working's measures every home got before a step was taken against it."""
