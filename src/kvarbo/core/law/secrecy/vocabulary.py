"""Orden i en sekretessfråga: who holds, who receives, what kind of fact, and where the matter came from."""

from __future__ import annotations

from enum import StrEnum


class Allowed(StrEnum):
    """Får, får inte, eller får när det som räknas upp finns på plats."""

    YES = "yes"
    NO = "no"
    NEEDS = "needs"


class Party(StrEnum):
    """Part: whoever holds, receives, asks or is asked."""

    SOCIAL_BOARD = "social_board"
    OWN_UNIT = "own_unit"
    SAME_MUNICIPALITY_BOARD = "same_municipality_board"
    OTHER_MUNICIPALITY_BOARD = "other_municipality_board"
    BUDGET_COUNSELLING = "budget_counselling"
    OTHER_ADMINISTRATION = "other_administration"
    GUARDIAN_AUTHORITY = "guardian_authority"
    MUNICIPAL_LANDLORD = "municipal_landlord"
    PRIVATE_LANDLORD = "private_landlord"
    TENANT_OWNER_ASSOCIATION = "tenant_owner_association"
    KRONOFOGDEN = "kronofogden"
    RENT_TRIBUNAL = "rent_tribunal"
    DEBT_COLLECTOR = "debt_collector"
    HEALTH_CARE = "health_care"
    POLICE = "police"
    TAX_AGENCY = "tax_agency"
    SOCIAL_INSURANCE_AGENCY = "social_insurance_agency"
    EMPLOYMENT_AGENCY = "employment_agency"
    DATA_PROCESSOR = "data_processor"
    PERSON = "person"
    CUSTODIAN = "custodian"
    RELATIVE = "relative"
    REPORTER = "reporter"


class KindOfFact(StrEnum):
    """Slag av uppgift. The first two say nothing of anybody; the notices are the papers that the law demands."""

    ANONYMOUS_COUNT = "anonymous_count"
    PAPER_RECEIVED = "paper_received"
    KNOWN_HERE = "known_here"
    ARREARS = "arrears"
    LATE_PAYMENT = "late_payment"
    DISTURBANCE = "disturbance"
    HOUSEHOLD = "household"
    HEALTH = "health"
    CRIME = "crime"
    CONTACT_DETAILS = "contact_details"
    CASE_CONTENT = "case_content"
    SUPPORT_TO_ELDERLY_OR_DISABLED = "support_to_elderly_or_disabled"
    PAYMENT_UNDERTAKING = "payment_undertaking"
    REPORTER_IDENTITY = "reporter_identity"
    NOTICE_UNPAID_RENT = "notice_unpaid_rent"
    NOTICE_DISTURBANCE = "notice_disturbance"
    NOTICE_SERIOUS_DISTURBANCE = "notice_serious_disturbance"
    EVICTION_APPLICATION = "eviction_application"
    EVICTION_TIME = "eviction_time"
    REMOVAL = "removal"
    EVICTION_TIME_RECEIVED = "eviction_time_received"
    CLAIM_IN_PENDING_CASE = "claim_in_pending_case"
    CHILD_CONCERN = "child_concern"
    CHILD_INQUIRY_FACTS = "child_inquiry_facts"
    CHILD_DECISION = "child_decision"
    PLACEMENT = "placement"
    PROTECTED_REGISTRATION = "protected_registration"
    WRONG_REGISTRATION = "wrong_registration"
    NEED_OF_GUARDIAN = "need_of_guardian"
    SUSPECTED_BREACH = "suspected_breach"
    BENEFITS = "benefits"


class MatterOrigin(StrEnum):
    """Var ärendet kom ifrån: through whom the holder first heard of the matter."""

    LANDLORD_NOTICE = "landlord_notice"
    LANDLORD_EARLY = "landlord_early"
    KRONOFOGDEN = "kronofogden"
    RENT_TRIBUNAL = "rent_tribunal"
    PERSON = "person"
    RELATIVE = "relative"
    OTHER_PERSON = "other_person"
    OTHER_ADMINISTRATION = "other_administration"
    OTHER_AUTHORITY = "other_authority"
    ANONYMOUS = "anonymous"
    OWN_OBSERVATION = "own_observation"


