"""Avbetalningsplaner och 1+1-tillägg: what is agreed with a tenant, how it is kept, and what is reviewed when."""
