"""Frånvaro och ersättare: who is away and who does their work meanwhile, and who receives what comes in."""
