"""Payment files from the bank: camt.054 and camt.053, BgMax, CSV. Read without a database, in a limited process."""
