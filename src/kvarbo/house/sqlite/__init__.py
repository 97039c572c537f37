"""Django's SQLite backend on a SQLite new enough for write-ahead logging by several processes."""
