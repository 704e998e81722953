# What the annual report says of products, meetings, other bodies, consent, and of what is ahead.


## Products, meetings, the programme

annual-products-none = No survey or analytical product is on record as adopted { $within }.
annual-products-by-title = Surveys and analytical products adopted in { $year } that the readers of this report may know by title
annual-meetings = D. Meetings and briefings
annual-meetings-none = No meeting of the Committee's follow-up is on record { $within }.
annual-meetings-held =
    { $opening }, the Committee held <meetings>{ $meetings ->
        [one] { $meetings } meeting
       *[other] { $meetings } meetings
    }</meetings> in follow-up to assessments and on regional or thematic subjects, as far as on record. Which States were
    invited to which meeting is not for the readers of this report.
annual-meetings-by-kind = Meetings held in { $year }, by kind
annual-briefings-none = No briefing or open meeting with experts is on record { $within }.
annual-briefings-given =
    Briefings and open meetings with experts on record { $within }: <briefings>{ $briefings }</briefings>. Those that are
    public are named in section III.
annual-programme = E. Outcome of the programme of visits
annual-programme-none = No list of States to be visited is on record for { $year }.
annual-programme-outcome =
    The list of States to be visited in { $year } had { $visited_of ->
        [one] { $visited_of } State
       *[other] { $visited_of } States
    } at the cut-off. CTED had visited <visited>{ $visited ->
        [0] none
       *[other] { $visited }
    }</visited> of them (<visited>{ $visited_share } per cent</visited>) in the year.

## Other bodies

annual-committees-visits =
    The following table says to how many of the year's visits these bodies were invited, and in how many they took part, as
    far as on record. In which visit each took part is not for the readers of this report.
annual-committees-visits-none = No invitation of these Committees' experts to a visit of the year is on record, nor that they took part in one.
annual-council-bodies = Expert bodies of other committees of the Council, and the visits that ended in { $year }
annual-committees-work =
    Joint meetings with other bodies on record { $within }: <joint>{ $joint ->
        [0] none
       *[other] { $joint }
    }</joint>. Further activities of coordination with these Committees: <coordination>{ $coordination ->
        [0] none
       *[other] { $coordination }
    }</coordination>.
annual-overlaps =
    Plans of CTED and of another body to visit the same State at nearly the same time were found { $within } in { $resolved_of ->
        [one] { $resolved_of } case
       *[other] { $resolved_of } cases
    }. By the cut-off, <resolved>{ $resolved ->
        [0] none
       *[other] { $resolved }
    }</resolved> (<resolved>{ $resolved_share } per cent</resolved>) of these had been resolved.
annual-overlaps-none = No overlap between visits planned by CTED and by another body is on record as found { $within }.
annual-unoct = D. Work with the Office of Counter-Terrorism and the Compact entities
annual-unoct-briefings =
    Briefings of the Committee by the Office of Counter-Terrorism on record { $within }: <briefings>{ $briefings ->
        [0] none
       *[other] { $briefings }
    }</briefings>. Meetings of the heads of CTED and the Office: <heads>{ $heads ->
        [0] none
       *[other] { $heads }
    }</heads>.
annual-with-unoct = Briefings by the Office of Counter-Terrorism and meetings with it in { $year }
annual-steps =
    By the cut-off, CTED and the Office of Counter-Terrorism had agreed on { $done_of ->
        [one] { $done_of } practical step
       *[other] { $done_of } practical steps
    }, and <done>{ $done ->
        [0] none
       *[other] { $done }
    }</done> (<done>{ $done_share } per cent</done>) of these had been done. A step that concerns a single State is counted
    and not named.
annual-steps-none = No practical step of CTED and the Office of Counter-Terrorism is on record as agreed by the cut-off.
annual-compact =
    The following table says to how many of the year's visits entities of the United Nations Global Counter-Terrorism
    Coordination Compact were invited, and in how many they took part, as far as on record.
annual-compact-none = No invitation of a Compact entity to a visit of the year is on record, nor that one took part in it.
annual-compact-entities = Compact entities and the visits that ended in { $year }

## Priority, improvements

