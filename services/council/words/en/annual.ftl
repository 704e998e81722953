# The annual report of the Committee's Chair to the Security Council (paragraph 18).

annual-title = Report on the work of the Counter-Terrorism Committee and its Executive Directorate in { $year }
annual-subtitle = From the Chair of the Counter-Terrorism Committee to the Security Council

## Its sections

annual-summary = Summary
annual-introduction = I. Introduction
annual-overall-work = II. State of the overall work in { $year }
annual-coordination = III. Coordination with other United Nations bodies
annual-consent = IV. Consent of Member States to visits and reports
annual-implementation = V. Implementation of recommendations
annual-improvements = VI. Improvements in Member States' counter-terrorism efforts
annual-annex-figures = Annex I. Figures
annual-annex-method = Annex II. How the figures are counted

## Introduction

annual-purpose =
    This report, on the state of the overall work of the Counter-Terrorism Committee and the Counter-Terrorism Committee
    Executive Directorate (CTED), is made through the Chair to the Security Council{ $authority ->
        [none] { "" }
       *[other] { " " }under { $authority }
    }. It covers the period { $period }.
annual-synthetic =
    This edition is synthetic: the assessments, their findings and recommendations, and the visits made for them were
    invented to show how the report is made, beside visits that took place. They say nothing about any Member State, and
    nothing in this edition may be quoted as a fact about one.
annual-time =
    It counts what occurred by its cut-off, { $cut_off }, with the data as of { $data_as_of }. What becomes known later
    stands in a later edition, or in the next report.
annual-early = This edition was made before its period was over: nothing after { $data_as_of } is in it.
annual-units =
    Published totals of visits and recommendations have differed because they count different things. Each figure
    therefore names its unit, and each share its numerator and denominator. All of them are listed in annex I, each with
    the list of what was counted; annex II says how they are counted.
annual-withheld-none-live = No recommendation was live at the cut-off, so that none is withheld from the readers of this report.
annual-withheld-none = None of the recommendations counted is withheld from the readers of this report.
annual-withheld =
    Of the { $live ->
        [one] one recommendation
       *[other] { $live } recommendations
    } counted, { $withheld ->
        [one] { $withheld } is
       *[other] { $withheld } are
    } withheld from the readers of this report. What is withheld counts in every total and share. The tables by theme and
    by region leave it out, and do not show a group so small that its members could be recognized.

## Visits, assessments, products

annual-visits = A. Visits to Member States
annual-visits-made =
    { $opening }, CTED completed <visits>{ $visits ->
        [one] { $visits } visit
       *[other] { $visits } visits
    }</visits> to <states>{ $states ->
        [one] { $states } State
       *[other] { $states } States
    }</states>, in <missions>{ $missions ->
        [one] { $missions } mission
       *[other] { $missions } missions
    }</missions> and <components>{ $components ->
        [one] { $components } component
       *[other] { $components } components
    }</components>. A mission to several States is one visit to each of them. A visit held in several components, on site
    or virtual, is one visit, and counts in the year in which its last component ended.
annual-visits-none = No visit is on record as completed { $within }.
annual-visits-on-record =
    Since 1 January 2005, { $visits ->
        [0] <visits>no visit</visits> is on record.
        [one]
            <visits>{ $visits } visit</visits> to <states>{ $states ->
                [one] { $states } State
               *[other] { $states } States
            }</states> is on record.
       *[other]
            <visits>{ $visits } visits</visits> to <states>{ $states ->
                [one] { $states } State
               *[other] { $states } States
            }</states> are on record.
    } Of the { $never_of ->
        [one] one Member State
       *[other] { $never_of } Member States
    }, <never>{ $never ->
        [0] none
       *[other] { $never }
    }</never> (<never>{ $never_share } per cent</never>) had no visit on record by { $cut_off }.
annual-assessments = B. Assessments
annual-assessments-completed =
    { $opening }, <assessments>{ $assessments ->
        [one] { $assessments } assessment
       *[other] { $assessments } assessments
    }</assessments>, of any kind, { $assessments ->
        [one] was
       *[other] were
    } completed, that is, submitted to the Committee and not withdrawn by the cut-off.
annual-assessments-none = No assessment was completed { $within }.
annual-products = C. Surveys and analytical products
annual-products-adopted =
    { $opening }, the Committee adopted <products>{ $products ->
        [one] { $products } survey or analytical product
       *[other] { $products } surveys or analytical products
    }</products>, not counting those withdrawn by the cut-off.

## Coordination

