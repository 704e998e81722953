# Draft translation: no wording here comes from a source of the United Nations.

site-name = CTC Reporting
skip-to-content = 跳到正文
synthetic = 合成数据：全部为虚构
search-label = 搜索
search-hint = 国家、专题、报告或编号
search-button = 搜索

nav-main = 主导航
nav-start = 首页
nav-reports = 报告
nav-states = 国家
nav-recommendations = 建议
nav-calendar = 日历
nav-sign-in = 登录
nav-languages = 语文
nav-crumbs = 所在位置
nav-within = 本页内容
nav-months = 月份

seen-as-public = 您看到的是公开内容。
seen-as = 您看到的内容面向：{ $audience }。
seen-as-unknown = 目前无法查询您的身份。

start-title = 评估、后续行动和报告
start-lead = 反恐怖主义委员会评估各国执行安全理事会反恐决议的情况。在您可查看的范围内，这里有委员会的报告、建议及其结果。
start-latest = 最新报告
start-find = 查找
start-due = 即将到期
start-overdue = 已逾期
all-reports = 所有报告
no-reports = 没有您可查看的报告。
find-state = 国家：访问、建议、后续行动
find-recommendation = 按国家、专题和优先程度查看建议
find-due = 按月查看到期事项
whole-calendar = 完整日历
nothing-due = 没有到期事项。
nothing-due-in-month = 本月没有到期事项。

part-away = { $what }：提供此内容的服务目前没有响应。请稍后再试。
part-too-much = { $what }：内容超出一页所能显示的范围。
part-missing = { $what }：没有。
part-denied = { $what }：您不能查看。
what-statuses = 建议的状况
what-responses = 该国的答复
what-cases = 援助需要
what-projects = 项目

col-state = 国家
col-standing = 状况
col-year = 年份
col-report = 报告
col-about = 主题
col-edition = 版次
col-published = 发布日期
col-cut-off = 截止日期
col-for = 读者
col-figure = 数字
col-value = 数值
col-thing = 计数对象
col-in-numerator = 计入分子
col-events = 依据的事件
col-when = 时间
col-kind = 类别
col-mode = 方式
col-body = 机构
col-project = 项目

late = 逾期
today = 今天
no-fixed-day = 无固定日期
not-recorded = 无记录
not-shown = 不显示
yes = 是
no = 否
show = 显示
show-all = 全部显示
read-on = 继续阅读
next-page = 下一页
back-to-start = 返回首页

reports-title = 报告
reports-lead = 每份报告都有编号的版次。版次发布后保持原样。
reports-caption = 报告及其最新版次
reissued = 重新印发
edition-number = 第 { $number } 版
corrects-earlier = 更正较早版次
report-read = 阅读
other-languages = 其他语文
report-editions = 版次
report-figures = 数字
figures-note = 每个数字都链接到计数对象，并由此链接到事件。
no-figures = 此版次没有数字。
corrigenda = 此后对此版次的说明：
fact-symbol = 文号
fact-as-of = 数据截至
fact-withheld = 未向读者显示
fact-unit = 单位
figure-share = { $whole } 项中的 { $part } 项
percent = { $value }%
figure-suppressed = 不显示
figure-suppressed-why = 由于数量太少、可能被识别，此数字不显示。
figure-counted = 计数对象
figure-note = 所列为您目前可查看的内容。略去之处没有任何替代。
nothing-to-show = 没有您可查看的内容。

in-preparation = 编写中
report-drafts = 草稿
draft-number = 草稿 { $number }
not-transmitted-yet = 此报告尚未转递。其草稿供编写者使用。
withdrawn-on = { $day }撤回
objections-until = 可提出反对至{ $day }
objections-count = { $count ->
   *[other] { $count } 项反对
}
breakdowns = 分项
suppressed-count = { $count ->
   *[other] 有 { $count } 个数字不显示，因为数量太少、可能被识别。
}

states-title = 国家
visits-count = { $count ->
   *[other] { $count } 次访问
}
last-visited = 最近一次：{ $year }年
member-until = 会员国身份至 { $day }
state-cycles = 后续行动
state-visits = 访问
state-assistance = 需要和项目
state-due = 到期事项
state-consents = 对访问的同意
state-meetings = 会议
asked-on = { $day }征求
subject-to-renewal = 以任务延期为条件
no-visits = 没有您可查看的访问。
no-cycles = 没有您可查看的后续行动。
no-projects = 没有您可查看的项目。
newest-only = { $count ->
   *[other] 显示最新的 { $count } 项。
}
assessment-of = { $day }的评估（{ $kind }）
assessment-unknown = 报告不供您查看的评估
chosen-of-all = { $all } 项中的 { $chosen } 项，专题：{ $theme }。

