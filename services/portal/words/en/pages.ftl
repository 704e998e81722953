# What the pages say in their own words. Codes of lists are in codes.ftl, events in events.ftl.

site-name = CTC Reporting
skip-to-content = Skip to the content
synthetic = Synthetic: invented data
search-label = Search
search-hint = State, theme, report or id
search-button = Search

nav-main = Main
nav-start = Start
nav-reports = Reports
nav-states = States
nav-recommendations = Recommendations
nav-calendar = Calendar
nav-sign-in = Sign in
nav-languages = Languages
nav-crumbs = Where you are
nav-within = On this page
nav-months = Months

seen-as-public = You see what is public.
seen-as = You see what is for: { $audience }.
seen-as-unknown = Who you are cannot be asked just now.

start-title = Assessments, follow-up and reports
start-lead = The Counter-Terrorism Committee assesses how States carry out the resolutions of the Security Council against terrorism. Here you find its reports, what it recommended, and what came of it, as far as you may see it.
start-latest = Latest reports
start-find = Find
start-due = What is due next
start-overdue = What is overdue
all-reports = All reports
no-reports = There is no report that you may see.
find-state = A State: visits, recommendations, follow-up
find-recommendation = Recommendations by State, theme and priority
find-due = What is due, month by month
whole-calendar = The whole calendar
nothing-due = Nothing is due.
nothing-due-in-month = Nothing is due in this month.

part-away = { $what }: the service that has this does not answer just now. Try again in a moment.
part-too-much = { $what }: there is more than a page can show.
part-missing = { $what }: there is none.
part-denied = { $what }: this is not for you to see.
what-statuses = Status of recommendations
what-responses = Responses of the State
what-cases = Needs for assistance
what-projects = Projects

col-state = State
col-standing = Standing
col-year = Year
col-report = Report
col-about = About
col-edition = Edition
col-published = Published
col-cut-off = Cut-off
col-for = For
col-figure = Figure
col-value = Value
col-thing = What was counted
col-in-numerator = In the numerator
col-events = Events behind it
col-when = When
col-kind = Kind
col-mode = Mode
col-body = Body
col-project = Project

late = late
today = today
no-fixed-day = no fixed day
not-recorded = not recorded
not-shown = not shown
yes = yes
no = no
show = Show
show-all = Show all
read-on = Read on
next-page = Next page
back-to-start = Back to the start

reports-title = Reports
reports-lead = Each report has numbered editions. An edition stands as it was published.
reports-caption = Reports and their last editions
reissued = reissued
edition-number = Edition { $number }
corrects-earlier = corrects an earlier one
report-read = Read it
other-languages = Other languages
report-editions = Editions
report-figures = Figures
figures-note = Each figure leads to what it counted, and from there to the events.
no-figures = This edition states no figure.
corrigenda = What was said of this edition since:
fact-symbol = Symbol
fact-as-of = Data as of
fact-withheld = Withheld from readers
fact-unit = Unit
figure-share = { $part } of { $whole }
percent = { $value }%
figure-suppressed = not shown
figure-suppressed-why = The figure is not shown, since so few could be recognized.
figure-counted = What it counted
figure-note = Listed is what you may see now. Nothing stands in place of what is left out.
nothing-to-show = Nothing that you may see.

in-preparation = In preparation
report-drafts = Drafts
draft-number = Draft { $number }
not-transmitted-yet = This report was not transmitted yet. Its drafts are for those who make it.
withdrawn-on = withdrawn on { $day }
objections-until = objections until { $day }
objections-count = { $count ->
    [one] { $count } objection
   *[other] { $count } objections
}
breakdowns = Breakdowns
suppressed-count = { $count ->
    [one] One figure is not shown, since so few could be recognized.
   *[other] { $count } figures are not shown, since so few could be recognized.
}

states-title = States
visits-count = { $count ->
    [one] { $count } visit
   *[other] { $count } visits
}
last-visited = last in { $year }
member-until = a Member until { $day }
state-cycles = Follow-up
state-visits = Visits
state-assistance = Needs and projects
state-due = What is due
state-consents = Consent to visits
state-meetings = Meetings
asked-on = asked { $day }
subject-to-renewal = subject to renewal of the mandate
no-visits = No visit that you may see.
no-cycles = No follow-up that you may see.
no-projects = No project that you may see.
newest-only = { $count ->
    [one] The newest one is shown.
   *[other] The newest { $count } are shown.
}
assessment-of = Assessment of { $day } ({ $kind })
assessment-unknown = An assessment whose report is not for you to see
chosen-of-all = { $chosen } of { $all }, on: { $theme }.