annual-assistance = A. Technical assistance: the Office of Counter-Terrorism and the Compact entities
annual-assistance-needed =
    At the cut-off, { $taken_up_of ->
        [one] { $taken_up_of } recommendation
       *[other] { $taken_up_of } recommendations
    } needed technical assistance that the State concerned had requested, and had been released to the United Nations
    system. Projects or programmes had taken up, or delivered, assistance for <taken_up>{ $taken_up ->
        [0] none
       *[other] { $taken_up }
    }</taken_up> of them (<taken_up>{ $taken_up_share } per cent</taken_up>). A need that several projects serve counts
    once. Assistance had been delivered in full for <delivered>{ $delivered ->
        [0] none
       *[other] { $delivered }
    }</delivered>, and in part for <in_part>{ $in_part ->
        [0] none
       *[other] { $in_part }
    }</in_part>.
annual-assistance-none =
    At the cut-off, no recommendation released to the United Nations system needed technical assistance that the State
    concerned had requested.
annual-committees = B. The Committees established pursuant to resolutions 1267 (1999) and 1540 (2004)
annual-partners = C. Representation, outreach and other work with partners
annual-activities-none = No activity beside visits, reports and meetings is on record { $within }.
annual-activities =
    { $opening }, <activities>{ $activities ->
        [one] { $activities } activity
       *[other] { $activities } activities
    }</activities> { $activities ->
        [one] is
       *[other] are
    } on record beside visits, reports and meetings: representation at meetings of others, outreach, workshops, advice,
    consultations and cooperation. The tables count all of them. Those that are public are named.

## Consent

annual-consent-visits = A. Visits
annual-consent-asked =
    { $opening }, consent to a visit was asked of States in { $given_of ->
        [one] { $given_of } case
       *[other] { $given_of } cases
    }. By the cut-off it had been given in <given>{ $given ->
        [0] none
       *[other] { $given }
    }</given> (<given>{ $given_share } per cent</given>) and declined in <declined>{ $declined ->
        [0] none
       *[other] { $declined }
    }</declined>. The request had lapsed in <lapsed>{ $lapsed ->
        [0] none
       *[other] { $lapsed }
    }</lapsed>, since the year of the list ended without an answer. An answer was still awaited in <open>{ $open ->
        [0] none
       *[other] { $open }
    }</open>.
annual-consent-none = No request for consent to a visit is on record { $within }.
annual-release = B. Release of assessments to the United Nations system
annual-released =
    Of the { $full_of ->
        [one] one assessment
       *[other] { $full_of } assessments
    } completed { $within }, <full>{ $full ->
        [0] none
       *[other] { $full }
    }</full> (<full>{ $full_share } per cent</full>) had been released to the United Nations system in full by the
    cut-off, and <part>{ $part ->
        [0] none
       *[other] { $part }
    }</part> (<part>{ $part_share } per cent</part>) in part. What is in neither group had not been released.
annual-released-none = No assessment was completed { $within }, so that none was due for release.
annual-wider = C. Consent to wider release of assessments
annual-wider-rule =
    Assessments are open to the United Nations system unless the State concerned asks that they be kept confidential.
    That release is no consent, and is not counted as one. Whoever else is to have an assessment may have it with the
    State's consent alone, after consultation with the Committee.
annual-wider-asked =
    { $opening }, States were asked for that consent to <asked>{ $asked ->
        [one] { $asked } assessment
       *[other] { $asked } assessments
    }</asked>. By the cut-off it had been given in full to <full>{ $full ->
        [0] none
       *[other] { $full }
    }</full>, in part to <part>{ $part ->
        [0] none
       *[other] { $part }
    }</part> and refused to <refused>{ $refused ->
        [0] none
       *[other] { $refused }
    }</refused>. There was no answer on <silent>{ $silent ->
        [0] none
       *[other] { $silent }
    }</silent>.
annual-wider-none = No request for that consent is on record { $within }.
annual-confidential =
    { $opening }, States asked that <confidential>{ $confidential ->
        [one] { $confidential } assessment
       *[other] { $confidential } assessments
    }</confidential>, or parts of them, be kept confidential.

## Implementation

annual-follow-up = A. Follow-up reports to the Committee
annual-follow-up-none = No report on the implementation of an assessment's recommendations fell due { $within }.
annual-follow-up-due =
    { $opening }, <due>{ $due ->
        [one] { $due } report
       *[other] { $due } reports
    }</due> on the implementation of an assessment's recommendations fell due{ $authority ->
        [none] { "" }
       *[other] { " " }under { $authority }
    }. CTED made <on_time>{ $on_time ->
        [0] none
       *[other] { $on_time }
    }</on_time> of them (<on_time>{ $on_time_share } per cent</on_time>) by the due date, as known at the cut-off.