theme = 专题
themes = 专题
priority = 优先程度
all-themes = 所有专题
all-states = 所有国家
all-priorities = 所有优先程度

recommendations-title = 建议
recommendation-title = 对{ $state }的建议
all-recommendations = 逐页查看所有建议
no-recommendations = 没有您可查看的建议。
text-not-shown = 您不能查看案文。
statuses-not-yours = 建议的结果仅供委员会和该国本身查看。
what-came-of-it = 结果
aspect-position = 该国立场
aspect-reported = 该国报告
aspect-assessed = 反恐执行局评估
aspect-none-position = 尚未表明
aspect-none-reported = 尚未报告
aspect-none-assessed = 尚未评估
earlier-statuses = 此前所述
assistance = 援助
assistance-requested = 该国请求援助。
assistance-needed = 需要援助；该国尚未请求。
assistance-none = 不需要援助。
case-stands = 需要的状况：
projects-that-serve = 满足此需要的项目
where-from = 来源
fact-recommended-in = 出自
fact-reference = 编号
fact-provision = 条款
fact-made-by = 提出方
fact-pillar = 《全球战略》支柱

mark-submitted = 报告提交委员会
mark-response-due = 该国答复到期
mark-response-received = 收到该国答复
mark-report-due = 反恐执行局报告到期
mark-reported = 反恐执行局已报告
mark-today = 今天

calendar-title = 日历：{ $month }
month = 月份
month-before = ← { $month }
month-after = { $month } →
this-month = 本月
calendar-feed = 供日历程序使用的日历（iCalendar）

trace-title = 轨迹
trace-link = 起因和结果
trace-lead = 此事的起因及其结果。起因列在结果之前。
trace-not-complete = 内容超出一次所能追踪的范围。
trace-graph = 轨迹图
trace-graph-words = { $count ->
   *[other] { $count } 个事件，每个列在其起因之下；下面的列表内容相同
}
trace-events = 事件
fact-time = 记录时间
fact-occurred = 发生日期
fact-thing = 关于
fact-told-by = 通报方
fact-about = 国家
fact-deadline = 期限
fact-event = 事件
fact-caused-by = 起因

search-title = 搜索
search-lead = 搜索国家、专题、报告或编号。名称可用六种语文查找。
search-nothing = 没有找到。请试用国家名称（如肯尼亚）或专题名称（如边境安全）。
search-both = 对{ $state }的建议，专题：{ $theme }
search-theme = 建议，专题：{ $theme }
search-things = 带有此编号的内容

session-title = 您在这里的身份
session-public = 没有人登录。您看到的是公开内容。
sign-in-provider = 登录
sign-out = 退出
fact-you-are = 您是
fact-you-see = 您可查看
fact-until = 登录有效至
token-label = 令牌
token-whence = 令牌由运行本系统者发放。
token-note = 此浏览器保存令牌八小时，并且只发送给本系统。请在您自己的设备上使用。
token-enter = 用此令牌查看
token-refused = 此令牌无效：已被撤销、已过期或输入有误。
token-not-here = 在通过 TLS 访问本系统的地方可以输入令牌。
forget-token = 忘记令牌

error-400 = 无法读取此请求
error-400-what = 地址不正确。
error-401 = 您已不在登录状态
error-401-what = 证明您身份的凭据已过期或无效。请重新登录。
error-403 = 您不能查看此内容
error-403-what = 此内容存在，但面向其他读者。
error-404 = 这里没有内容
error-404-what = 没有这样的页面或内容，或者您不能查看。
error-406 = 没有这种格式或语言的版本
error-406-what = 请选择其他格式或语言。
error-410 = 此内容已撤回
error-410-what = 此内容不再有效。
error-422 = 地址不正确
error-422-what = 地址中某部分的形式不符合要求。
error-429 = 同时提出的请求太多
error-429-what = 请稍等片刻，然后再试。
error-500 = 出现错误
error-500-what = 错误已记录。如再次发生，请告知操作人员。
error-502 = 内容超出一页所能显示的范围
error-502-what = 请缩小范围。
error-503 = 提供此内容的服务没有响应
error-503-what = 请稍后再试。其他页面可能可以查看。
error-sign-in-hint = 登录后您也许可以查看。
error-number = 错误编号
