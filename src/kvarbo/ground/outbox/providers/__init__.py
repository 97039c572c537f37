"""Leverantörer: who carries a message out of the house. What each answers is one of five things, and never a guess.

``not_handed`` says that nothing can have gone: it is tried again. ``unclear`` says that it may have gone, and a person
decides. A provider never tries twice by itself.
"""
