"""Orden i ett beslut: its route, what has happened, what proves it, and how it stands."""

from __future__ import annotations

from enum import StrEnum


class Route(StrEnum):
    """Väg: how a lease is ended, or not."""

    ORDER_TO_PAY = "order_to_pay"  # den vanliga vägen: Kronofogden delger ansökan, som gäller som uppsägning
    TERMINATION = "termination"  # egen uppsägning för obetald hyra
    DISTURBANCE = "disturbance"  # bristande skötsamhet eller störningar: uppmaning, nämnden, sedan uppsägning
    SERIOUS = "serious"  # särskilt allvarligt: uppsägning med kopia till nämnden


FOR_RENT = frozenset({Route.ORDER_TO_PAY, Route.TERMINATION})


class FactKind(StrEnum):
    """Händelse i ett beslut. Facts are added and never changed; a wrong one is corrected by a new one."""

    DECIDED = "decided"
    PREPARED = "prepared"  # underlaget är skrivet
    ASKED = "asked"  # en annan person har fått underlaget
    APPROVED = "approved"
    DECLINED = "declined"
    TOLD_TO_STOP = "told_to_stop"  # uppmaning till hyresgästen (JB 12:25 a)
    APPLIED = "applied"  # ansökan lämnad till Kronofogden
    BOARD_TOLD = "board_told"  # meddelandet till socialnämnden, med sina egna dagar
    SERVED = "served"  # delgivning, eller ett försök
    REISSUED = "reissued"  # nya papper efter en delbetalning: nästa omgång
    KEPT = "kept"  # papperen behålls trots en delbetalning
    UNDERTAKING = "undertaking"  # socialnämnden åtar sig betalningsansvaret
    OBJECTED = "objected"  # hyresgästen har bestritt
    VERDICT = "verdict"  # utslag eller dom
    HEARD = "heard"  # svaranden fick tillfälle att yttra sig
    EVICTION_TIME = "eviction_time"  # Kronofogdens dag för avhysningen
    ENDED = "ended"


class WhatServed(StrEnum):
    """Vad som delgavs: the notice and the underrättelse are two papers, though one visit may serve both."""

    BOTH = "both"
    NOTICE = "notice"  # uppsägningen
    FORM = "form"  # underrättelsen, formulär 1 eller 2


class Proof(StrEnum):
    """Bevis: a fact has a proof, or says that it has none."""

    REGISTERED = "registered"  # rekommenderat brev, med nummer
    RECEIPT = "receipt"  # mottagningsbevis eller kvitto
    SCAN = "scan"  # inskannad handling bland bilagorna
    AUTHORITY = "authority"  # besked från en myndighet
    WITNESS = "witness"  # någon var med och kan berätta
    ON_FILE = "on_file"  # finns här: ett papper i posten, reskontran
    NONE = "none"  # inget bevis


class DecisionOutcome(StrEnum):
    """Utfall: how it ended. What is withdrawn says why."""

    CURED = "cured"  # betald eller rättad före uppsägningen
    RECOVERED = "recovered"  # hyresrätten återvunnen
    WITHDRAWN_PAID = "withdrawn_paid"  # återkallad: betald
    WITHDRAWN_MOVED = "withdrawn_moved"  # återkallad: har flyttat
    WITHDRAWN_PLAN = "withdrawn_plan"  # återkallad: överenskommelse
    WITHDRAWN_OTHER = "withdrawn_other"  # återkallad av annat skäl
    KEYS = "keys"  # nycklarna lämnade före avhysningen
    EVICTED = "evicted"  # avhysning verkställd


class Stage(StrEnum):
    """Läge: how a decision stands on a day, worked out from its facts and the ledger; never written down."""

    DECIDED = "decided"
    PREPARED = "prepared"
    ASKED = "asked"
    APPROVED = "approved"
    UNDER_WAY = "under_way"  # något är skickat eller delgivet, men tiden räknas inte än
    RUNNING = "running"  # återvinningsfristen löper
    PASSED = "passed"  # fristen har gått ut utan betalning
    EVICTION_SET = "eviction_set"
    CURED = "cured"  # betald i tid: grunden är borta
    RECOVERED = "recovered"  # betald eller övertagen i tid
    PAID_UNSURE = "paid_unsure"  # betald, men det går inte att säga om det var i tid
    PAID_LATE = "paid_late"  # betald efter fristen
    ENDED = "ended"


class NextStep(StrEnum):
    """Steg: what a person can do next with a decision."""

    PREPARE = "prepare"
    ASK = "ask"
    APPLY = "apply"
    TELL_TO_STOP = "tell_to_stop"
    TELL_BOARD = "tell_board"
    SERVE = "serve"
    REISSUE = "reissue"
    EVICT = "evict"
    END = "end"
