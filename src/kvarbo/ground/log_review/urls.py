"""Addresses of Loggranskning: which item and which month is asked for in the query, by opaque ids and days."""

from django.urls import path

from kvarbo.ground.log_review import pages

urlpatterns = [
    path("loggranskning/", pages.log_review, name="log_review"),
    path("loggranskning/manad/", pages.log_month, name="log_month"),
    path("loggranskning/manad/gor/", pages.make_log_review, name="make_log_review"),
    path("loggranskning/spar/", pages.check_trail, name="check_trail"),
    path("loggranskning/post/", pages.log_item, name="log_item"),
    path("loggranskning/post/bedom/", pages.judge_log_item, name="judge_log_item"),
    path("loggranskning/post/oppna/", pages.open_log_item, name="open_log_item"),
    path("sa-granskas-loggen/", pages.log_review_info, name="log_review_info"),
]
