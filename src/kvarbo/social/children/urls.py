"""Addresses of the children of a matter, and of the children's unit."""

from django.urls import path

from kvarbo.social.children import pages, unit_pages

urlpatterns = [
    path("arende/<uuid:matter>/barn/", pages.children, name="children"),
    path("arende/<uuid:matter>/barn/uppgifter/", pages.children_details, name="children_details"),
    path("arende/<uuid:matter>/barn/gjort/", pages.children_fact, name="children_fact"),
    path("arende/<uuid:matter>/barn/folj-med/", pages.children_along, name="children_along"),
    path("arende/<uuid:matter>/barn/lamna-over/", pages.children_hand_over, name="children_hand_over"),
    path("arende/<uuid:matter>/barnenheten/", unit_pages.child_work, name="child_work"),
    path("arende/<uuid:matter>/barnenheten/beslut/", unit_pages.child_decide, name="child_decide"),
    path("arende/<uuid:matter>/barnenheten/anteckning/", unit_pages.child_note, name="child_note"),
    path("barnenheten/", unit_pages.to_childrens_unit, name="to_childrens_unit"),
    path("barnfamilj/", unit_pages.family_meaning, name="family_meaning"),
]
