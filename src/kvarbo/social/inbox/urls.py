"""Addresses of the inbox."""

from django.urls import path

from kvarbo.social.inbox import pages

urlpatterns = [
    path("inkorg/", pages.inbox, name="inbox"),
    path("inkorg/registrera/", pages.notice_register, name="notice_register"),
    path("inkorg/<uuid:notice>/", pages.notice, name="notice"),
    path("inkorg/<uuid:notice>/uppgifter/", pages.notice_facts, name="notice_facts"),
    path("inkorg/<uuid:notice>/stallningstagande/", pages.notice_standpoint, name="notice_standpoint"),
    path("inkorg/<uuid:notice>/gjort/", pages.notice_duty, name="notice_duty"),
    path("inkorg/<uuid:notice>/sett/", pages.notice_seen, name="notice_seen"),
    path("inkorg/<uuid:notice>/kvitto/", pages.notice_receipt, name="notice_receipt"),
]
