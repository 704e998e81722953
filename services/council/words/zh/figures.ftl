### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## The figures of the report: annual

figure-annual-missions = { $year }年特派访问团
    .counts = 最后一次访问的最后部分在该年结束的特派访问团；不属于任何特派访问团的访问计为一个。
figure-annual-visits = { $year }年访问
    .counts = 执行局进行的访问，每次访问一个国家，其最后部分在该年结束。
figure-annual-visit_components = { $year }年访问的各部分
    .counts = 这些访问的各部分，包括在此前年份结束的部分。
figure-annual-states_visited = { $year }年受访国家
    .counts = 这些访问所涉不同国家的数目。
figure-annual-missions_since_2005 = 2005年以来有记录的特派访问团
    .counts = 2005年1月1日至截止日的上述特派访问团。
figure-annual-visits_since_2005 = 2005年以来有记录的访问
    .counts = 2005年1月1日至截止日的上述访问。
figure-annual-visit_components_since_2005 = 2005年以来有记录访问的各部分
    .counts = 2005年1月1日以来访问的各部分。
figure-annual-states_visited_since_2005 = 2005年以来有记录的受访国家
    .counts = 2005年1月1日以来访问所涉不同国家的数目。
figure-annual-never_visited = 没有访问记录的会员国
    .counts = 截至截止日没有已结束访问记录的会员国，占该日全体会员国的比例。
figure-annual-assessments_completed = { $year }年完成的评估
    .counts = 该年提交委员会且截至截止日未撤回的各类评估。
figure-annual-reports_released_full = 全部提供给联合国系统的评估
    .counts = 其中，联合国系统已获得全部内容，包括结论和建议的评估。
figure-annual-reports_released_part = 部分提供给联合国系统的评估
    .counts = 其中，联合国系统已获得评估但未获得全部内容的评估。
figure-annual-report_consents_asked = { $year }年就更广泛提供征询国家意见的报告
    .counts = 该年曾询问有关国家可否提供给联合国系统以外各方的评估。提供给该系统并非同意。
figure-annual-report_consents_full = 国家全部同意更广泛提供的报告
    .counts = 其中，截至截止日国家答复全部同意的报告。
figure-annual-report_consents_part = 国家部分同意更广泛提供的报告
    .counts = 其中，答复同意提供报告部分内容的报告。
figure-annual-report_consents_refused = 国家拒绝更广泛提供的报告
    .counts = 其中，答复为拒绝的报告。
figure-annual-report_consents_silent = 国家未答复的报告
    .counts = 其中，截至截止日没有答复记录的报告。
figure-annual-confidentiality_requested = { $year }年国家要求保密的报告
    .counts = 有关国家在该年要求对全部或部分内容保密的评估。
figure-annual-followups_due = { $year }年到期的后续报告
    .counts = 截止日所知到期日在该年、未被取消且在其周期结束时并非尚待编制的后续报告。
figure-annual-followups_on_time = 按时编制的后续报告
    .counts = 其中，在到期日或之前编制的报告。
figure-annual-assessed = 执行情况已评估的建议
    .counts = 截至截止日的有效建议中，执行局已评估执行情况的建议，即覆盖率。
    .cell = 已评估：{ $name }
figure-annual-implemented = 经评估认定已执行的建议
    .counts = 其中，执行局最近一次评估认定已执行的建议。
    .cell = 已执行：{ $name }
figure-annual-improved = 一年内执行程度提高的建议
    .counts = 在本截止日和一年前截止日均已评估的建议中，本截止日执行程度较高的建议。
figure-annual-cases_taken_up = 项目或方案受理的援助需求
    .counts = 在需要援助、国家已请求援助并已提供给联合国系统的有效建议中，项目或方案已受理或已提供援助的建议。
figure-annual-cases_delivered = 已全部提供援助的需求
    .counts = 其中，每个提供帮助的机构或项目均已提供援助的需求。
figure-annual-cases_delivered_in_part = 已部分提供援助的需求
    .counts = 其中，已受理且一个机构或项目已提供其部分而另一个尚未提供的需求。
figure-annual-consents_given = 已给予的访问同意
    .counts = 该年所请求的访问同意中，截至截止日国家已给予的同意。
figure-annual-officials_attended = 派官员出席委员会会议的国家
    .counts = 主席邀请其高级官员出席该年所举行会议的国家中，派官员出席的国家。
figure-annual-products_adopted = { $year }年通过的调查和分析产品
    .counts = 委员会在该年通过且截至截止日仍有效的调查和分析产品。
