"""Loggranskning: a routine by which somebody regularly looks at who has read what, and says what they found."""
