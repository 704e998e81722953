## Numbers, days and rows of things

# Of a share in a table.
percentage = { $value }%
# A share in a table that lists it with its whole.
so-many-of = { $number } of { $of }
# A day of which only the month or the year is known stands as the last one of it.
by-day = by { $day }
# What stands between several things in a row.
join-comma = { ", " }
join-semicolon = { "; " }
join-and = { " and " }
join-or = { " or " }
# A thing, and what belongs to it.
with-note = { $text } ({ $note })
with-detail = { $text }: { $detail }

## The period of a report

# From 1 January to the cut-off of the year; $year may be used too.
period = 1 January to { $day }
# The same within a sentence, and at the beginning of one; $whole is yes if the period is the calendar year.
period-within =
    { $whole ->
        [yes] in { $year }
       *[no] from 1 January to { $day }
    }
period-opening =
    { $whole ->
        [yes] In { $year }
       *[no] From 1 January to { $day }
    }

## The mandate on which a report rests

# Where it is named alone, after “under”.
resolution = Security Council resolution { $number } ({ $year })
# Where it is that of a paragraph.
resolution-of = Security Council resolution { $number } ({ $year })
# Where it continues another one.
resolution-by = resolution { $number } ({ $year })
# After “under”. $paragraph is none if the mandate alone is named, and $continued is none if no later one continues it.
authority =
    { $paragraph ->
        [none] { $source }
       *[other] paragraph { $paragraph } of { $source }
    }{ $continued ->
        [none] { "" }
       *[other] , continued by { $continued }
    }
# A footnote to what rests on a paragraph.
source-note = See { $authority }.

## What stands in cells

not-recorded = not recorded
not-shown = not shown
figure-not-shown = { $figure }: the number is not shown.
none = None
yes = yes
no = no
not-yet = not yet
never = never
several = several

## Units: what is counted

unit-missions = missions
unit-visits = visits
unit-components = components
unit-states = States
unit-assessments = assessments
unit-follow-up-reports = follow-up reports
unit-recommendations = recommendations
unit-consents = consents
unit-products = products
unit-activities = activities
unit-days = days
unit-duplications = duplications
unit-programmes = programmes
unit-forecast = reports, visits and obligations
unit-obligations = obligations
unit-meetings = meetings
unit-findings = findings
unit-requests = requests
unit-changes = changes
unit-steps = steps
unit-overlaps = overlaps

## Kinds of things in the lists behind figures

thing-mission = mission
thing-visit = visit
thing-component = component
thing-state = State
thing-assessment = assessment
thing-follow-up-report = follow-up report
thing-recommendation = recommendation
thing-consent = consent
thing-product = product
thing-activity = activity
thing-duplication = duplication
thing-programme = programme
thing-obligation = obligation
thing-meeting = meeting
thing-finding = finding
thing-request = request
thing-change = change
thing-step = practical step
thing-official = official
thing-briefing = briefing
thing-heads-meeting = meeting of the heads
thing-follow-up-meeting = follow-up meeting

## Readers of a report

readers-committee = The Committee
readers-council = The Committee and other bodies of the Council
readers-un = The United Nations system
readers-partners = Partners
readers-public = The public
readers-unoct = the Office of Counter-Terrorism
readers-state = the State concerned

## The title page

particular-period = Period
particular-edition = Edition
particular-cut-off = Cut-off
particular-data-as-of = Data as of
particular-for = For
particular-withheld = Withheld from readers
particular-recommendations-withheld = Recommendations withheld from readers
particular-state = State
particular-takes-the-place-of = Takes the place of
particular-edition-number = Edition { $number }
particular-reissue = Redacted reissue
title-on-state = { $title }: { $state }
particular-language = Language
# What the document in this language is.
language-version = English (original)
marking-synthetic = Synthetic: invented data

## Parts that all reports have

all-figures = All figures of this edition
figures = Figures
method = What each figure counts
about = About this edition
nothing-recorded = None is recorded.
first-rows = { $caption } (the first { $most })
why-not-shown =
    “{ $mark }”: there are fewer than three { $units }, or they are of fewer than three States, so that a State could
    be recognized; or the number would let such a group be found by subtraction, also from what was
    published before.
about-time =
    This edition says what occurred by { $cut_off } and was recorded by { $data_as_of }. What becomes known later stands
    in a later edition.
about-early = It was made before its period was over: nothing after { $data_as_of } is in it.
about-invented =
    This edition is synthetic: what it says of States was invented, in whole or in part, to show how it is made.
    Nothing in it may be quoted as a fact about a Member State.
about-withheld =
    { $withheld ->
        [0] Nothing that is counted here is withheld from its readers.
        [one] Of what is counted here, { $withheld } item is withheld from its readers. Totals and shares count what is withheld; what is broken down or listed leaves it out.
       *[other] Of what is counted here, { $withheld } items are withheld from its readers. Totals and shares count what is withheld; what is broken down or listed leaves it out.
    }
