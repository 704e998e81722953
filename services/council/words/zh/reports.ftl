### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Activities, in the annual report and the annual review

activities-by-kind = { $year }年活动，按类别列示
activities-by-paragraph = { $year }年活动，按段落列示
activities-by-name = 本报告读者可知悉名称的{ $year }年活动

## The report on the follow-up of one assessment (paragraph 16)

followup-title = 评估建议后续行动
followup-subtitle = 执行局提交反恐怖主义委员会
followup-assessment = 评估
followup-dates = 日期和准时情况
followup-steps = 按建议列示的步骤
followup-capacity = 能力、资源和援助
followup-response = 国家的答复
followup-proposals = 执行局的报告和提议
followup-standing-reported = 已报告
followup-standing-pending = 有待授权
followup-standing-open = 未结
followup-days-none = 尚无
followup-position-none = 尚无
followup-reported-nothing = 尚无报告
followup-assessed-not = 尚未评估
followup-need-none = 无需求
followup-need-not-requested = 未请求
followup-need-not-released = 未提供
followup-not-answered = 截至{ $day }未答复
followup-carried-over = { $reference }（结转）
followup-on-capacity = 能力和资源
followup-on-assistance = 援助
followup-on-cross-cutting = 性别平等、儿童和人权
followup-on-proposal = 进一步的后续行动或援助

## The annual review and forecast (paragraph 17)

review-title = { $year }年执行局活动审查和{ $next }年预测
review-subtitle = 执行局提交反恐怖主义委员会
review-visits = { $year }年访问
review-assessments = { $year }年完成的评估
review-in-the-un = { $year }年联合国内部的协调
review-outside-it = { $year }年与联合国以外各方的接触
review-meetings = { $year }年举行的会议
review-products = { $year }年通过的调查和分析产品
review-outcome = { $year }年预测及其结果
review-forecast = { $next }年预测
review-outcome-in-numbers = { $year }年预测数字与实际情况
review-forecast-in-numbers = { $next }年预测数字
review-done = 已完成
review-not-done = 未完成
review-occasion-visits = 对国家的访问
review-occasion-meetings = 与国家的会议

## UNOCT's briefing of the Committee (paragraph 25)

briefing-title = { $year }年技术援助情况通报
briefing-subtitle = 反恐怖主义办公室向反恐怖主义委员会通报
briefing-held = { $year }年举行的通报和会议
briefing-since = 自{ $day }上次通报以来采取的行动
briefing-since-none = 自{ $year }年1月1日以来采取的行动（未举行通报）
briefing-cases = 按国家列示的援助需求及其处理情况
briefing-duplications = { $year }年未解决或已解决的重复
briefing-products-used = 引用委员会产品的方案
briefing-next-steps = 商定的下一步行动

## The joint report of CTED and UNOCT (paragraph 24)

joint-title = 执行局和反恐怖主义办公室的实际步骤：{ $year }年
joint-subtitle = 执行局和反恐怖主义办公室提交委员会和大会
joint-steps = 实际步骤
joint-baseline = 基线
joint-arrangements = 合作安排

## The report on global implementation by provision (paragraph 7)

thematic-title = 关于恐怖分子旅行的规定的全球执行情况，{ $year }年
thematic-subtitle = 反恐怖主义委员会执行局编写
thematic-provisions = 按规定列示的国家，限于本报告读者可查看的评估结论
thematic-good-practices = 良好做法和差距
thematic-regions = 按区域列示的已评估国家
thematic-within = { $provision }，{ $region }

## The programme of visits (paragraph 12)

programme-title = { $year }年会员国访问方案
# UN
programme-subtitle = 反恐怖主义委员会
programme-list = { $year }年拟请同意接受访问的国家
programme-changes = { $year }年名单通过后的变更
programme-reasons-none = 未说明
programme-consent = { $year }年：{ $answer }
programme-consent-never = 从未请求
programme-added = { $day }增列：{ $reason }
programme-removed = { $day }删除：{ $reason }

## The schedule of visits (paragraph 12)

schedule-title = { $year }年会员国访问日程表
# UN
schedule-subtitle = 反恐怖主义委员会
schedule-visits = 国家已同意并将于{ $year }年开始的访问

## Visits

visits-by-year = 十年内有记录的访问，按结束年份分列
visits-by-year-shown = 这十年有记录的访问：{ $total }次。其中{ $year }年结束的：{ $visits }次。
visits-of-year = { $year }年结束的访问
visits-of-year-shown = { $year }年结束的访问：{ $visits }次。每次访问标在其结束之日，上方数字为月份。
