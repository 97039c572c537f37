"""Words of support and plan: causes of the rent debt, posts of the budget, kinds of support, who does what."""

from __future__ import annotations

from django.db import models


class DebtCause(models.TextChoices):
    """Orsak till hyresskulden, as somebody tells it. Codes say what happened, and nothing of whose fault it is."""

    LOW_INCOME = "low_income", "Inkomsten räcker inte till hyran och det andra"
    INCOME_FELL = "income_fell", "Inkomsten blev lägre"
    PAYMENT_LATE = "payment_late", "En lön eller ersättning kom sent eller upphörde"
    NOT_MANAGED = "not_managed", "Inkomsten räcker, men betalningarna har inte fungerat"
    BILL_MISSED = "bill_missed", "Räkningen kom bort eller glömdes"
    UNEXPECTED_COST = "unexpected_cost", "En oväntad utgift"
    ELECTRICITY_DEBT = "electricity_debt", "Skuld för el"
    OTHER_DEBTS = "other_debts", "Andra skulder"
    OFTEN_LATE = "often_late", "Hyran är ofta sen"
    SEPARATION = "separation", "Hushållet har ändrats, till exempel en separation"
    ILLNESS = "illness", "Sjukdom"
    MENTAL_HEALTH = "mental_health", "Psykisk ohälsa, eller svårt att klara vardagen"
    ADDICTION = "addiction", "Skadligt bruk eller beroende"
    LANGUAGE = "language", "Svårt att läsa brev och räkningar"
    SUBLET = "sublet", "Någon annan bor i hemmet och har inte betalat"
    DISPUTE = "dispute", "Oenighet med hyresvärden om hyran"
    OTHER = "other", "Annat"
    UNKNOWN = "unknown", "Okänd"


class CauseSource(models.TextChoices):
    """Vem som har sagt vad skulden beror på."""

    PERSON = "person", "Den enskilde"
    HOUSEHOLD = "household", "Någon annan i hushållet"
    LANDLORD = "landlord", "Hyresvärden"
    COUNSELLING = "counselling", "Budget- och skuldrådgivningen"
    OTHER = "other", "Någon annan"
    US = "us", "Vi själva"


class BudgetKind(models.TextChoices):
    """Post i budgeten: what comes in each month, and what goes out."""

    WAGES = "wages", "Lön efter skatt"
    PENSION = "pension", "Pension"
    SICKNESS_BENEFIT = "sickness_benefit", "Sjukpenning eller sjukersättning"
    UNEMPLOYMENT_BENEFIT = "unemployment_benefit", "A-kassa eller aktivitetsstöd"
    PARENTS_BENEFIT = "parents_benefit", "Föräldrapenning"
    CHILD_BENEFIT = "child_benefit", "Barnbidrag och underhåll"
    HOUSING_ALLOWANCE = "housing_allowance", "Bostadsbidrag eller bostadstillägg"
    STUDY_SUPPORT = "study_support", "Studiestöd"
    ASSISTANCE = "assistance", "Försörjningsstöd"
    OTHER_INCOME = "other_income", "Annan inkomst"
    RENT = "rent", "Hyra"
    ELECTRICITY = "electricity", "El"
    FOOD = "food", "Mat och hygien"
    PHONE = "phone", "Telefon och internet"
    TRAVEL = "travel", "Resor och bil"
    CHILD_COSTS = "child_costs", "Barnomsorg och underhåll till barn"
    HEALTH_COSTS = "health_costs", "Vård och medicin"
    INSURANCE = "insurance", "Försäkringar och avgifter"
    DEBT_PAYMENTS = "debt_payments", "Betalning på skulder och lån"
    OTHER_COST = "other_cost", "Annan utgift"


INCOMES = tuple(BudgetKind)[:10]
COSTS = tuple(BudgetKind)[10:]


class SupportKind(models.TextChoices):
    """Slag av stöd: those of the handbook (004, page 5 and step 8), and the few that a paper to a landlord can name."""

    FINANCIAL_AID = "financial_aid", "Ekonomiskt bistånd till försörjningen"
    DEBT_AID = "debt_aid", "Ekonomiskt bistånd till hyresskulden"
    AID_REPAID = "aid_repaid", "Ekonomiskt bistånd mot återkrav"
    VERIFIED_RENT = "verified_rent", "Kontroll att hyran är betald månaden efter"
    RENT_BY_US = "rent_by_us", "Förmedling: hyran betalas genom oss"
    AUTOGIRO = "autogiro", "Autogiro för hyran"
    PAYMENT_PLAN = "payment_plan", "Hjälp att göra och hålla en avbetalningsplan"
    HOUSEHOLD_ECONOMY = "household_economy", "Hushållsekonomisk rådgivning"
    BUDGET_COUNSELLING = "budget_counselling", "Budget- och skuldrådgivning"
    PREVENTION_TEAM = "prevention_team", "Vräkningsförebyggande team"
    HOUSING_SUPPORT = "housing_support", "Boendestöd"
    COORDINATED_CARE = "coordinated_care", "Samordnade vård- och stödinsatser"
    HOME_CARE = "home_care", "Hemtjänst"
    ADDICTION_CARE = "addiction_care", "Beroendevård"
    ALLOWANCE_REDIRECTED = "allowance_redirected", "Bostadsbidraget betalas till hyresvärden eller till oss"
    GUARDIAN = "guardian", "God man eller förvaltare: ansökan eller anmälan"
    CLEANING = "cleaning", "Städning eller sanering av hemmet"
    REGULAR_CONTACT = "regular_contact", "Regelbunden kontakt med oss"
    HELP_TO_MOVE = "help_to_move", "Hjälp att hitta en annan bostad"
    OTHER = "other", "Annat stöd"


class SupportOutcome(models.TextChoices):
    """Hur ett stöd slutade."""

    CARRIED_OUT = "carried_out", "Genomfört"
    DECLINED = "declined", "Den enskilde tackade nej"
    NOT_GRANTED = "not_granted", "Beviljades inte"
    REPLACED = "replaced", "Annat stöd tog vid"
    BROKEN_OFF = "broken_off", "Avbröts"
    NOT_NEEDED = "not_needed", "Behövs inte längre"


class PlanOwner(models.TextChoices):
    """Vem som gör det: one of us, somebody in the household, or another organisation by name."""

    MEMBER = "member", "Någon hos oss"
    PERSON = "person", "Någon i hushållet"
    ORGANISATION = "organisation", "En annan organisation"


class GoalResult(models.TextChoices):
    """Hur det gick med ett mål."""

    MET = "met", "Klart"
    NOT_MET = "not_met", "Inte klart"
    DROPPED = "dropped", "Inte längre aktuellt"
