"""Delgivningssätt: the ways a document can reach somebody."""

from __future__ import annotations

from enum import StrEnum


class ServiceWay(StrEnum):
    """How a document was delivered (delgivningssätt)."""

    ORDINARY = "ordinary"  # vanlig delgivning: skickad eller lämnad, och mottagen
    REGISTERED_LETTER = "registered_letter"  # rekommenderat brev
    LETTER_AND_COPY_AT_HOME = "letter_and_copy_at_home"  # rekommenderat brev och kopia i hemmet
    PROCESS_SERVER = "process_server"  # stämningsman, till mottagaren
    PROCESS_SERVER_HOUSEHOLD = "process_server_household"  # stämningsman, till vuxen i hushållet
    PROCESS_SERVER_LEFT_AT_HOME = "process_server_left_at_home"  # stämningsman, lämnad i hemmet
    APPLICATION = "application"  # ansökan om avhysning, delgiven av domstol eller Kronofogden
    ELECTRONIC = "electronic"  # sms, e-post, portal
    ORAL = "oral"  # muntligt
    SIMPLIFIED = "simplified"  # förenklad delgivning
    ANNOUNCEMENT = "announcement"  # kungörelse
