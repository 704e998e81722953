# The other reports.


## Activities, in the annual report and the annual review

activities-by-kind = Activities in { $year }, by kind
activities-by-paragraph = Activities in { $year }, by paragraph
activities-by-name = Activities in { $year } that the readers of this report may know by name

## The report on the follow-up of one assessment (paragraph 16)

followup-title = Follow-up to the recommendations of an assessment
followup-subtitle = From CTED to the Counter-Terrorism Committee
followup-assessment = The assessment
followup-dates = Dates and punctuality
followup-steps = Steps by recommendation
followup-capacity = Capacity, resources and assistance
followup-response = The State's response
followup-proposals = What CTED reports and proposes
followup-standing-reported = reported
followup-standing-pending = pending a mandate
followup-standing-open = open
followup-days-none = none yet
followup-position-none = none yet
followup-reported-nothing = nothing yet
followup-assessed-not = not assessed yet
followup-need-none = no need
followup-need-not-requested = not requested
followup-need-not-released = not released
followup-not-answered = not answered, as of { $day }
followup-carried-over = { $reference } (carried over)
followup-on-capacity = Capacity and resources
followup-on-assistance = Assistance
followup-on-cross-cutting = Gender, children and human rights
followup-on-proposal = Further follow-up or assistance

## The annual review and forecast (paragraph 17)

review-title = Review of the activities of CTED in { $year } and forecast for { $next }
review-subtitle = From CTED to the Counter-Terrorism Committee
review-visits = Visits in { $year }
review-assessments = Assessments completed in { $year }
review-in-the-un = Coordination in the United Nations in { $year }
review-outside-it = Engagement outside the United Nations in { $year }
review-meetings = Meetings held in { $year }
review-products = Surveys and analytical products adopted in { $year }
review-outcome = Forecast for { $year }, and its outcome
review-forecast = Forecast for { $next }
review-outcome-in-numbers = Forecast for { $year } in numbers, and what happened
review-forecast-in-numbers = Forecast for { $next } in numbers
review-done = done
review-not-done = not done
review-occasion-visits = visits to States
review-occasion-meetings = meetings with States

## UNOCT's briefing of the Committee (paragraph 25)

briefing-title = Briefing on technical assistance in { $year }
briefing-subtitle = From the Office of Counter-Terrorism to the Counter-Terrorism Committee
briefing-held = Briefings and meetings held in { $year }
briefing-since = What was done since the last briefing, on { $day }
briefing-since-none = What was done since 1 January { $year } (no briefing was held)
briefing-cases = Needs for assistance and what came of them, by State
briefing-duplications = Duplication open, or resolved in { $year }
briefing-products-used = Programmes that cite products of the Committee
briefing-next-steps = Next steps agreed

## The joint report of CTED and UNOCT (paragraph 24)

joint-title = Practical steps of CTED and the Office of Counter-Terrorism: { $year }
joint-subtitle = From CTED and the Office of Counter-Terrorism to the Committee and the General Assembly
joint-steps = Practical steps
joint-baseline = Baseline
joint-arrangements = Arrangements

## The report on global implementation by provision (paragraph 7)

thematic-title = Global implementation of provisions on terrorist travel, { $year }
thematic-subtitle = From CTED
thematic-provisions = States by provision, as far as the readers of this report may see their findings
thematic-good-practices = Good practices and gaps
thematic-regions = States assessed, by region
# A provision in a region.
thematic-within = { $provision }, { $region }

## The programme of visits (paragraph 12)

programme-title = Programme of visits to Member States in { $year }
programme-subtitle = Of the Counter-Terrorism Committee
programme-list = States to ask for consent to a visit in { $year }
programme-changes = Changes of the list of { $year } after its adoption
programme-reasons-none = none stated
programme-consent = { $year }: { $answer }
programme-consent-never = never asked
programme-added = added on { $day }: { $reason }
programme-removed = removed on { $day }: { $reason }

## The schedule of visits (paragraph 12)

schedule-title = Schedule of visits to Member States in { $year }
schedule-subtitle = Of the Counter-Terrorism Committee
schedule-visits = Visits that the State agreed to, to start in { $year }

## Visits

visits-by-year = Visits on record in ten years, by the year of their end
visits-by-year-shown = Visits on record in these ten years: { $total }. Of these, ended in { $year }: { $visits }.
visits-of-year = Visits that ended in { $year }
visits-of-year-shown = Visits that ended in { $year }: { $visits }. Each stands at the day of its end, below the number of its month.
