"""Addresses of Brev."""

from django.urls import path

from kvarbo.ground.letters import pages
from kvarbo.ground.letters.workshop import pages as workshop

urlpatterns = [
    path("brev/<uuid:subject>/", pages.letters, name="letters"),
    path("brev/<uuid:subject>/skriv/", pages.letter_write, name="letter_write"),
    path("sparat-brev/<uuid:letter>/", pages.letter, name="letter"),
    path("sparat-brev/<uuid:letter>/pdf/", pages.letter_pdf, name="letter_pdf"),
    path("sparat-brev/<uuid:letter>/postat/", pages.letter_posted, name="letter_posted"),
    path("brevmallar/", workshop.letter_wordings, name="letter_wordings"),
    path("brevmallar/text/", workshop.letter_wording, name="letter_wording"),
    path("brevmallar/galler/", workshop.letter_wording_force, name="letter_wording_force"),
    path("brevmallar/kvarbos/", workshop.letter_wording_back, name="letter_wording_back"),
]
