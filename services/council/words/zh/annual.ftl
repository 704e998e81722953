### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

annual-title = { $year }年反恐怖主义委员会及其执行局工作报告
annual-subtitle = 反恐怖主义委员会主席提交安全理事会

## Its sections

# UN
annual-summary = 摘要
# UN
annual-introduction = 一. 导言
annual-overall-work = 二. { $year }年总体工作情况
annual-coordination = 三. 与联合国其他机构的协调
annual-consent = 四. 会员国对访问和报告的同意
annual-implementation = 五. 建议的执行情况
annual-improvements = 六. 会员国反恐努力的改进
annual-annex-figures = 附件一. 数字
annual-annex-method = 附件二. 数字的计算方法

## Introduction

annual-purpose =
    { $authority ->
        [none] { "" }
       *[other] 根据{ $authority }，
    }本报告通过主席向安全理事会说明反恐怖主义委员会和反恐怖主义委员会执行局的总体工作情况。报告所涉期间为{ $period }。
annual-synthetic = 本版为合成版：各项评估、其结论和建议以及为其进行的访问均出自虚构，以说明报告的编制方法，并与实际进行的访问一并列出。这些内容并不说明任何会员国的情况，本版任何内容均不得作为关于会员国的事实引用。
annual-time = 本报告计入截至截止日{ $cut_off }发生的情况，数据截至{ $data_as_of }。此后获悉的情况将载于以后各版或下一次报告。
annual-early = 本版在所涉期间结束之前编制：其中没有{ $data_as_of }之后的任何内容。
annual-units = 已公布的访问和建议总数之所以不同，是因为所计内容不同。因此，每个数字均注明单位，每个百分比均注明分子和分母。所有数字均列于附件一，并附所计内容清单；附件二说明计算方法。
annual-withheld-none-live = 截至截止日没有有效建议，因此没有建议未向本报告读者提供。
annual-withheld-none = 所计建议均未对本报告读者保留。
annual-withheld = 在所计的{ $live }项建议中，有{ $withheld }项未向本报告读者提供。未提供的建议计入每个总数和百分比。按专题和按区域列出的表格不包括这些建议，也不显示因数量太少而可能被辨认出来的组别。

## Visits, assessments, products

annual-visits = A. 对会员国的访问
annual-visits-made = { $opening }，执行局完成了对<states>{ $states }个国家</states>的<visits>{ $visits }次访问</visits>，共有<missions>{ $missions }个特派访问团</missions>和<components>{ $components }个访问部分</components>。一个特派访问团访问若干国家时，对其中每个国家计为一次访问。由若干部分组成的访问，无论现场还是虚拟，均计为一次访问，并计入最后一个部分结束的年份。
annual-visits-none = { $within }没有已完成访问的记录。
annual-visits-on-record =
    自2005年1月1日以来，{ $visits ->
        [0] <visits>没有访问</visits>记录。
       *[other] 有记录的访问为对<states>{ $states }个国家</states>的<visits>{ $visits }次访问</visits>。
    }在{ $never_of }个会员国中，截至{ $cut_off }没有访问记录的为<never>{ $never ->
        [0] 零
       *[other] { $never }
    }个</never>(<never>{ $never_share }%</never>)。
annual-assessments = B. 评估
annual-assessments-completed = { $opening }，共完成<assessments>{ $assessments }项评估</assessments>，不论何种类别，即已提交委员会且截至截止日未撤回的评估。
annual-assessments-none = { $within }没有完成任何评估。
annual-products = C. 调查和分析产品
annual-products-adopted = { $opening }，委员会通过了<products>{ $products }项调查或分析产品</products>，不包括截至截止日已撤回的产品。

## Coordination

annual-assistance = A. 技术援助：反恐怖主义办公室和契约实体
annual-assistance-needed =
    截至截止日，有{ $taken_up_of }项建议需要有关国家已请求的技术援助，并已提供给联合国系统。其中，项目或方案已受理或已提供援助的有<taken_up>{ $taken_up ->
        [0] 零
       *[other] { $taken_up }
    }项</taken_up>(<taken_up>{ $taken_up_share }%</taken_up>)。由若干项目满足的同一需求只计一次。已全部提供援助的有<delivered>{ $delivered ->
        [0] 零
       *[other] { $delivered }
    }项</delivered>，已部分提供援助的有<in_part>{ $in_part ->
        [0] 零
       *[other] { $in_part }
    }项</in_part>。
