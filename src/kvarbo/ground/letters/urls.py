"""Addresses of Brev."""

from django.urls import path

from kvarbo.ground.letters import pages

urlpatterns = [
    path("brev/<uuid:subject>/", pages.letters, name="letters"),
    path("brev/<uuid:subject>/skriv/", pages.letter_write, name="letter_write"),
    path("sparat-brev/<uuid:letter>/", pages.letter, name="letter"),
    path("sparat-brev/<uuid:letter>/pdf/", pages.letter_pdf, name="letter_pdf"),
    path("sparat-brev/<uuid:letter>/postat/", pages.letter_posted, name="letter_posted"),
]