# UN: the usual words in documents that name States or areas.
designations =
    The designations employed and the presentation of the material in this document do not imply the expression of any
    opinion whatsoever on the part of the Secretariat of the United Nations concerning the legal status of any country,
    territory, city or area or of its authorities, or concerning the delimitation of its frontiers or boundaries.
# UN: the usual words beside a table by region of the M49 standard.
regions =
    The regions are those of the standard country or area codes for statistical use (M49) of the United Nations. The
    assignment of countries or areas to them is for statistical convenience and does not imply any assumption regarding
    political or other affiliation of countries or territories by the United Nations.

## Corrections

corrigenda = Corrigenda
corrigendum =
    An assessment that this edition counted was withdrawn on { $day }. The edition stands as it was published; the
    assessment leaves the counts from the next cut-off on.
adjustments = Prior-period adjustments
adjustments-why =
    These totals were published in the last edition on the year before. Counted again at its cut-off, with what became
    known after it was made, they are others. That edition stands as it was published.
adjustments-table = Totals of edition { $number } on the year before that are now others

## The list behind a figure

basis-title = What was counted: { $figure }
basis = Counted
basis-absent =
    Listed is what you may see now. Whether a thing is in the numerator is shown to those whose it is to know; nothing
    stands in place of what is left out.
basis-suppressed = The figure is not shown, and so is not what it counts: so few could be recognized.
basis-withheld = Withheld from the readers of the report, of all that it counts
basis-next = Next page
basis-back = Back to the report

## What a form sets around a document

# To whom a document goes, in its masthead. UN: the usual words.
distribution =
    { $audience ->
        [public] Distr.: General
       *[other] Distr.: Restricted
    }
frame-council = Security Council
frame-body = Security Council Committee established pursuant to resolution 1373 (2001) concerning counter-terrorism
frame-original = Original: English
frame-contents = Contents
frame-skip = Skip to the report
frame-notes = Notes
frame-figures = Figures
frame-about = About
frame-charts = Charts

## Titles of columns

column-activities = Activities
column-added = Added
column-adopted-on = Adopted on
column-agreed-on = Agreed on
column-assessed = Assessed
column-assistance-needed = Assistance needed
column-at = At
column-basis = Basis
column-body = Body
column-by-the-cut-off = By the cut-off
column-capacity = Capacity and resources
column-changes = Changes after adoption
column-components = Components
column-consent = Consent
column-counts = What it counts
column-cut-off = Cut-off
column-dated = Dated
column-day = Day
column-days-late = Days late
column-declined = Declined
column-delivered = Delivered
column-delivered-in-full = Delivered in full
column-delivered-in-part = In part
column-denominator = Denominator
column-done = Done
column-draft-to-final = Draft to final
column-due = Due
column-end = End
column-ended-on = Ended on
column-events = Events
column-figure = Figure
column-final-to-committee = Final to Committee
column-flagged = Flagged
column-follow-up = Follow-up
column-group = Group
column-good-practices = Good practices
column-held = Held
column-held-on = Held on
column-id = Id
column-implemented = Implemented
column-in-full = In full
column-in-numerator = In the numerator
column-in-part = In part
column-in-need = In need
column-in-year = In { $year }
column-indicator = Indicator
column-invited = Invited
column-kind = Kind
column-last-visit = Last visit
column-lead = Lead
column-level-of-speaker = Level of speaker
column-meeting = Meeting
column-meetings = Meetings
column-mode = Mode
column-needs = Needs
column-not = Not carried out
column-now = Now
column-number = Number
column-numerator = Numerator
column-occasion = Occasion
column-of = Of
column-offered = Offered
column-old = Older than five years
column-on = On
column-owner = Owner
column-paragraph = Paragraph
column-position = Position
column-priority = Priority
column-product = Product
column-products-cited = Products cited
column-programme = Programme
column-provision = Provision
column-published = Published
column-reason = Reason
column-reasons = Reasons and evidence
column-received = Received
column-recommendation = Recommendation
column-recommendations = Recommendations
column-region = Region
column-removed = Removed
column-reported = Reported
column-requested = Requested
column-resolution = Resolution
column-resolved = Resolved
column-sector = Sector
column-share = Share
column-shortfalls = Shortfalls
column-since-2005 = Since 2005
column-standing = Standing
column-start = Start
column-state = State
column-states = States
column-states-assessed = States assessed
column-states-attending = States attending
column-states-invited = States invited
column-state-reports = As the State reports
column-step = Step
column-steps = Steps
column-subject = Subject
column-subjects = Subjects
column-submitted = Submitted to the Committee
column-submitted-on = Submitted on
column-taken-up = Taken up
column-text = Text
column-theme = Theme
column-themes = Themes
column-took-part = Took part
column-unit = Unit
column-value = Value
column-visit-to-draft = Days from visit to draft
column-visits-invited = Visits to which it was invited
column-visits-took-part = In which it took part
column-was-assessed = As CTED assessed
column-what = What
column-at-least = At least
column-at-most = At most
column-in-fact = In fact
column-what-was-done = What was done
column-with-whom = With whom
column-year = Year
column-visits = Visits
column-visits-with-invitation = Visits to which invited
column-visits-with-part = Visits in which it took part
