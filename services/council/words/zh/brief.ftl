### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

brief = 要点
followup-brief-status =
    本周期有效建议为{ $assessed_of }项。截至截止日，执行局已评估其中<assessed>{ $assessed ->
        [0] 零
       *[other] { $assessed }
    }项</assessed>的执行情况，最近一次评估认定已执行的有<implemented>{ $implemented ->
        [0] 零
       *[other] { $implemented }
    }项</implemented>，部分执行的有<partly>{ $partly ->
        [0] 零
       *[other] { $partly }
    }项</partly>。
followup-brief-none = 截至截止日，本周期没有有效建议。
followup-brief-reported =
    不论执行局如何评估，国家报告已执行其中<reported>{ $reported ->
        [0] 零
       *[other] { $reported }
    }项</reported>。
followup-brief-needs =
    国家已请求援助并已提供给联合国系统的援助需求为{ $taken_up_of }项，其中项目或方案已受理的有<taken_up>{ $taken_up ->
        [0] 零
       *[other] { $taken_up }
    }项</taken_up>。
followup-brief-needs-none = 本周期没有国家已请求援助并已提供给联合国系统的援助需求。
followup-brief-punctuality =
    { $when ->
        [late] 执行局在到期日之后<days_late>{ $days }天</days_late>编制了本次后续报告。
        [early] 执行局在到期日之前<days_late>{ $days }天</days_late>编制了本次后续报告。
       *[on_time] 执行局<days_late>在到期日</days_late>编制了本次后续报告。
    }
review-brief-overdue =
    截至截止日，逾期后续报告如下：三个月以内的有<up_to_3>{ $up_to_3 ->
        [0] 零
       *[other] { $up_to_3 }
    }份</up_to_3>，三至六个月的有<up_to_6>{ $up_to_6 ->
        [0] 零
       *[other] { $up_to_6 }
    }份</up_to_6>，六至十二个月的有<up_to_12>{ $up_to_12 ->
        [0] 零
       *[other] { $up_to_12 }
    }份</up_to_12>，十二个月以上的有<over_12>{ $over_12 ->
        [0] 零
       *[other] { $over_12 }
    }份</over_12>。
review-brief-overdue-none = 截至截止日，没有逾期的后续报告。
review-brief-forecast =
    { $year }年预测中有日期的报告、访问和义务为{ $done_of }项。截至截止日，已编制、已进行或已履行的有<done>{ $done ->
        [0] 零
       *[other] { $done }
    }项</done>(<done>{ $done_share }%</done>)。
review-brief-forecast-none = { $year }年预测中没有列有日期的报告、访问或义务。
review-brief-ahead =
    { $next }年预测如下：访问至少<visits_least>{ $visits_least ->
        [0] 零
       *[other] { $visits_least }
    }</visits_least>，至多<visits_most>{ $visits_most ->
        [0] 零
       *[other] { $visits_most }
    }</visits_most>；后续报告至少<reports_least>{ $reports_least ->
        [0] 零
       *[other] { $reports_least }
    }</reports_least>，至多<reports_most>{ $reports_most ->
        [0] 零
       *[other] { $reports_most }
    }</reports_most>；义务至少<duties_least>{ $duties_least ->
        [0] 零
       *[other] { $duties_least }
    }</duties_least>，至多<duties_most>{ $duties_most ->
        [0] 零
       *[other] { $duties_most }
    }</duties_most>。
review-brief-ahead-none = { $next }年没有预测任何访问、后续报告或义务。
briefing-brief-duplications =
    截至截止日，已标记的重复为{ $resolved_of }项，其中已解决的有<resolved>{ $resolved ->
        [0] 零
       *[other] { $resolved }
    }项</resolved>。
briefing-brief-duplications-none = 截至截止日，没有标记项目重复。
thematic-brief-assessed =
    会员国为{ $assessed_of }个，其中截至截止日有评估结论记录的有<assessed>{ $assessed ->
        [0] 零
       *[other] { $assessed }
    }个</assessed>(<assessed>{ $assessed_share }%</assessed>)。
programme-brief-unvisited =
    此前没有执行局访问记录的会员国为{ $listed_of }个，其中列入名单的有<listed>{ $listed ->
        [0] 零
       *[other] { $listed }
    }个</listed>。
programme-brief-requests =
    国家提出的访问请求为{ $honoured_of }项，其中名单予以考虑的有<honoured>{ $honoured ->
        [0] 零
       *[other] { $honoured }
    }项</honoured>。
programme-brief-requests-none = 没有国家请求在{ $year }年进行访问的记录。
programme-brief-changes = 名单通过后变更了<changes>{ $changes }次</changes>。
programme-brief-changes-none = 名单通过后没有变更。
schedule-brief-agreed = 截至截止日，国家已同意将于{ $year }年开始的访问为<agreed>{ $agreed }次</agreed>。
schedule-brief-none = 截至截止日，没有国家已同意且将于{ $year }年开始的访问的记录。
