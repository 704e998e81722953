# The figures: what each is called; what it counts; and what a cell of its breakdown is called.


## The figures of the report: annual

figure-annual-missions = Missions in { $year }
    .counts = Missions whose last visit's last component ended in the year; a visit that belongs to no mission is one.
figure-annual-visits = Visits in { $year }
    .counts = CTED's visits, one State each, whose last component ended in the year.
figure-annual-visit_components = Components of the visits in { $year }
    .counts = The components of those visits, also those that ended in an earlier year.
figure-annual-states_visited = States visited in { $year }
    .counts = The different States of those visits.
figure-annual-missions_since_2005 = Missions on record since 2005
    .counts = Missions as above, from 1 January 2005 to the cut-off.
figure-annual-visits_since_2005 = Visits on record since 2005
    .counts = Visits as above, from 1 January 2005 to the cut-off.
figure-annual-visit_components_since_2005 = Components of the visits on record since 2005
    .counts = The components of the visits since 1 January 2005.
figure-annual-states_visited_since_2005 = States visited since 2005, as far as on record
    .counts = The different States of the visits since 1 January 2005.
figure-annual-never_visited = Member States with no visit on record
    .counts = Member States with no recorded visit that ended by the cut-off, of all Member States on that day.
figure-annual-assessments_completed = Assessments completed in { $year }
    .counts = Assessments of any kind submitted to the Committee in the year, and not withdrawn by the cut-off.
figure-annual-reports_released_full = Assessments released to the United Nations system in full
    .counts = Of these, those of which the United Nations system has everything: findings and recommendations too.
figure-annual-reports_released_part = Assessments released to the United Nations system in part
    .counts = Of the same, those of which the United Nations system has the assessment, but not every part.
figure-annual-report_consents_asked = Reports about whose wider release the State was asked in { $year }
    .counts = Assessments about which the State was asked in the year whether they may go wider than the United Nations system. The release to that system is no consent.
figure-annual-report_consents_full = Reports to whose wider release the State consented in full
    .counts = Of these, those to which the State's answer at the cut-off is consent in full.
figure-annual-report_consents_part = Reports to whose wider release the State consented in part
    .counts = Of the same, those to which that answer is consent to parts of the report.
figure-annual-report_consents_refused = Reports whose wider release the State refused
    .counts = Of the same, those to which that answer is a refusal.
figure-annual-report_consents_silent = Reports about which the State gave no answer
    .counts = Of the same, those to which no answer is recorded by the cut-off.
figure-annual-confidentiality_requested = Reports that the State asked to keep confidential in { $year }
    .counts = Assessments of which the State asked in the year that they, or parts of them, be kept confidential.
figure-annual-followups_due = Follow-up reports due in { $year }
    .counts = Follow-up reports whose due date, as known at the cut-off, lies in the year, and that were not cancelled, nor still to be made when their cycle was closed.
figure-annual-followups_on_time = Follow-up reports made in time
    .counts = Of these, those made on or before the due date.
figure-annual-assessed = Recommendations whose implementation was assessed
    .counts = Of the live recommendations at the cut-off, those whose implementation CTED assessed: the coverage.
    .cell = Assessed: { $name }
figure-annual-implemented = Recommendations assessed as implemented
    .counts = Of the same, those that CTED last assessed as implemented.
    .cell = Implemented: { $name }
figure-annual-improved = Recommendations whose assessed status rose within a year
    .counts = Of those assessed at this cut-off and at the one a year before, those whose status is higher at this one.
figure-annual-cases_taken_up = Needs for assistance taken up in a project or programme
    .counts = Of the live recommendations that need assistance, which the State requested, and that are released to the United Nations system: those that a project or programme has taken up, or whose assistance was delivered.
figure-annual-cases_delivered = Needs for which assistance was delivered in full
    .counts = Of the same, those whose assistance was delivered, by every body or project that helps.
figure-annual-cases_delivered_in_part = Needs for which assistance was delivered in part
    .counts = Of the same, those taken up for which one body or project delivered its part, and another one has not yet.
figure-annual-consents_given = Consents to visits given
    .counts = Of the consents to a visit that were asked for in the year, those that the State gave by the cut-off.
figure-annual-officials_attended = States whose officials attended a meeting with the Committee
    .counts = Of the States whose senior officials the Chair invited to a meeting held in the year, those that came.
figure-annual-products_adopted = Surveys and analytical products adopted in { $year }
    .counts = Surveys and analytical products that the Committee adopted in the year, and that stand at the cut-off.
