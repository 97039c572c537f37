"""Addresses of notes, the text of a day, what is not carried over to the record, and where the record is kept."""

from django.urls import path

from kvarbo.social.notes import pages, room_pages

urlpatterns = [
    path("arende/<uuid:matter>/anteckningar/", pages.notes, name="notes"),
    path("arende/<uuid:matter>/anteckningar/skriv/", pages.note_write, name="note_write"),
    path("arende/<uuid:matter>/anteckningar/ratta/", pages.note_mend, name="note_mend"),
    path("arende/<uuid:matter>/anteckningar/beteckning/", pages.note_reference, name="note_reference"),
    path("arende/<uuid:matter>/anteckningar/ford/", pages.note_carried, name="note_carried"),
    path("arende/<uuid:matter>/anteckningar/angra/", pages.note_undo, name="note_undo"),
    path("arende/<uuid:matter>/dagens-text/", pages.note_day, name="note_day"),
    path("arende/<uuid:matter>/dagens-text/pdf/", pages.note_day_pdf, name="note_day_pdf"),
    path("inte-fort-till-akten/", room_pages.not_in_record, name="not_in_record"),
    path("gallra-anteckningar/", room_pages.notes_thin, name="notes_thin"),
    path("var-akten-fors/", room_pages.record_setting, name="record_setting"),
]
