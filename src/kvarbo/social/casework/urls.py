"""Addresses of the social services' matters."""

from django.urls import path

from kvarbo.social.casework import pages, work_pages

urlpatterns = [
    path("", pages.front, name="front"),
    path("sok/", pages.matter_search, name="matter_search"),
    path("arende/nytt/", pages.matter_new, name="matter_new"),
    path("arende/<uuid:matter>/", pages.matter, name="matter"),
    path("arende/<uuid:matter>/person/", work_pages.matter_person, name="matter_person"),
    path("arende/<uuid:matter>/person/ta-bort/", work_pages.matter_person_remove, name="matter_person_remove"),
    path("arende/<uuid:matter>/uppgifter/", work_pages.matter_details, name="matter_details"),
    path("arende/<uuid:matter>/kom-ifran/", work_pages.matter_source, name="matter_source"),
    path("arende/<uuid:matter>/tilldela/", work_pages.matter_assign, name="matter_assign"),
    path("arende/<uuid:matter>/tilldela/ta-bort/", work_pages.matter_unassign, name="matter_unassign"),
    path("arende/<uuid:matter>/enhet/", work_pages.matter_move, name="matter_move"),
    path("arende/<uuid:matter>/handelse/", work_pages.matter_event, name="matter_event"),
    path("arende/<uuid:matter>/avsluta/", work_pages.matter_close, name="matter_close"),
    path("arende/<uuid:matter>/oppna-igen/", work_pages.matter_reopen, name="matter_reopen"),
]
