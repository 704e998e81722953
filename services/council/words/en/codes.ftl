# Words for the values of closed lists. The id ends with the value itself.

region-africa = Africa
region-americas = Americas
region-asia = Asia
region-europe = Europe
region-oceania = Oceania
# Of a State that is no longer a Member.
region-elsewhere = Elsewhere
# The pillars of the United Nations Global Counter-Terrorism Strategy.
pillar =
    { $pillar ->
        [1] pillar I
        [2] pillar II
        [3] pillar III
        [4] pillar IV
       *[other] no pillar stated
    }
visit-kind-comprehensive = comprehensive
visit-kind-focused = focused
visit-kind-regional = regional
visit-kind-follow-up = follow-up
visit-kind-advocacy = advocacy
visit-kind-not-stated = not stated
assessment-kind-comprehensive = comprehensive
assessment-kind-focused = focused
assessment-kind-desk = desk
assessment-kind-regional = regional
assessment-kind-follow-up = follow-up
assessment-kind-advocacy = advocacy
mode-onsite = on site
mode-virtual = virtual
mode-hybrid = hybrid
priority-high = high
priority-medium = medium
priority-low = low
position-accepted = accepted
position-partly = partly
position-not-accepted = not accepted
implementation-not-started = not started
implementation-in-progress = in progress
implementation-partly-implemented = partly implemented
implementation-implemented = implemented
sector-compact = Compact entity
sector-council-body = body of the Council
sector-regional-organization = regional organization
sector-partner = partner
sector-civil-society = civil society
sector-academia = academia
sector-private-sector = private sector
meeting-kind-invitation = invitation
meeting-kind-regional = regional
meeting-kind-thematic = thematic
meeting-kind-joint = joint
meeting-kind-other = other
briefing-kind-briefing = briefing of the Committee
briefing-kind-heads-meeting = meeting of the heads of CTED and UNOCT
briefing-kind-follow-up-meeting = follow-up meeting of the Chair with UNOCT
speaker-under-secretary-general = Under-Secretary-General
speaker-assistant-secretary-general = Assistant Secretary-General
speaker-director = Director
speaker-other = other
product-kind-edis = detailed implementation survey (eDIS)
product-kind-oia = overview of implementation assessment (OIA)
product-kind-gis = global implementation survey (GIS)
product-kind-trends = trends
product-kind-alert = alert
product-kind-advice = advice
product-kind-analysis = analysis
consent-asked = asked
consent-given = given
consent-declined = declined
consent-lapsed = not answered
resolved-merged = merged
resolved-divided = divided
resolved-one-withdrawn = one withdrawn
resolved-no-duplication = no duplication
stage-opened = released to the United Nations system, with the State's request
stage-offered = assistance offered
stage-taken-up = taken up in a project or programme
stage-delivered = assistance delivered in full
stage-part-delivered = a part of the assistance delivered, of several
stage-declined = declined
stage-cancelled = no longer pursued
# What is ahead for a year.
forecast-follow-up-report = follow-up report
forecast-visit = visit
forecast-obligation = obligation
