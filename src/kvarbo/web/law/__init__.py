"""How the rules of law are shown outside the rooms: on the command line, in tables and in ``docs/rules.md``."""