annual-assistance-none = 截至截止日，在已提供给联合国系统的建议中，没有需要有关国家已请求的技术援助的建议。
# UN
annual-committees = B. 第1267(1999)号和第1540(2004)号决议所设委员会
annual-partners = C. 代表参会、外联和与合作伙伴的其他工作
annual-activities-none = { $within }，除访问、报告和会议外，没有其他活动记录。
annual-activities = { $opening }，除访问、报告和会议外，有记录的活动为<activities>{ $activities }项</activities>：代表参加其他机构的会议、外联、讲习班、咨询、协商和合作。各表格计入所有这些活动。可公开的活动均列明名称。

## Consent

annual-consent-visits = A. 访问
annual-consent-asked =
    { $opening }，共在{ $given_of }种情况下请各国同意访问。截至截止日，获得同意的有<given>{ $given ->
        [0] 零
       *[other] { $given }
    }种</given>(<given>{ $given_share }%</given>)，遭拒绝的有<declined>{ $declined ->
        [0] 零
       *[other] { $declined }
    }种</declined>，因名单所涉年份结束而未获答复、请求已失效的有<lapsed>{ $lapsed ->
        [0] 零
       *[other] { $lapsed }
    }种</lapsed>，仍在等待答复的有<open>{ $open ->
        [0] 零
       *[other] { $open }
    }种</open>。
annual-consent-none = { $within }没有请求同意访问的记录。
annual-release = B. 向联合国系统提供评估
annual-released =
    在{ $within }完成的{ $full_of }项评估中，截至截止日，已全部提供给联合国系统的有<full>{ $full ->
        [0] 零
       *[other] { $full }
    }项</full>(<full>{ $full_share }%</full>)，部分提供的有<part>{ $part ->
        [0] 零
       *[other] { $part }
    }项</part>(<part>{ $part_share }%</part>)。不属于这两类的评估未予提供。
annual-released-none = { $within }没有完成任何评估，因此没有应提供的评估。
annual-wider = C. 同意更广泛地提供评估
annual-wider-rule = 除非有关国家要求保密，评估均向联合国系统开放。这种提供并非同意，也不作为同意计算。任何其他方只有在征得该国同意并与委员会协商后，才能获得评估。
annual-wider-asked =
    { $opening }，就<asked>{ $asked }项评估</asked>请各国给予上述同意。截至截止日，全部同意的有<full>{ $full ->
        [0] 零
       *[other] { $full }
    }项</full>，部分同意的有<part>{ $part ->
        [0] 零
       *[other] { $part }
    }项</part>，拒绝的有<refused>{ $refused ->
        [0] 零
       *[other] { $refused }
    }项</refused>，未答复的有<silent>{ $silent ->
        [0] 零
       *[other] { $silent }
    }项</silent>。
annual-wider-none = { $within }没有请求此种同意的记录。
annual-confidential = { $opening }，各国要求对<confidential>{ $confidential }项评估</confidential>或其部分内容保密。

## Implementation

annual-follow-up = A. 提交委员会的后续报告
annual-follow-up-none = { $within }没有关于评估建议执行情况的报告到期。
annual-follow-up-due =
    { $opening }，{ $authority ->
        [none] { "" }
       *[other] 根据{ $authority }，
    }有<due>{ $due }份报告</due>到期，涉及评估建议的执行情况。其中，执行局在截止日所知到期日或之前编制的有<on_time>{ $on_time ->
        [0] 零
       *[other] { $on_time }
    }份</on_time>(<on_time>{ $on_time_share }%</on_time>)。
annual-officials =
    { $opening }，主席曾邀请{ $attended_of }个国家的高级官员出席已举行的会议。派官员出席的国家有<attended>{ $attended ->
        [0] 零
       *[other] { $attended }
    }个</attended>(<attended>{ $attended_share }%</attended>)。
