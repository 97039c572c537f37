"""Demostaden Kvarnby: a made-up municipality whose landlord, people, rents and payments do not exist.

Kvarnby is no Swedish municipality; its districts and streets are invented. Everything follows from a seed: the same
seed, number of homes, number of months and rent month give the same people, bills and payments, and what a file
shows depends only on the day it is made (``Town.today``).

Who lives there (shares of the homes): families with children 25 %, aged 18-25 alone or two 13 %, over 65 16 %, aged
49-64 18 %, others 28 %. About every fourth household outside those alone has two tenants. A language beside Swedish
12 %. One tenant in 600 has protected personal data (about five in 1,800 homes), one household in 160 a
samordningsnummer, one tenant in 200 no identity number at all. On top of the homes come garages and parking (22 for
each 100 homes), storages (4) and premises (1.2); those tenants have two leases, and so have the parents who rent a
second home. Every seventh home has changed tenant within two years; six in a hundred of those who left owe rent.

How they pay (``habits.SHARES``) is drawn for each lease without a look at who the people are. About 3 % of the homes'
rents are late each month. ``cast`` adds a dozen households written by hand, so that every situation is there to meet.
A town too large for the published test numbers lets the same person hold several leases.
"""