figure-annual-activities = { $year }年活动
    .counts = 该年记录的不属于访问、报告或会议的工作：代表参加其他机构的会议、外联、讲习班、咨询、协商和合作。
figure-annual-lowered = 一年内执行程度降低的建议
    .counts = 在与执行程度提高者相同的范围内，本截止日执行程度较低的建议。
figure-annual-improved_with_assistance = 执行程度提高且有援助的建议
    .counts = 一年内执行程度提高的建议中，项目或方案已受理或已提供援助的建议。
figure-annual-consents_lapsed = 已失效的访问同意请求
    .counts = 该年所请求的访问同意中，在名单所涉年份结束前未获答复的请求。
figure-annual-consents_open = 仍在等待答复的访问同意请求
    .counts = 其中，截至截止日仍在等待答复的请求。
figure-annual-joint_meetings = { $year }年与其他机构的联席会议
    .counts = 该年举行的会议中，与其他机构联合举行的会议。
figure-annual-briefings_given = { $year }年与专家举行的通报会和公开会议
    .counts = 该年活动中，与专家举行的通报会和公开会议。
figure-annual-coordination_activities = { $year }年与1267和1540委员会的协调活动
    .counts = 该年活动中，与上述委员会及其专家协调的活动。
figure-annual-overlaps_resolved = 已解决的计划访问重叠
    .counts = 该年发现的执行局与另一机构的访问重叠中，截至截止日已解决的重叠。
figure-annual-unoct_briefings = { $year }年反恐怖主义办公室的通报
    .counts = 1月1日至截止日该办公室向委员会所作的通报。
figure-annual-consents_declined = 被拒绝的访问同意
    .counts = { figure-review-consents_declined.counts }
figure-annual-meetings_held = { $year }年举行的会议
    .counts = { figure-review-meetings_held.counts }
figure-annual-listed_visited = 已访问的名单所列国家
    .counts = { figure-review-visits_done.counts }
figure-annual-heads_meetings = { $year }年执行局与反恐怖主义办公室负责人会议
    .counts = { figure-joint-heads_meetings.counts }
figure-annual-steps_done = 已完成的实际步骤
    .counts = { figure-joint-steps_done.counts }
figure-annual-programmes_citing_products = 引用委员会产品的方案
    .counts = { figure-briefing-programmes_citing_products.counts }

## The figures of the report: followup

figure-followup-implemented = 经评估认定已执行
    .counts = 本周期的有效建议中，执行局最近一次评估认定已执行的建议。
    .cell = 经评估认定已执行：优先程度{ $name }
figure-followup-partly_implemented = 经评估认定部分执行
    .counts = 其中，执行局最近一次评估认定部分执行的建议。
    .cell = 经评估认定部分执行：优先程度{ $name }
figure-followup-assessed = 执行情况已评估
    .counts = 其中，执行局已评估执行情况的建议，即覆盖率。
    .cell = 执行情况已评估：优先程度{ $name }
figure-followup-reported_implemented = 国家报告已执行
    .counts = 其中，国家最近一次报告已执行的建议，不论执行局如何评估。
    .cell = 国家报告已执行：优先程度{ $name }
figure-followup-taken_up = 已受理的援助需求
    .counts = 在本周期需要援助、国家已请求援助并已提供给联合国系统的有效建议中，项目或方案已受理或已提供援助的建议。
figure-followup-days_late = 逾期天数(负数表示提前)
    .counts = 从本次后续报告到期日至编制之日的天数；提前则为负数，未编制时不列出。

## The figures of the report: review

figure-review-visits_done = 已访问的名单所列国家
    .counts = 截至截止日该年名单所列国家中，执行局的访问于1月1日至截止日期间结束的国家；每个国家计一次。
figure-review-consents_given = 已给予的访问同意
    .counts = { figure-annual-consents_given.counts }
figure-review-consents_declined = 被拒绝的访问同意
    .counts = 其中，国家拒绝的同意。
figure-review-consents_silent = 未获答复的访问同意
    .counts = 其中，截至截止日未获答复的同意。
figure-review-median_days_visit_to_draft = 从访问到草稿的天数(中位数)
    .counts = 就该年提交委员会的评估而言：从访问结束(已知具体日期时)到首次与国家分享草稿之间天数的中位数。
figure-review-median_days_draft_to_final = 从草稿到最后报告的天数(中位数)
    .counts = 就上述评估而言：从该草稿到最后报告日期之间天数的中位数。
