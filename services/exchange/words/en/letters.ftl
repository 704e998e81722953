# E-mail to those who subscribed to reports.

report-annual = Annual report
report-followup = Follow-up report
report-review = Annual review and forecast
report-briefing = Briefing by UNOCT
report-joint = Joint report of CTED and UNOCT
report-thematic = Thematic summary
report-programme = Outcome of the visit programme
report-schedule = Schedule of visits

letter-code-subject = Confirm this address
letter-code = Somebody asked that editions of reports be announced at this address. If it was you, give this code back. Otherwise do nothing: nothing else comes.
letter-paused-subject = A subscription of yours is paused
letter-paused = Nothing can be delivered by your subscription { $failing }, so it is paused. It goes on if you resume it by { $day }. After that day it ends. It says why here:
letter-ended-subject = A subscription of yours has ended
letter-ended = Nothing could be delivered by your subscription { $failing } for a month, so it has ended. Make a new one if you want one. It says why here:
letter-new-subject = { $title }: edition { $edition }
letter-new = An edition of this report was transmitted.
letter-corrected = A corrected edition of this report was transmitted. It takes the place of the earlier one.
letter-reissued = This edition was issued again with less in it. Delete what you hold of it, and take it from here.
letter-withdrawn-subject = An edition of a report was withdrawn
letter-withdrawn = This edition is no longer there for you. Delete what you hold of it.
letter-digest = To check it: the SHA-256 of this edition as JSON in English is { $digest }. The JSON is here:
letter-end = This message comes because of the subscription { $subscription }. You can cancel it at any time.
