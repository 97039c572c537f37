"""Orden på skärmen: routes, facts, ways of service, proofs, stages, steps and outcomes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kvarbo.core.law.service_of_documents.service_way import ServiceWay
from kvarbo.landlord.notices.vocabulary import DecisionOutcome, FactKind, NextStep, Proof, Route, Stage, WhatServed

ROUTES: dict[Route, Any] = {
    Route.ORDER_TO_PAY: _("Betalningsföreläggande med avhysning: Kronofogden delger"),
    Route.TERMINATION: _("Egen uppsägning för obetald hyra"),
    Route.DISTURBANCE: _("Störningar eller bristande skötsamhet: uppmaning först"),
    Route.SERIOUS: _("Särskilt allvarliga störningar: uppsägning med kopia till nämnden"),
}
FACTS: dict[FactKind, Any] = {
    FactKind.DECIDED: _("Beslut fattat"),
    FactKind.PREPARED: _("Underlaget skrivet"),
    FactKind.ASKED: _("En annan person har fått frågan"),
    FactKind.APPROVED: _("Godkänt av en annan person"),
    FactKind.DECLINED: _("Inte godkänt"),
    FactKind.TOLD_TO_STOP: _("Uppmaning till hyresgästen"),
    FactKind.APPLIED: _("Ansökan lämnad till Kronofogden"),
    FactKind.BOARD_TOLD: _("Meddelande till socialnämnden"),
    FactKind.SERVED: _("Delgivning"),
    FactKind.REISSUED: _("Nya papper görs"),
    FactKind.KEPT: _("Papperen behålls"),
    FactKind.UNDERTAKING: _("Socialnämnden åtar sig betalningen"),
    FactKind.OBJECTED: _("Hyresgästen har bestritt"),
    FactKind.VERDICT: _("Utslag eller dom"),
    FactKind.HEARD: _("Hyresgästen fick tillfälle att yttra sig"),
    FactKind.EVICTION_TIME: _("Dag för avhysningen"),
    FactKind.ENDED: _("Avslutat"),
}
WAYS: dict[ServiceWay, Any] = {
    ServiceWay.ORDINARY: _("Lämnat eller skickat, och mottaget"),
    ServiceWay.REGISTERED_LETTER: _("Rekommenderat brev"),
    ServiceWay.LETTER_AND_COPY_AT_HOME: _("Rekommenderat brev och kopia i hemmet"),
    ServiceWay.PROCESS_SERVER: _("Stämningsman, till hyresgästen själv"),
    ServiceWay.PROCESS_SERVER_HOUSEHOLD: _("Stämningsman, till en vuxen i hushållet"),
    ServiceWay.PROCESS_SERVER_LEFT_AT_HOME: _("Stämningsman, lämnat i hemmet"),
    ServiceWay.APPLICATION: _("Ansökan om avhysning, delgiven av Kronofogden eller domstol"),
    ServiceWay.ELECTRONIC: _("Sms, e-post eller portal"),
    ServiceWay.ORAL: _("Muntligt"),
    ServiceWay.SIMPLIFIED: _("Förenklad delgivning"),
    ServiceWay.ANNOUNCEMENT: _("Kungörelse"),
}
WHAT: dict[WhatServed, Any] = {
    WhatServed.BOTH: _("Uppsägningen och underrättelsen"),
    WhatServed.NOTICE: _("Bara uppsägningen"),
    WhatServed.FORM: _("Bara underrättelsen"),
}
PROOFS: dict[Proof, Any] = {
    Proof.REGISTERED: _("Rekommenderat brev, med nummer"),
    Proof.RECEIPT: _("Mottagningsbevis eller kvitto"),
    Proof.SCAN: _("Inskannad handling bland bilagorna"),
    Proof.AUTHORITY: _("Besked från en myndighet"),
    Proof.WITNESS: _("Någon var med och kan berätta"),
    Proof.ON_FILE: _("Papperet finns här i posten"),
    Proof.NONE: _("Inget bevis"),
}
OUTCOMES: dict[DecisionOutcome, Any] = {
    DecisionOutcome.CURED: _("Betald eller rättad före uppsägningen"),
    DecisionOutcome.RECOVERED: _("Hyresrätten är återvunnen"),
    DecisionOutcome.WITHDRAWN_PAID: _("Återkallad: hyran är betald"),
    DecisionOutcome.WITHDRAWN_MOVED: _("Återkallad: hyresgästen har flyttat"),
    DecisionOutcome.WITHDRAWN_PLAN: _("Återkallad: vi har kommit överens om en plan"),
    DecisionOutcome.WITHDRAWN_OTHER: _("Återkallad av annat skäl"),
    DecisionOutcome.KEYS: _("Nycklarna är lämnade före avhysningen"),
    DecisionOutcome.EVICTED: _("Avhysningen är verkställd"),
}
STAGES: dict[Stage, Any] = {
    Stage.DECIDED: _("Beslutat, inget är skickat"),
    Stage.PREPARED: _("Underlaget är skrivet"),
    Stage.ASKED: _("Väntar på en annan persons godkännande"),
    Stage.APPROVED: _("Godkänt, inget är skickat"),
    Stage.UNDER_WAY: _("På väg: tiden räknas inte än"),
    Stage.RUNNING: _("Återvinningsfristen löper"),
    Stage.PASSED: _("Återvinningsfristen har gått ut"),
    Stage.EVICTION_SET: _("Dagen för avhysningen är satt"),
    Stage.CURED: _("Betald i tid: grunden är borta"),
    Stage.RECOVERED: _("Hyresrätten är återvunnen"),
    Stage.PAID_UNSURE: _("Betald, men om det var i tid är inte känt"),
    Stage.PAID_LATE: _("Betald efter fristen"),
    Stage.ENDED: _("Avslutat"),
}
STEPS: dict[NextStep, Any] = {
    NextStep.PREPARE: _("Skriv underlaget"),
    NextStep.ASK: _("Be en annan person godkänna"),
    NextStep.APPLY: _("Ansök hos Kronofogden"),
    NextStep.TELL_TO_STOP: _("Uppmana hyresgästen att rätta sig"),
    NextStep.TELL_BOARD: _("Meddela socialnämnden"),
    NextStep.SERVE: _("Delge hyresgästen"),
    NextStep.REISSUE: _("Gör nya papper efter delbetalningen"),
    NextStep.EVICT: _("Låt avhysningen gå vidare"),
    NextStep.END: _("Avsluta beslutet"),
}
