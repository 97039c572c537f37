"""Utskick: text messages and e-mail that leave a room, each written in its decision's transaction and sent once."""
