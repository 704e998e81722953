### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Numbers, days and rows of things

# UN
percentage = { $value }%
so-many-of = { $number }/{ $of }
by-day = 不晚于{ $day }
join-comma = 、
join-semicolon = ；
join-and = 和
join-or = 或
with-note = { $text }（{ $note }）
with-detail = { $text }：{ $detail }

## The period of a report

period = { $year }年1月1日至{ $day }
period-within =
    { $whole ->
        [yes] { $year }年
       *[no] { $year }年1月1日至{ $day }
    }
period-opening =
    { $whole ->
        [yes] { $year }年
       *[no] { $year }年1月1日至{ $day }
    }

## The mandate on which a report rests

# UN
resolution = 安全理事会第{ $number }({ $year })号决议
# UN
resolution-of = 安全理事会第{ $number }({ $year })号决议
# UN
resolution-by = 第{ $number }({ $year })号决议
authority =
    { $source }{ $paragraph ->
        [none] { "" }
       *[other] 第{ $paragraph }段
    }{ $continued ->
        [none] { "" }
       *[other] （由{ $continued }延续）
    }
# A footnote to what rests on a paragraph.
source-note = 见{ $authority }。

## What stands in cells

not-recorded = 无记录
not-shown = 未显示
figure-not-shown = { $figure }：数字未显示。
none = 无
yes = 是
no = 否
not-yet = 尚未
never = 从未
several = 多个

## Units: what is counted

unit-missions = 特派访问团
unit-visits = 访问
unit-components = 访问部分
# UN
unit-states = 国家
unit-assessments = 评估
unit-follow-up-reports = 后续报告
# UN
unit-recommendations = 建议
unit-consents = 同意
unit-products = 产品
unit-activities = 活动
unit-days = 天
unit-duplications = 重复
unit-programmes = 方案
unit-forecast = 报告、访问和义务
unit-obligations = 义务
unit-meetings = 会议
unit-findings = 评估结论
unit-requests = 请求
unit-changes = 变更
unit-steps = 步骤
unit-overlaps = 重叠

## Kinds of things in the lists behind figures

thing-mission = 特派访问团
thing-visit = 访问
thing-component = 访问部分
# UN
thing-state = 国家
thing-assessment = 评估
thing-follow-up-report = 后续报告
# UN
thing-recommendation = 建议
thing-consent = 同意
thing-product = 产品
thing-activity = 活动
thing-duplication = 重复
thing-programme = 方案
thing-obligation = 义务
thing-meeting = 会议
thing-finding = 评估结论
thing-request = 请求
thing-change = 变更
thing-step = 实际步骤
thing-official = 官员
thing-briefing = 通报
thing-heads-meeting = 负责人会议
thing-follow-up-meeting = 后续会议

## Readers of a report

# UN
readers-committee = 委员会
readers-council = 委员会和安理会其他机构
# UN
readers-un = 联合国系统
readers-partners = 合作伙伴
readers-public = 公众
# UN
readers-unoct = 反恐怖主义办公室
# UN
readers-state = 有关国家

## The title page

particular-period = 期间
particular-edition = 版次
particular-cut-off = 截止日
particular-data-as-of = 数据截至
particular-for = 读者
particular-withheld = 未向读者提供的项目数
particular-recommendations-withheld = 未向读者提供的建议数
# UN
particular-state = 国家
particular-takes-the-place-of = 取代
particular-edition-number = 第{ $number }版
particular-reissue = 删减后重新印发
title-on-state = { $title }：{ $state }
particular-language = 语文
# What the document in this language is.
language-version = 中文（由本系统译自英文，非正式译文）
marking-synthetic = 合成：虚构数据

## Parts that all reports have

all-figures = 本版的全部数字
figures = 数字
method = 每个数字所计内容
about = 关于本版
nothing-recorded = 无任何记录。
first-rows = { $caption }（前{ $most }项）
why-not-shown = “{ $mark }”：所涉项目({ $units })不足三项，或所涉国家不足三个，因而可能辨认出某一国家；或者该数字可使人通过相减(包括与先前公布的数字相减)得出这样一组项目。
about-time = 本版载述截至{ $cut_off }发生并在{ $data_as_of }或之前记录的情况。此后获悉的情况将载于以后各版。
about-early = 本版在所涉期间结束之前编制：其中没有{ $data_as_of }之后的任何内容。
about-invented = 本版为合成版：其中关于各国的内容全部或部分出自虚构，以说明编制方法。其中任何内容均不得作为关于会员国的事实引用。
about-withheld =
    { $withheld ->
        [0] 此处所计的任何项目均未对读者保留。
       *[other] 此处所计项目中，有{ $withheld }项未向读者提供。未提供的项目计入总数和百分比，但不列入分类和清单。
    }
# UN
designations = 本文件所采用的名称及其材料的编排方式，并不意味着联合国秘书处对任何国家、领土、城市或地区或其当局的法律地位，或对其边界或界线的划分，表示任何意见。
# UN
regions = 各区域依据联合国供统计用的国家或地区标准代码(M49)划分。将国家或地区归入这些区域是为了便于统计，并不表示联合国对国家或领土的政治隶属或其他隶属关系作出任何假定。

