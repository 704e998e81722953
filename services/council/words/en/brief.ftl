# What a report says first: sentences made from its totals.

brief = In brief
followup-brief-status =
    Of the { $assessed_of ->
        [one] one live recommendation
       *[other] { $assessed_of } live recommendations
    } of this cycle, CTED had assessed the implementation of <assessed>{ $assessed ->
        [0] none
       *[other] { $assessed }
    }</assessed> by the cut-off. It had last found <implemented>{ $implemented ->
        [0] none
       *[other] { $implemented }
    }</implemented> to be implemented, and <partly>{ $partly ->
        [0] none
       *[other] { $partly }
    }</partly> to be implemented in part.
followup-brief-none = No recommendation of this cycle is live at the cut-off.
followup-brief-reported =
    The State reports <reported>{ $reported ->
        [0] none
       *[other] { $reported }
    }</reported> of these recommendations as implemented, whatever CTED assessed.
followup-brief-needs =
    Of the { $taken_up_of ->
        [one] one need for assistance that the State requested and that was released
       *[other] { $taken_up_of } needs for assistance that the State requested and that were released
    } to the United Nations system, projects or programmes had taken up <taken_up>{ $taken_up ->
        [0] none
       *[other] { $taken_up }
    }</taken_up>.
followup-brief-needs-none = No live recommendation of this cycle has a need for assistance that the State requested and that was released to the United Nations system.
followup-brief-punctuality =
    { $when ->
        [late]
            CTED made the report of the present follow-up <days_late>{ $days ->
                [one] one day
               *[other] { $days } days
            }</days_late> after its due date.
        [early]
            CTED made the report of the present follow-up <days_late>{ $days ->
                [one] one day
               *[other] { $days } days
            }</days_late> before its due date.
       *[on_time] CTED made the report of the present follow-up <days_late>on its due date</days_late>.
    }
review-brief-overdue =
    Follow-up reports were overdue at the cut-off: <up_to_3>{ $up_to_3 ->
        [0] none
       *[other] { $up_to_3 }
    }</up_to_3> for up to three months, <up_to_6>{ $up_to_6 ->
        [0] none
       *[other] { $up_to_6 }
    }</up_to_6> for three to six months, <up_to_12>{ $up_to_12 ->
        [0] none
       *[other] { $up_to_12 }
    }</up_to_12> for six to twelve months, <over_12>{ $over_12 ->
        [0] none
       *[other] { $over_12 }
    }</over_12> for more than twelve months.
review-brief-overdue-none = No follow-up report was overdue at the cut-off.
review-brief-forecast =
    The forecast for { $year } named { $done_of ->
        [one] one report, visit or obligation
       *[other] { $done_of } reports, visits and obligations
    } with a day. By the cut-off, <done>{ $done ->
        [0] none
       *[other] { $done }
    }</done> (<done>{ $done_share } per cent</done>) of these had been made, taken place or been met.
review-brief-forecast-none = No report, visit or obligation with a day was forecast for { $year }.
review-brief-ahead =
    The forecast for { $next } is as follows: visits, at least <visits_least>{ $visits_least ->
        [0] zero
       *[other] { $visits_least }
    }</visits_least> and at most <visits_most>{ $visits_most ->
        [0] zero
       *[other] { $visits_most }
    }</visits_most>; follow-up reports, at least <reports_least>{ $reports_least ->
        [0] zero
       *[other] { $reports_least }
    }</reports_least> and at most <reports_most>{ $reports_most ->
        [0] zero
       *[other] { $reports_most }
    }</reports_most>; obligations, at least <duties_least>{ $duties_least ->
        [0] zero
       *[other] { $duties_least }
    }</duties_least> and at most <duties_most>{ $duties_most ->
        [0] zero
       *[other] { $duties_most }
    }</duties_most>.
review-brief-ahead-none = No visit, follow-up report or obligation is forecast for { $next }.
briefing-brief-duplications =
    Of the { $resolved_of ->
        [one] one case
       *[other] { $resolved_of } cases
    } of duplication that had been flagged by the cut-off, <resolved>{ $resolved ->
        [0] none
       *[other] { $resolved }
    }</resolved> had been resolved.
briefing-brief-duplications-none = No duplication of projects had been flagged by the cut-off.
thematic-brief-assessed =
    Of the { $assessed_of ->
        [one] one Member State
       *[other] { $assessed_of } Member States
    }, <assessed>{ $assessed ->
        [0] none
       *[other] { $assessed }
    }</assessed> (<assessed>{ $assessed_share } per cent</assessed>) had a finding on record at the cut-off.
programme-brief-unvisited =
    Of the { $listed_of ->
        [one] one Member State
       *[other] { $listed_of } Member States
    } with no earlier visit of CTED on record, <listed>{ $listed ->
        [0] none
       *[other] { $listed }
    }</listed> stood on the list.
programme-brief-requests =
    Of the { $honoured_of ->
        [one] one request
       *[other] { $honoured_of } requests
    } of States for a visit, the list honoured <honoured>{ $honoured ->
        [0] none
       *[other] { $honoured }
    }</honoured>.
programme-brief-requests-none = No request of a State for a visit in { $year } is on record.
programme-brief-changes =
    The list was changed <changes>{ $changes ->
        [one] once
       *[other] { $changes } times
    }</changes> after its adoption.
programme-brief-changes-none = The list was not changed after its adoption.
schedule-brief-agreed =
    At the cut-off, States had agreed to <agreed>{ $agreed ->
        [one] one visit
       *[other] { $agreed } visits
    }</agreed> to start in { $year }.
schedule-brief-none = No visit to start in { $year } to which the State agreed is on record at the cut-off.
