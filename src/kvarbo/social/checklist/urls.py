"""Addresses of a matter's checklist."""

from django.urls import path

from kvarbo.social.checklist import pages

urlpatterns = [
    path("arende/<uuid:matter>/checklista/", pages.checklist, name="checklist"),
    path("arende/<uuid:matter>/checklista/steg/", pages.checklist_mark, name="checklist_mark"),
    path("arende/<uuid:matter>/checklista/skede/", pages.checklist_phase, name="checklist_phase"),
    path("arende/<uuid:matter>/checklista/valj/", pages.checklist_follow, name="checklist_follow"),
]