figure-annual-activities = Activities in { $year }
    .counts = What is logged for the year as work that is no visit, report or meeting of its own: representation at meetings of others, outreach, workshops, advice, consultations and cooperation.
figure-annual-lowered = Recommendations whose assessed status fell within a year
    .counts = Of the same as for those whose status rose, those whose status is lower at this cut-off.
figure-annual-improved_with_assistance = Recommendations whose status rose and that assistance served
    .counts = Of the recommendations whose assessed status rose within a year, those for which a project or programme had taken up or delivered assistance.
figure-annual-consents_lapsed = Consents to visits that lapsed
    .counts = Of the consents to a visit that were asked for in the year, those to which no answer came before the year of the list ended.
figure-annual-consents_open = Consents to visits still awaited
    .counts = Of the same, those to which an answer was still awaited at the cut-off.
figure-annual-joint_meetings = Joint meetings with other bodies in { $year }
    .counts = Of the meetings held in the year, those held jointly with other bodies.
figure-annual-briefings_given = Briefings and open meetings with experts in { $year }
    .counts = Of the activities of the year, those that are briefings or open meetings with experts.
figure-annual-coordination_activities = Activities of coordination with the 1267 and 1540 Committees in { $year }
    .counts = Of the activities of the year, those of coordination with these Committees and their experts.
figure-annual-overlaps_resolved = Overlaps of planned visits resolved
    .counts = Of the overlaps between visits of CTED and of another body that were found in the year, those that were resolved by the cut-off.
figure-annual-unoct_briefings = Briefings by the Office of Counter-Terrorism in { $year }
    .counts = Briefings of the Committee by the Office from 1 January to the cut-off.
figure-annual-consents_declined = Consents to visits declined
    .counts = { figure-review-consents_declined.counts }
figure-annual-meetings_held = Meetings held in { $year }
    .counts = { figure-review-meetings_held.counts }
figure-annual-listed_visited = Listed States that were visited
    .counts = { figure-review-visits_done.counts }
figure-annual-heads_meetings = Meetings of the heads of CTED and UNOCT in { $year }
    .counts = { figure-joint-heads_meetings.counts }
figure-annual-steps_done = Practical steps done
    .counts = { figure-joint-steps_done.counts }
figure-annual-programmes_citing_products = Programmes that cite a product of the Committee
    .counts = { figure-briefing-programmes_citing_products.counts }

## The figures of the report: followup

figure-followup-implemented = Assessed as implemented
    .counts = Of the live recommendations of the cycle, those that CTED last assessed as implemented.
    .cell = Assessed as implemented: { $name } priority
figure-followup-partly_implemented = Assessed as partly implemented
    .counts = Of the same, those that CTED last assessed as partly implemented.
    .cell = Assessed as partly implemented: { $name } priority
figure-followup-assessed = Implementation assessed
    .counts = Of the same, those whose implementation CTED assessed: the coverage.
    .cell = Implementation assessed: { $name } priority
figure-followup-reported_implemented = Reported by the State as implemented
    .counts = Of the same, those that the State last reported as implemented, whatever CTED assessed.
    .cell = Reported by the State as implemented: { $name } priority
figure-followup-taken_up = Needs for assistance taken up
    .counts = Of the live recommendations of the cycle that need assistance, which the State requested, and that are released to the United Nations system: those that a project or programme has taken up, or whose assistance was delivered.
figure-followup-days_late = Days late, or early if negative
    .counts = Days from the due date of the present follow-up's report to the day it was made; negative if it was early, none while it is not made.

## The figures of the report: review

figure-review-visits_done = Listed States that were visited
    .counts = Of the States on the year's list as it stands at the cut-off, those in which a visit of CTED ended from 1 January to the cut-off. Each State counts once.
figure-review-consents_given = Consents to visits given
    .counts = { figure-annual-consents_given.counts }
figure-review-consents_declined = Consents to visits declined
    .counts = Of the same, those that the State declined.
figure-review-consents_silent = Consents to visits not answered
    .counts = Of the same, those to which there was no answer by the cut-off.
figure-review-median_days_visit_to_draft = Days from visit to draft (median)
    .counts = Of the assessments submitted to the Committee in the year: the median of the days from the end of the visit, where it is known to the day, to the first draft that was shared with the State.
figure-review-median_days_draft_to_final = Days from draft to final report (median)
    .counts = Of the same: the median of the days from that draft to the date of the final report.