class CareNeed(StrEnum):
    """Fallen i OSL 26:9: the four in which care may break the secrecy."""

    UNDER_18 = "under_18"
    ONGOING_MISUSE = "ongoing_misuse"
    COMPULSORY_PSYCHIATRIC_CARE = "compulsory_psychiatric_care"
    PREGNANCY = "pregnancy"


class CasePhase(StrEnum):
    """Skede i nämndens ärende: what the board may do follows from what it has opened."""

    PRELIMINARY = "preliminary"
    ADULT_INQUIRY = "adult_inquiry"
    CHILD_ASSESSMENT = "child_assessment"
    CHILD_INQUIRY = "child_inquiry"


class SearchPurpose(StrEnum):
    """Ändamål med en sökning."""

    CASEWORK = "casework"
    CHILD_CONCERN = "child_concern"
    REGISTRATION = "registration"
    OWN_WORK_LIST = "own_work_list"
    FOLLOW_UP = "follow_up"
    LOG_REVIEW = "log_review"
    LETTING = "letting"


class SearchTerm(StrEnum):
    """Sökbegrepp."""

    NAME = "name"
    PERSONAL_NUMBER = "personal_number"
    COORDINATION_NUMBER = "coordination_number"
    CASE_NUMBER = "case_number"
    CASE_WORKER = "case_worker"
    DEADLINE = "deadline"
    ADDRESS = "address"
    LANDLORD = "landlord"
    LEASE = "lease"
    PHONE = "phone"
    BIRTH_YEAR = "birth_year"
    CHILDREN = "children"
    DIAGNOSIS = "diagnosis"
    ORIGIN = "origin"
    CRIME = "crime"
    FREE_TEXT = "free_text"
    USER = "user"


SOCIAL_SERVICES = frozenset(
    {
        Party.SOCIAL_BOARD,
        Party.SAME_MUNICIPALITY_BOARD,
        Party.OTHER_MUNICIPALITY_BOARD,
        Party.BUDGET_COUNSELLING,
    }
)
LANDLORDS = frozenset({Party.MUNICIPAL_LANDLORD, Party.PRIVATE_LANDLORD, Party.TENANT_OWNER_ASSOCIATION})
AUTHORITIES = SOCIAL_SERVICES | {
    Party.OTHER_ADMINISTRATION,
    Party.GUARDIAN_AUTHORITY,
    Party.MUNICIPAL_LANDLORD,
    Party.KRONOFOGDEN,
    Party.RENT_TRIBUNAL,
    Party.HEALTH_CARE,
    Party.POLICE,
    Party.TAX_AGENCY,
    Party.SOCIAL_INSURANCE_AGENCY,
    Party.EMPLOYMENT_AGENCY,
}

IN_WORDS: dict[Party, str] = {
    Party.SOCIAL_BOARD: "socialnämnden",
    Party.OWN_UNIT: "en annan enhet i samma nämnd",
    Party.SAME_MUNICIPALITY_BOARD: "en annan socialnämnd i kommunen",
    Party.OTHER_MUNICIPALITY_BOARD: "en annan kommuns socialnämnd",
    Party.BUDGET_COUNSELLING: "budget- och skuldrådgivningen",
    Party.OTHER_ADMINISTRATION: "en annan förvaltning i kommunen",
    Party.GUARDIAN_AUTHORITY: "överförmyndaren",
    Party.MUNICIPAL_LANDLORD: "den kommunala hyresvärden",
    Party.PRIVATE_LANDLORD: "den privata hyresvärden",
    Party.TENANT_OWNER_ASSOCIATION: "bostadsrättsföreningen",
    Party.KRONOFOGDEN: "Kronofogden",
    Party.RENT_TRIBUNAL: "hyresnämnden",
    Party.DEBT_COLLECTOR: "inkassoombudet",
    Party.HEALTH_CARE: "hälso- och sjukvården",
    Party.POLICE: "polisen",
    Party.TAX_AGENCY: "Skatteverket",
    Party.SOCIAL_INSURANCE_AGENCY: "Försäkringskassan",
    Party.EMPLOYMENT_AGENCY: "Arbetsförmedlingen",
    Party.DATA_PROCESSOR: "den som bara behandlar uppgifterna tekniskt",
    Party.PERSON: "den enskilde själv",
    Party.CUSTODIAN: "vårdnadshavaren",
    Party.RELATIVE: "en anhörig eller annan enskild",
    Party.REPORTER: "den som har gjort orosanmälan enligt lag",
}