figure-review-median_days_final_to_ctc = 从最后报告到提交的天数(中位数)
    .counts = 就上述评估而言：从最后报告日期到提交委员会之间天数的中位数。
figure-review-followups_on_time = 按时编制的后续报告
    .counts = 截止日所知到期日在该年的后续报告中，在到期日或之前编制的报告。
figure-review-overdue_0_3_months = 逾期后续报告：3个月以内
    .counts = 截至截止日已到期但未编制、逾期不超过三个日历月的后续报告。
figure-review-overdue_3_6_months = 逾期后续报告：3至6个月
    .counts = 同上，逾期三个日历月以上但不超过六个日历月。
figure-review-overdue_6_12_months = 逾期后续报告：6至12个月
    .counts = 同上，逾期六个日历月以上但不超过十二个日历月。
figure-review-overdue_over_12_months = 逾期后续报告：12个月以上
    .counts = 同上，逾期十二个日历月以上。
figure-review-forecast_done = { $year }年预测的完成情况
    .counts = 在上一年年底时该年预计的事项(到期后续报告、计划或商定的访问、当年到期的义务)中，截至截止日已编制、已进行或已履行的事项。
figure-review-forecast_least = { $year }年预测，至少
    .counts = 在上一年年底时该年预计且计入最低数的事项：国家已同意的访问；尚未到来的预期日期全部在该年内的后续报告；该年到期的义务。在此之前编制的每十份报告中，有八份是在到期日前后的一个较早天数与一个较晚天数之间编制的。这两个天数确定一份报告的首个和最后一个预期日期。
    .cell = { $year }年预测，至少：{ $name }
figure-review-forecast_most = { $year }年预测，至多
    .counts = 同上，另加仅列入计划的访问，以及在该年到期或有预期日期在该年内的后续报告。比通常更晚的报告可能在任何一天编制。
    .cell = { $year }年预测，至多：{ $name }
figure-review-reports_made = { $year }年编制的后续报告
    .counts = 执行局自该年第一天至截止日编制的后续报告，不论是否列入预测。
figure-review-visits = { $year }年访问
    .counts = { figure-annual-visits.counts }
figure-review-obligations_met = { $year }年预测中已履行的义务
    .counts = 按上一年年底所知在该年到期的义务中，截至截止日已履行的义务。
figure-review-ahead_least = { $next }年预测，至少
    .counts = 截至截止日下一年预计的事项，按本年预测最低数的方式计算。
    .cell = { $next }年预测，至少：{ $name }
figure-review-ahead_most = { $next }年预测，至多
    .counts = 截至截止日下一年预计的事项，按本年预测最高数的方式计算。尚无人计划的访问不计在内。
    .cell = { $next }年预测，至多：{ $name }
figure-review-meetings_held = { $year }年举行的会议
    .counts = 该年举行的委员会各类后续会议。
figure-review-products_adopted = { $year }年通过的调查和分析产品
    .counts = { figure-annual-products_adopted.counts }
figure-review-assessments_completed = { $year }年完成的评估
    .counts = { figure-annual-assessments_completed.counts }
figure-review-activities = { $year }年活动
    .counts = { figure-annual-activities.counts }

## The figures of the report: briefing

figure-briefing-offered = 已提议援助的需求
    .counts = 在需要援助、国家已请求援助并已提供给联合国系统的有效建议中，有机构已提议援助的建议，不论结果如何。
    .cell = 已提议：{ $name }
figure-briefing-taken_up = 项目或方案受理的需求
    .counts = 其中，项目或方案已受理或已提供援助的需求；由若干项目满足的同一需求只计一次。
    .cell = 已受理：{ $name }
figure-briefing-delivered = 已全部提供援助的需求
    .counts = { figure-annual-cases_delivered.counts }
    .cell = 已提供：{ $name }
figure-briefing-delivered_in_part = 已部分提供援助的需求
    .counts = { figure-annual-cases_delivered_in_part.counts }
    .cell = 已部分提供：{ $name }
figure-briefing-declined = 谢绝援助的需求
    .counts = 其中，援助被谢绝且此后未再提议的需求。
    .cell = 已谢绝：{ $name }
figure-briefing-median_days_release_to_uptake = 从提供到受理的天数中位数
    .counts = 就1月1日至截止日首次受理的需求而言：从提供(连同需求和请求)到受理之日的天数中位数。分母为测算的数目。
figure-briefing-duplications_resolved = 已解决的重复
    .counts = 截至截止日已标记、所涉评估届时未撤回的针对同一需求的成对项目中，已解决的重复。