figure-review-median_days_final_to_ctc = Days from final report to submission (median)
    .counts = Of the same: the median of the days from the date of the final report to its submission to the Committee.
figure-review-followups_on_time = Follow-up reports made in time
    .counts = Of the follow-up reports whose due date, as known at the cut-off, lies in the year, those made by that date.
figure-review-overdue_0_3_months = Follow-up reports overdue: up to 3 months
    .counts = Follow-up reports that are due and not made at the cut-off, for up to three calendar months.
figure-review-overdue_3_6_months = Follow-up reports overdue: 3 to 6 months
    .counts = The same, for more than three and up to six calendar months.
figure-review-overdue_6_12_months = Follow-up reports overdue: 6 to 12 months
    .counts = The same, for more than six and up to twelve calendar months.
figure-review-overdue_over_12_months = Follow-up reports overdue: more than 12 months
    .counts = The same, for more than twelve calendar months.
figure-review-forecast_done = Of the forecast for { $year }, done
    .counts = Of what was ahead for the year at the end of the year before (follow-up reports due, visits planned or agreed, obligations with a day in it), what was made, took place or was met by the cut-off.
figure-review-forecast_least = Forecast for { $year }, at least
    .counts = What was ahead for the year at the end of the year before, and counts at the least: visits to which the State had agreed; follow-up reports whose expected days, as far as they are still to come, all lie in the year; obligations due in it. Of ten reports made by then, eight were made between an early and a late number of days from their due dates. These two numbers give the first and the last expected day of a report.
    .cell = Forecast for { $year }, at least: { $name }
figure-review-forecast_most = Forecast for { $year }, at most
    .counts = The same, with visits that were only planned, and follow-up reports that are due in the year or have an expected day in it. A report that is later than usual may be made on any day.
    .cell = Forecast for { $year }, at most: { $name }
figure-review-reports_made = Follow-up reports made in { $year }
    .counts = Follow-up reports that CTED made from the first day of the year to the cut-off, whether or not they were forecast.
figure-review-visits = Visits in { $year }
    .counts = { figure-annual-visits.counts }
figure-review-obligations_met = Obligations of the forecast for { $year } that were met
    .counts = Of the obligations due in the year, as known at the end of the year before, those met by the cut-off.
figure-review-ahead_least = Forecast for { $next }, at least
    .counts = What is ahead for the next year at the cut-off, counted as the least of the forecast for this year.
    .cell = Forecast for { $next }, at least: { $name }
figure-review-ahead_most = Forecast for { $next }, at most
    .counts = What is ahead for the next year at the cut-off, counted as the most of the forecast for this year. Visits that nobody has planned yet are not in it.
    .cell = Forecast for { $next }, at most: { $name }
figure-review-meetings_held = Meetings held in { $year }
    .counts = Meetings of the Committee's follow-up, of any kind, that were held in the year.
figure-review-products_adopted = Surveys and analytical products adopted in { $year }
    .counts = { figure-annual-products_adopted.counts }
figure-review-assessments_completed = Assessments completed in { $year }
    .counts = { figure-annual-assessments_completed.counts }
figure-review-activities = Activities in { $year }
    .counts = { figure-annual-activities.counts }

## The figures of the report: briefing

figure-briefing-offered = Needs for which assistance was offered
    .counts = Of the live recommendations that need assistance, which the State requested, and that are released to the United Nations system: those for which a body has offered assistance, whatever came of it.
    .cell = Offered: { $name }
figure-briefing-taken_up = Needs taken up in a project or programme
    .counts = Of the same, those that a project or programme has taken up, or whose assistance was delivered; a need that several serve counts once.
    .cell = Taken up: { $name }
figure-briefing-delivered = Needs for which assistance was delivered in full
    .counts = { figure-annual-cases_delivered.counts }
    .cell = Delivered: { $name }
figure-briefing-delivered_in_part = Needs for which assistance was delivered in part
    .counts = { figure-annual-cases_delivered_in_part.counts }
    .cell = Delivered in part: { $name }
figure-briefing-declined = Needs for which assistance was declined
    .counts = Of the same, those for which assistance was declined, and not offered again since.
    .cell = Declined: { $name }
figure-briefing-median_days_release_to_uptake = Median days from release to uptake
    .counts = Of those first taken up from 1 January to the cut-off: the middle of the days from their release, with need and request, to that day. The denominator is how many were measured.