## Corrections

# UN
corrigenda = 更正
corrigendum = 本版所计的一项评估于{ $day }撤回。本版仍保持发布时的原样；该评估自下一截止日起不再计入。
adjustments = 前期调整
adjustments-why = 下列总数曾在上一年的最后一版中公布。按该版截止日并根据其编制后获悉的情况重新计算，总数有所不同。该版仍保持发布时的原样。
adjustments-table = 上一年第{ $number }版中现已不同的总数

## The list behind a figure

basis-title = 所计内容：{ $figure }
basis = 所计内容
basis-absent = 清单列出您目前可以查看的内容。只有有权知悉者才能看到某一项目是否计入分子；略去的项目不以任何内容代替。
basis-suppressed = 该数字未予显示，因此也不显示其所计内容：项目太少，可能被辨认出来。
basis-withheld = 报告所计但未向其读者提供的项目数
basis-next = 下一页
basis-back = 返回报告

## What a form sets around a document

# UN
distribution =
    { $audience ->
        [public] 普遍分发
       *[other] 限制分发
    }
frame-council = 安全理事会
# UN
frame-body = 安全理事会关于反恐怖主义的第1373(2001)号决议所设委员会
# UN
frame-original = 原件：英文
# UN
frame-contents = 目录
frame-skip = 跳至报告
# UN
frame-notes = 注
frame-figures = 数据
frame-about = 关于本文件
frame-charts = 图表

## Titles of columns

column-activities = 活动
column-added = 增列
column-adopted-on = 通过日期
column-agreed-on = 商定日期
column-assessed = 已评估
column-assistance-needed = 需要援助
column-at = 截至
column-basis = 依据
column-body = 机构
column-by-the-cut-off = 截至截止日
column-capacity = 能力和资源
column-changes = 通过后的变更
column-components = 访问部分
column-consent = 同意
column-counts = 所计内容
column-cut-off = 截止日
column-dated = 文件日期
column-day = 日期
column-days-late = 逾期天数
column-declined = 已谢绝
column-delivered = 已提供
column-delivered-in-full = 已全部提供
column-delivered-in-part = 部分
column-denominator = 分母
column-done = 已完成
column-draft-to-final = 草稿至最后报告
column-due = 到期日
column-end = 结束
column-ended-on = 结束日期
column-events = 事件
column-figure = 数字
column-final-to-committee = 最后报告至提交委员会
column-flagged = 标记日期
column-follow-up = 后续报告
column-group = 类别
column-good-practices = 良好做法
column-held = 举行日期
column-held-on = 会议日期
column-id = 编号
column-implemented = 已执行
column-in-full = 全部
column-in-numerator = 计入分子
column-in-part = 部分
column-in-need = 需要援助
column-in-year = { $year }年
column-indicator = 指标
column-invited = 邀请
column-kind = 类别
column-last-visit = 上次访问
column-lead = 牵头机构
column-level-of-speaker = 发言人级别
column-meeting = 会议
column-meetings = 会议
column-mode = 方式
column-needs = 需求
column-not = 未执行
column-now = 现值
column-number = 数目
column-numerator = 分子
column-occasion = 场合
column-of = 总数
column-offered = 已提议
column-old = 超过五年
column-on = 事项
column-owner = 负责方
column-paragraph = 段落
column-position = 立场
column-priority = 优先程度
column-product = 产品
column-products-cited = 所引产品
column-programme = 方案
column-provision = 规定
column-published = 已公布
column-reason = 原因
column-reasons = 理由和依据
column-received = 收到日期
column-recommendation = 建议
column-recommendations = 建议
column-region = 区域
column-removed = 删除
column-reported = 报告日期
column-requested = 已请求
column-resolution = 解决办法
column-resolved = 解决日期
column-sector = 部门
column-share = 百分比
column-shortfalls = 不足
column-since-2005 = 2005年以来
column-standing = 状况
column-start = 开始
# UN
column-state = 国家
# UN
column-states = 国家
column-states-assessed = 已评估国家
column-states-attending = 出席国家
column-states-invited = 受邀国家
column-state-reports = 国家所报情况
column-step = 步骤
column-steps = 步骤
column-subject = 主题
column-subjects = 事项
column-submitted = 提交委员会日期
column-submitted-on = 提交日期
column-taken-up = 已受理
column-text = 案文
column-theme = 专题
column-themes = 专题
column-took-part = 参加
column-unit = 单位
column-value = 数值
column-visit-to-draft = 访问至草稿天数
column-visits-invited = 受邀参加的访问
column-visits-took-part = 实际参加的访问
column-was-assessed = 执行局评估结果
column-what = 内容
column-at-least = 至少
column-at-most = 至多
column-in-fact = 实际
column-what-was-done = 所采取行动
column-with-whom = 合作方
column-year = 年份
column-visits = 访问
column-visits-with-invitation = 受邀的访问
column-visits-with-part = 参加的访问