annual-by-priority = E. By priority
annual-table-priorities = Recommendations open to the readers of this report, by priority, at { $cut_off }
annual-lowered =
    Of the same { $lowered_of ->
        [one] one recommendation
       *[other] { $lowered_of } recommendations
    }, <lowered>{ $lowered ->
        [0] none
       *[other] { $lowered }
    }</lowered> (<lowered>{ $lowered_share } per cent</lowered>) stood lower at the later date.
annual-improved-with-assistance =
    For <assisted>{ $assisted ->
        [0] none
       *[other] { $assisted }
    }</assisted> (<assisted>{ $assisted_share } per cent</assisted>) of the { $assisted_of ->
        [one] one recommendation
       *[other] { $assisted_of } recommendations
    } that the readers of this report may see and whose status rose, a project or programme had taken up or delivered assistance by the cut-off. That both are on record
    does not show that one is the cause of the other.
annual-products-cited =
    Of the { $citing_of ->
        [one] one programme
       *[other] { $citing_of } programmes
    } of assistance on record and not cancelled by the cut-off, <citing>{ $citing ->
        [0] none
       *[other] { $citing }
    }</citing> (<citing>{ $citing_share } per cent</citing>) cited a survey or an analytical product of the Committee.
annual-products-cited-none = No programme of assistance that could cite the Committee's products is on record at the cut-off.

## What is ahead

annual-ahead = VII. Informal consultations, and what is planned for { $next }
annual-consultations = A. Informal consultations of the Council on the work of the Committee
annual-consultations-listed = { $opening }, informal consultations are on record as held on the following days.
annual-consultations-none = No informal consultations on the work of the Committee are on record { $within }.
annual-consultations-of-year = Informal consultations held in { $year }
annual-planned = B. Visits planned for { $next }
annual-planned-listed =
    The States concerned have agreed to the following visits in { $next }, as known at the cut-off. A visit to which the
    State concerned has not agreed is not named.
annual-planned-none = No visit in { $next } to which the State concerned has agreed is on record at the cut-off.
annual-visits-planned = Visits agreed for { $next }

## The letter of transmittal, where nobody wrote one

# $dated is none until the letter has its day.
annual-letter-address =
    { $dated ->
        [none] Letter from the Chair of the Security Council Committee established pursuant to resolution 1373 (2001) concerning counter-terrorism addressed to the President of the Security Council
       *[other] Letter dated { $dated } from the Chair of the Security Council Committee established pursuant to resolution 1373 (2001) concerning counter-terrorism addressed to the President of the Security Council
    }
annual-letter-report =
    On behalf of the Security Council Committee established pursuant to resolution 1373 (2001) concerning counter-terrorism, I have the honour to transmit to the Security Council the report on the work of the Committee and its Executive Directorate in { $year }{ $authority ->
        [none] { "" }
       *[other] , submitted under { $authority }
    }.
annual-letter-request = I should be grateful if the present letter and the report could be brought to the attention of the members of the Security Council and issued as a document of the Council.
annual-letter-closing = Please accept, Excellency, the assurances of my highest consideration.
annual-letter-signature = Chair of the Security Council Committee established pursuant to resolution 1373 (2001) concerning counter-terrorism
annual-letter-usual = The words of this letter are the usual ones. The Chair may write others in their place.

## Who took part; what is not shown

annual-guests = The following table says, for each group of participants from outside CTED, to how many of the year's visits it was invited, and in how many it took part, as far as on record. Experts of civil society, academia and the private sector come at the State's request.
annual-guests-few = Who was invited to the visits of the year and who took part is not shown: the visits, or the States visited, are so few that each could be recognized.
annual-guests-compared = Who was invited to the visits of the year and who took part is not shown: an edition that was published before, with the same or a near cut-off, counts other visits or participants, and the difference could tell of one visit.
annual-guests-by-sector = Participants from outside CTED in the visits that ended in { $year }, by group
annual-improved-by-state = Which States these were is not for the readers of this report: that a State lets a text be published is no consent to publish how far it is carried out.
annual-products-untitled = None of them may be known by title to the readers of this report.