figure-briefing-duplications_resolved = Duplications resolved
    .counts = Of the pairs of projects for one need that were flagged by the cut-off, and whose assessment was not withdrawn by then, those that were resolved.
figure-briefing-programmes_citing_products = Programmes that cite a product of the Committee
    .counts = Of the programmes that were not cancelled by the cut-off, those that cite a survey or an analytical product.

## The figures of the report: joint

figure-joint-steps_done = Practical steps done
    .counts = Of the practical steps agreed by the cut-off, those done by then.
    .cell = Practical steps done: { $name }
figure-joint-offered = { figure-briefing-offered }
    .counts = { figure-briefing-offered.counts }
figure-joint-taken_up = Needs for assistance taken up
    .counts = Of the same, those that a project or programme has taken up, or whose assistance was delivered.
figure-joint-delivered = { figure-briefing-delivered }
    .counts = { figure-briefing-delivered.counts }
figure-joint-delivered_in_part = { figure-briefing-delivered_in_part }
    .counts = { figure-briefing-delivered_in_part.counts }
figure-joint-declined = { figure-briefing-declined }
    .counts = { figure-briefing-declined.counts }
figure-joint-heads_meetings = Meetings of the heads of CTED and UNOCT in { $year }
    .counts = Meetings of the heads of CTED and UNOCT from 1 January to the cut-off.

## The figures of the report: thematic

figure-thematic-findings = Findings
    .counts = One finding of each Member State on each provision, whichever that is, at the cut-off: the latest that readers may see; where they may see none, the latest.
figure-thematic-findings_other = Findings on other provisions
    .counts = Of these, as far as readers may see them, those on none of the provisions of which this report speaks.
figure-thematic-recommendations = Live recommendations
    .counts = Live recommendations at the cut-off, each once; by theme those with that theme that the readers may see.
    .cell = Live: { $name }
figure-thematic-assessed = Recommendations whose implementation was assessed
    .counts = Of the live recommendations, those whose implementation CTED assessed: the coverage.
    .cell = Assessed: { $name }
figure-thematic-implemented = Recommendations assessed as implemented
    .counts = Of the live recommendations, those that CTED last assessed as implemented.
    .cell = Implemented: { $name }
figure-thematic-states_assessed = States assessed
    .counts = Member States with a finding, of all Member States; by provision and region, those with one that readers may see, of the Member States there.
    .cell = States assessed: { $name }
figure-thematic-full = Carried out in full
    .counts = Of the States assessed on the provision, those whose latest finding is that they carry it out in full.
    .cell = Carried out in full: { $name }
figure-thematic-partial = Carried out in part
    .counts = Of the same, those whose latest finding is that they carry it out in part.
    .cell = Carried out in part: { $name }
figure-thematic-none = Not carried out
    .counts = Of the same, those whose latest finding is that they do not carry it out.
    .cell = Not carried out: { $name }
figure-thematic-with_need = In need of assistance
    .counts = Of the same, those with a live recommendation on the provision, or with a theme of it, that needs assistance.
    .cell = In need of assistance: { $name }
figure-thematic-older_than_five_years = Assessed more than five years ago
    .counts = Of the same, those whose latest finding was submitted to the Committee more than five years before the cut-off.
    .cell = Assessed more than five years ago: { $name }

## The figures of the report: programme

figure-programme-listed_never_visited = Member States on the list with no earlier visit on record
    .counts = Of the Member States with no recorded visit of CTED when the year began, those that are on the list.
figure-programme-requests_honoured = Requests by States for a visit that the list honours
    .counts = Of the visits that States asked for themselves (for this year; or for no year, and not visited since when it began), those of States on the list.
figure-programme-listed_visited = Listed States that were visited
    .counts = Of the States on the list, those with a visit of CTED that ended in the year, by the cut-off.
figure-programme-changes_after_adoption = Changes of the list after its adoption
    .counts = How often the list was changed after it was adopted.
figure-programme-visits_without_report = Visits without a report
    .counts = CTED's visits of any year, of kinds that lead to a report, on which no final report rests at the cut-off. Visits of history count only where a report is known to be awaited.

## The figures of the report: schedule

figure-schedule-visits_agreed = Visits agreed for { $year }
    .counts = Visits of CTED to start in the year that the State agreed to, and that were not called off by the cut-off.
figure-schedule-median_days_publication_to_start = Days from publication to start (median)
    .counts = The median of the days from the day on which a visit came on this schedule to its start as now planned, of those whose start is planned to the day. Below 0 it had begun before.
