# Draft translation: no wording here comes from a source of the United Nations.

report-annual = 年度报告
report-followup = 后续行动报告
report-review = 年度审查和预测
report-briefing = 反恐怖主义办公室通报
report-joint = 反恐执行局和反恐怖主义办公室联合报告
report-thematic = 专题摘要
report-programme = 访问方案的结果
report-schedule = 访问日程

letter-code-subject = 请确认此地址
letter-code = 有人要求向此地址通知报告的各版。如果是您本人，请交回此代码。否则无需采取任何行动：不会再收到其他邮件。
letter-paused-subject = 您的一项订阅已暂停
letter-paused = 您的订阅 { $failing } 无法送达任何内容，因此已暂停。如果您在 { $day } 或之前恢复，订阅将继续；此后即告终止。原因见此处：
letter-ended-subject = 您的一项订阅已终止
letter-ended = 您的订阅 { $failing } 一个月来无法送达任何内容，因此已终止。如有需要，请重新订阅。原因见此处：
letter-new-subject = { $title }：第 { $edition } 版
letter-new = 本报告的一版已经转递。
letter-corrected = 本报告的更正版已经转递，取代先前的版本。
letter-reissued = 本版经删减后重新印发。请删除您持有的副本，并在此处查阅。
letter-withdrawn-subject = 一份报告的一版已被撤回
letter-withdrawn = 您不再能查阅本版。请删除您持有的副本。
letter-digest = 核对方法：本版英文 JSON 文件的 SHA-256 为 { $digest }。JSON 文件在此：
letter-end = 您因订阅 { $subscription } 收到此邮件。您可随时取消订阅。