figure-briefing-programmes_citing_products = 引用委员会产品的方案
    .counts = 截至截止日未取消的方案中，引用调查或分析产品的方案。

## The figures of the report: joint

figure-joint-steps_done = 已完成的实际步骤
    .counts = 截至截止日商定的实际步骤中，届时已完成的步骤。
    .cell = 已完成的实际步骤：{ $name }
figure-joint-offered = { figure-briefing-offered }
    .counts = { figure-briefing-offered.counts }
figure-joint-taken_up = 已受理的援助需求
    .counts = 其中，项目或方案已受理或已提供援助的需求。
figure-joint-delivered = { figure-briefing-delivered }
    .counts = { figure-briefing-delivered.counts }
figure-joint-delivered_in_part = { figure-briefing-delivered_in_part }
    .counts = { figure-briefing-delivered_in_part.counts }
figure-joint-declined = { figure-briefing-declined }
    .counts = { figure-briefing-declined.counts }
figure-joint-heads_meetings = { $year }年执行局与反恐怖主义办公室负责人会议
    .counts = 1月1日至截止日执行局与反恐怖主义办公室负责人举行的会议。

## The figures of the report: thematic

figure-thematic-findings = 评估结论
    .counts = 截至截止日每个会员国关于每项规定(不论何项)的一项结论：读者可查看的最近一项；如无可查看者，则为最近一项。
figure-thematic-findings_other = 关于其他规定的评估结论
    .counts = 其中，在读者可查看的范围内，不涉及本报告所述任何规定的结论。
figure-thematic-recommendations = 有效建议
    .counts = 截至截止日的有效建议，每项计一次；按专题则为读者可查看的涉及该专题的建议。
    .cell = 有效：{ $name }
figure-thematic-assessed = 执行情况已评估的建议
    .counts = 有效建议中，执行局已评估执行情况的建议，即覆盖率。
    .cell = 已评估：{ $name }
figure-thematic-implemented = 经评估认定已执行的建议
    .counts = 有效建议中，执行局最近一次评估认定已执行的建议。
    .cell = 已执行：{ $name }
figure-thematic-states_assessed = 已评估国家
    .counts = 有评估结论的会员国占全体会员国的比例；按规定和区域则为有读者可查看结论的会员国占该区域会员国的比例。
    .cell = 已评估国家：{ $name }
figure-thematic-full = 全部执行
    .counts = 就该规定接受评估的国家中，最近结论为全部执行的国家。
    .cell = 全部执行：{ $name }
figure-thematic-partial = 部分执行
    .counts = 其中，最近结论为部分执行的国家。
    .cell = 部分执行：{ $name }
figure-thematic-none = 未执行
    .counts = 其中，最近结论为未执行的国家。
    .cell = 未执行：{ $name }
figure-thematic-with_need = 需要援助
    .counts = 其中，就该规定或其所涉专题有需要援助的有效建议的国家。
    .cell = 需要援助：{ $name }
figure-thematic-older_than_five_years = 五年多以前评估
    .counts = 其中，最近结论在截止日五年多以前提交委员会的国家。
    .cell = 五年多以前评估：{ $name }

## The figures of the report: programme

figure-programme-listed_never_visited = 名单所列此前没有访问记录的会员国
    .counts = 年初没有执行局访问记录的会员国中，列入名单的会员国。
figure-programme-requests_honoured = 名单予以考虑的国家访问请求
    .counts = 国家自行请求的访问(为该年请求；或未指明年份且至年初尚未进行访问)中，名单所列国家的请求。
figure-programme-listed_visited = 已访问的名单所列国家
    .counts = 名单所列国家中，截至截止日执行局在该年结束访问的国家。
figure-programme-changes_after_adoption = 名单通过后的变更
    .counts = 名单通过后变更的次数。
figure-programme-visits_without_report = 没有报告的访问
    .counts = 执行局任何年份进行的、应产生报告的各类访问中，截至截止日尚无最后报告的访问。历史访问仅在已知有待提交报告时计入。

## The figures of the report: schedule

figure-schedule-visits_agreed = 商定于{ $year }年进行的访问
    .counts = 将于该年开始、国家已同意且截至截止日未取消的执行局访问。
figure-schedule-median_days_publication_to_start = 从公布到开始的天数(中位数)
    .counts = 就已计划具体开始日期的访问而言：从列入本日程表之日到目前计划开始之日的天数中位数。小于0表示访问此前已开始。