annual-status = B. 已评估和已执行的建议
annual-status-none = 截至截止日没有有效建议。
annual-status-live =
    截至截止日，迄今所有评估的建议中，有效建议为{ $implemented_of }项，即未被取代、未失去意义且未撤回的建议。有关国家不接受的建议也包括在内。执行局已评估其中<assessed>{ $assessed ->
        [0] 零
       *[other] { $assessed }
    }项</assessed>(<assessed>{ $assessed_share }%</assessed>)的执行情况，最近一次评估认定已执行的有<implemented>{ $implemented ->
        [0] 零
       *[other] { $implemented }
    }项</implemented>(<implemented>占总数的{ $implemented_share }%</implemented>)。
annual-status-committee-none = 本报告读者可查看的建议中没有委员会自己提出的建议，全部由执行局提出。
annual-status-committee =
    本报告读者可查看的{ $committee_of }项建议中，委员会自己提出的有<committee>{ $committee }项</committee>，其余由执行局提出。最近一次评估认定委员会的建议中已执行的有<done>{ $done ->
        [0] 零
       *[other] { $done }
    }项</done>(<done>{ $done_share }%</done>)。
annual-status-scale = 只计入执行局评估的情况；各国自行报告的情况不计在内。由于没有公布过任何等级标准，此处等级(未开始、进行中、部分执行、已执行)为本系统自定。
annual-by-theme = C. 按专题
annual-by-theme-note = 下表计入本报告读者可查看的建议。一项建议可涉及若干专题，并计入其中每个专题，因此各行之和可能超过总数。
annual-by-region = D. 按区域

## Improvements

annual-improved =
    在{ $before }和{ $cut_off }均已评估执行情况的{ $improved_of }项有效建议中，后一日期执行程度较高的有<improved>{ $improved ->
        [0] 零
       *[other] { $improved }
    }项</improved>(<improved>{ $improved_share }%</improved>)。该数字表明执行程度有所提高，但不说明原因。
annual-improved-none = 没有在{ $before }和{ $cut_off }均已评估的有效建议，因此尚不能显示任何改进。

## Tables and charts

annual-table-summary = 截至{ $cut_off }的主要数字
annual-table-visits = 截至{ $cut_off }按计算单位列示的访问
annual-row-missions = 特派访问团
annual-row-visits = 访问
annual-row-visit-components = 访问部分
annual-row-states-visited = 受访国家
annual-table-themes = 截至{ $cut_off }本报告读者可查看的建议，按专题列示
annual-table-regions = 截至{ $cut_off }本报告读者可查看的建议，按区域列示
annual-cross-cutting = 贯穿各领域
annual-chart-overall = 截至{ $cut_off }已评估和已执行的有效建议
annual-chart-overall-words =
    在{ $implemented_of }项有效建议中，已评估的有{ $assessed ->
        [0] 零
       *[other] { $assessed }
    }项({ $assessed_share }%)，认定已执行的有{ $implemented ->
        [0] 零
       *[other] { $implemented }
    }项({ $implemented_share }%)。
annual-chart-all = 所有有效建议
annual-chart-themes = 截至{ $cut_off }已评估和已执行的建议，按专题列示
annual-chart-themes-words = 上表所列每个专题的百分比。
annual-chart-regions = 截至{ $cut_off }已评估和已执行的建议，按区域列示
annual-chart-regions-words = 上表所列每个区域的百分比。

## Annexes

annual-method-assessed = 已评估：某一专题或区域
annual-method-assessed-counts = 与所有有效建议相同，但仅限于读者可查看的建议。
annual-method-implemented = 已执行：某一专题或区域
annual-method-implemented-counts = 同上。
annual-method-note = 百分比保留一位小数，由整数计算并四舍五入；如无可计算百分比的总数，则注明“{ none }”。更正自作出之日起计算。撤回的评估自撤回后的第一个截止日起不再计入任何数字，而为其进行的访问仍为访问。“提供”是指截至截止日向联合国系统开放；就援助需求而言，是指在该日或之前开放。