annual-officials =
    { $opening }, the Chair had invited senior officials of { $attended_of ->
        [one] { $attended_of } State
       *[other] { $attended_of } States
    } to a meeting that was held. Those of <attended>{ $attended ->
        [0] none
       *[other] { $attended }
    }</attended> (<attended>{ $attended_share } per cent</attended>) attended.
annual-status = B. Recommendations assessed and implemented
annual-status-none = At the cut-off no recommendation was live.
annual-status-live =
    At the cut-off, { $implemented_of ->
        [one] { $implemented_of } recommendation of all assessments so far was
       *[other] { $implemented_of } recommendations of all assessments so far were
    } live: not superseded, overtaken or withdrawn. Those that the State concerned does not accept are among them. CTED
    had assessed the implementation of <assessed>{ $assessed ->
        [0] none
       *[other] { $assessed }
    }</assessed> (<assessed>{ $assessed_share } per cent</assessed>), and had last found <implemented>{ $implemented ->
        [0] none
       *[other] { $implemented }
    }</implemented> (<implemented>{ $implemented_share } per cent of all</implemented>) to be implemented.
annual-status-committee-none = The Committee itself made none of those that the readers of this report may see; the Executive Directorate made all of these.
annual-status-committee =
    Of the { $committee_of } that the readers of this report may see, the Committee itself made
    <committee>{ $committee }</committee>. The Executive Directorate made the others. It had last found <done>{ $done ->
        [0] none
       *[other] { $done }
    }</done> of those of the Committee (<done>{ $done_share } per cent</done>) to be implemented.
annual-status-scale =
    Only what CTED assessed is counted; what States report of themselves is not. The scale (not started, in progress,
    partly implemented, implemented) is this system's own, since none has been published.
annual-by-theme = C. By theme
annual-by-theme-note =
    The following table counts the recommendations that the readers of this report may see. A recommendation may have
    several themes and then counts under each, so that the table may add up to more than its total.
annual-by-region = D. By region

## Improvements

annual-improved =
    Of the { $improved_of ->
        [one] one live recommendation
       *[other] { $improved_of } live recommendations
    } whose implementation had been assessed both by { $before } and by { $cut_off }, <improved>{ $improved ->
        [0] none
       *[other] { $improved }
    }</improved> (<improved>{ $improved_share } per cent</improved>) stood higher at the later date. The figure shows that
    a status rose. It does not show why.
annual-improved-none =
    No live recommendation had been assessed both by { $before } and by { $cut_off }, so that no improvement can be shown
    yet.

## Tables and charts

annual-table-summary = Key figures at { $cut_off }
annual-table-visits = Visits, by unit of counting, at { $cut_off }
annual-row-missions = Missions
annual-row-visits = Visits
annual-row-visit-components = Components of visits
annual-row-states-visited = States visited
annual-table-themes = Recommendations open to the readers of this report, by theme, at { $cut_off }
annual-table-regions = Recommendations open to the readers of this report, by region, at { $cut_off }
annual-cross-cutting = cross-cutting
annual-chart-overall = Live recommendations assessed and implemented, at { $cut_off }
annual-chart-overall-words =
    Of { $implemented_of ->
        [one] { $implemented_of } live recommendation
       *[other] { $implemented_of } live recommendations
    }, { $assessed ->
        [0] none was
        [one] { $assessed } was
       *[other] { $assessed } were
    } assessed ({ $assessed_share } per cent) and { $implemented ->
        [0] none
       *[other] { $implemented }
    } found implemented ({ $implemented_share } per cent).
annual-chart-all = All live recommendations
annual-chart-themes = Recommendations assessed and implemented, by theme, at { $cut_off }
annual-chart-themes-words = The shares of the table above, for each theme that it shows.
annual-chart-regions = Recommendations assessed and implemented, by region, at { $cut_off }
annual-chart-regions-words = The shares of the table above, for each region that it shows.

## Annexes

annual-method-assessed = Assessed: a theme or region
annual-method-assessed-counts = As for all live recommendations, among those that the readers may see.
annual-method-implemented = Implemented: a theme or region
annual-method-implemented-counts = The same.
annual-method-note =
    A share is a percentage with one decimal place, rounded half up from whole numbers; where there is nothing of which
    it could be a share it is “{ none }”. A correction counts from the day on which it was made. A withdrawn assessment
    leaves every count from the first cut-off after its withdrawal, while a visit made for it stays a visit. “Released”
    means open to the United Nations system at the cut-off; of a need for
    assistance, on that day or before.
