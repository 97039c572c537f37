"""Addresses of the inbox."""

from django.urls import path

from kvarbo.social.inbox import pages

urlpatterns = [
    path("inkorg/", pages.inbox, name="inbox"),
    path("arende/<uuid:matter>/inkommet/", pages.matter_notices, name="matter_notices"),
    path("inkorg/registrera/", pages.notice_register, name="notice_register"),
    path("inkorg/sok/", pages.notice_search, name="notice_search"),
    path("inkorg/<uuid:notice>/", pages.notice, name="notice"),
    path("inkorg/<uuid:notice>/uppgifter/", pages.notice_facts, name="notice_facts"),
    path("inkorg/<uuid:notice>/stallningstagande/", pages.notice_standpoint, name="notice_standpoint"),
    path("inkorg/<uuid:notice>/gjort/", pages.notice_duty, name="notice_duty"),
    path("inkorg/<uuid:notice>/makulera/", pages.notice_strike, name="notice_strike"),
    path("inkorg/<uuid:notice>/sett/", pages.notice_seen, name="notice_seen"),
    path("inkorg/<uuid:notice>/kvitto/", pages.notice_receipt, name="notice_receipt"),
]