theme = Theme
themes = Themes
priority = Priority
all-themes = All themes
all-states = All States
all-priorities = All priorities

recommendations-title = Recommendations
recommendation-title = Recommendation to { $state }
all-recommendations = All recommendations, page by page
no-recommendations = No recommendation that you may see.
text-not-shown = The text is not for you to see.
statuses-not-yours = What came of recommendations is for the Committee and the State itself to see.
what-came-of-it = What came of it
aspect-position = The State’s position
aspect-reported = Reported by the State
aspect-assessed = Assessed by CTED
aspect-none-position = not stated yet
aspect-none-reported = not reported yet
aspect-none-assessed = not assessed yet
earlier-statuses = Said before
assistance = Assistance
assistance-requested = The State asks for assistance.
assistance-needed = Assistance is needed; the State has not asked for it.
assistance-none = No assistance is needed.
case-stands = The need stands at:
projects-that-serve = Projects that serve it
where-from = Where it comes from
fact-recommended-in = Recommended in
fact-reference = Reference
fact-provision = Provision
fact-made-by = Made by
fact-pillar = Pillar of the Global Strategy

mark-submitted = Report submitted to the Committee
mark-response-due = Response of the State due
mark-response-received = Response of the State received
mark-report-due = CTED’s report due
mark-reported = CTED reported
mark-today = Today

calendar-title = Calendar: { $month }
month = Month
month-before = ← { $month }
month-after = { $month } →
this-month = This month
calendar-feed = The calendar for your calendar program (iCalendar)

trace-title = Trace
trace-link = What caused it, and what it caused
trace-lead = What caused this, and what it caused. Causes stand before effects.
trace-not-complete = There is more than can be followed at once.
trace-graph = The trace as a drawing
trace-graph-words = { $count ->
    [one] { $count } event
   *[other] { $count } events, each below its cause; the list below says the same
}
trace-events = The events
fact-time = Recorded
fact-occurred = Occurred
fact-thing = About
fact-told-by = Told by
fact-about = State
fact-deadline = Deadline
fact-event = Event
fact-caused-by = Caused by

search-title = Search
search-lead = Search for a State, a theme, a report, or an id. Names are found in all six languages.
search-nothing = Nothing was found. Try the name of a State, such as Kenya, or of a theme, such as border security.
search-both = What was recommended to { $state } on: { $theme }
search-theme = Recommendations on: { $theme }
search-things = Things with this id

session-title = Who you are here
session-public = Nobody is signed in. You see what is public.
sign-in-provider = Sign in
sign-out = Sign out
fact-you-are = You are
fact-you-see = You see
fact-until = Signed in until
token-label = Token
token-whence = Whoever runs this installation gives out tokens.
token-note = This browser keeps the token for eight hours, and sends it to this installation alone. Use it on a machine of your own.
token-enter = Read with this token
token-refused = This token lets nobody in: it was revoked, has ended, or was mistyped.
token-not-here = Tokens can be entered where this installation is reached by TLS.
forget-token = Forget the token

error-400 = This request cannot be read
error-400-what = The address is not as it should be.
error-401 = You are not signed in any more
error-401-what = What proved who you are has ended, or lets nobody in. Sign in again.
error-403 = This is not for you to see
error-403-what = It is there, and it is for other readers.
error-404 = There is nothing here
error-404-what = No such page or thing exists, or it is not for you to see.
error-406 = This is not there in this form or language
error-406-what = Choose another form or another language.
error-410 = This was withdrawn
error-410-what = It does not hold any more.
error-422 = The address is not as it should be
error-422-what = Something in it has another form than is asked for.
error-429 = Too many questions at once
error-429-what = Wait a moment, then try again.
error-500 = Something went wrong
error-500-what = It was noted. Tell the operators if it happens again.
error-502 = This is more than a page can show
error-502-what = Ask for less of it.
error-503 = The service that has this does not answer
error-503-what = Try again in a moment. The other pages may be there.
error-sign-in-hint = Perhaps it is there for you once you have signed in.
error-number = Its number is
