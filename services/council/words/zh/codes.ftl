### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

# UN
region-africa = 非洲
# UN
region-americas = 美洲
# UN
region-asia = 亚洲
# UN
region-europe = 欧洲
# UN
region-oceania = 大洋洲
region-elsewhere = 其他
# UN
pillar =
    { $pillar ->
        [1] 支柱一
        [2] 支柱二
        [3] 支柱三
        [4] 支柱四
       *[other] 未说明支柱
    }
visit-kind-comprehensive = 全面访问
visit-kind-focused = 重点访问
visit-kind-regional = 区域访问
visit-kind-follow-up = 后续访问
visit-kind-advocacy = 宣传访问
visit-kind-not-stated = 未说明
assessment-kind-comprehensive = 全面评估
assessment-kind-focused = 重点评估
assessment-kind-desk = 案头评估
assessment-kind-regional = 区域评估
assessment-kind-follow-up = 后续评估
assessment-kind-advocacy = 宣传评估
mode-onsite = 现场
mode-virtual = 虚拟
mode-hybrid = 混合
priority-high = 高
priority-medium = 中
priority-low = 低
position-accepted = 已接受
position-partly = 部分接受
position-not-accepted = 未接受
implementation-not-started = 未开始
implementation-in-progress = 进行中
implementation-partly-implemented = 部分执行
implementation-implemented = 已执行
sector-compact = 契约实体
sector-council-body = 安理会机构
sector-regional-organization = 区域组织
sector-partner = 合作伙伴
# UN
sector-civil-society = 民间社会
sector-academia = 学术界
# UN
sector-private-sector = 私营部门
meeting-kind-invitation = 应邀会议
meeting-kind-regional = 区域会议
meeting-kind-thematic = 专题会议
meeting-kind-joint = 联合会议
meeting-kind-other = 其他
briefing-kind-briefing = 向委员会的通报
briefing-kind-heads-meeting = 执行局与反恐怖主义办公室负责人会议
briefing-kind-follow-up-meeting = 主席与反恐怖主义办公室的后续会议
# UN
speaker-under-secretary-general = 副秘书长
# UN
speaker-assistant-secretary-general = 助理秘书长
# UN
speaker-director = 司长
speaker-other = 其他
product-kind-edis = 详细执行情况调查(eDIS)
product-kind-oia = 执行情况评估概览(OIA)
product-kind-gis = 全球执行情况调查(GIS)
product-kind-trends = 趋势
product-kind-alert = 提醒
product-kind-advice = 咨询意见
product-kind-analysis = 分析
consent-asked = 已请求
consent-given = 已同意
consent-declined = 已拒绝
consent-lapsed = 未答复
resolved-merged = 已合并
resolved-divided = 已分工
resolved-one-withdrawn = 其中一个已撤回
resolved-no-duplication = 不存在重复
stage-opened = 已连同国家请求提供给联合国系统
stage-offered = 已提议援助
stage-taken-up = 已由项目或方案受理
stage-delivered = 已全部提供援助
stage-part-delivered = 已提供多项援助中的一项
stage-declined = 已谢绝
stage-cancelled = 不再跟进
forecast-follow-up-report = 后续报告
forecast-visit = 访问
forecast-obligation = 义务
