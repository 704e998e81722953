### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Products, meetings, the programme

annual-products-none = { $within }没有通过调查或分析产品的记录。
annual-products-by-title = { $year }年通过且本报告读者可知其标题的调查和分析产品
annual-meetings = D. 会议和通报会
annual-meetings-none = { $within }没有委员会后续会议的记录。
annual-meetings-held = { $opening }，根据现有记录，委员会为评估的后续行动或就区域或专题事项举行了<meetings>{ $meetings }次会议</meetings>。哪些国家受邀参加哪次会议，不对本报告读者公开。
annual-meetings-by-kind = { $year }年举行的会议，按类型列示
annual-briefings-none = { $within }没有与专家举行通报会或公开会议的记录。
annual-briefings-given = { $within }，有记录的与专家举行的通报会和公开会议为<briefings>{ $briefings }次</briefings>。其中公开的会议在第三节列明。
annual-programme = E. 访问方案的结果
annual-programme-none = 没有{ $year }年拟访问国家名单的记录。
annual-programme-outcome =
    截至截止日，{ $year }年拟访问国家名单上有{ $visited_of }个国家。执行局在该年访问了其中<visited>{ $visited ->
        [0] 零
       *[other] { $visited }
    }个</visited>(<visited>{ $visited_share }%</visited>)。

## Other bodies

annual-committees-visits = 下表列示这些机构受邀参加该年多少次访问，以及参加了多少次，以现有记录为限。各机构参加了哪次访问，不对本报告读者公开。
annual-committees-visits-none = 没有邀请上述委员会专家参加该年访问的记录，也没有其参加访问的记录。
annual-council-bodies = 安理会其他委员会的专家机构与{ $year }年结束的访问
annual-committees-work =
    { $within }，有记录的与其他机构的联席会议为<joint>{ $joint ->
        [0] 零
       *[other] { $joint }
    }次</joint>，与上述委员会协调的其他活动为<coordination>{ $coordination ->
        [0] 零
       *[other] { $coordination }
    }项</coordination>。
annual-overlaps =
    { $within }，发现执行局和另一机构计划在相近时间访问同一国家的情况有{ $resolved_of }起。截至截止日，已解决<resolved>{ $resolved ->
        [0] 零
       *[other] { $resolved }
    }起</resolved>(<resolved>{ $resolved_share }%</resolved>)。
annual-overlaps-none = { $within }没有发现执行局与另一机构所计划的访问相重叠的记录。
annual-unoct = D. 与反恐怖主义办公室和契约实体的工作
annual-unoct-briefings =
    { $within }，有记录的反恐怖主义办公室向委员会所作通报为<briefings>{ $briefings ->
        [0] 零
       *[other] { $briefings }
    }次</briefings>，执行局与该办公室负责人的会议为<heads>{ $heads ->
        [0] 零
       *[other] { $heads }
    }次</heads>。
annual-with-unoct = { $year }年反恐怖主义办公室的通报及与该办公室的会议
annual-steps =
    截至截止日，执行局和反恐怖主义办公室商定了{ $done_of }项实际步骤，其中已完成<done>{ $done ->
        [0] 零
       *[other] { $done }
    }项</done>(<done>{ $done_share }%</done>)。仅涉及一个国家的步骤计入总数，但不列明。
annual-steps-none = 截至截止日，没有执行局和反恐怖主义办公室商定实际步骤的记录。
annual-compact = 下表列示《联合国全球反恐协调契约》各实体受邀参加该年多少次访问，以及参加了多少次，以现有记录为限。
annual-compact-none = 没有邀请契约实体参加该年访问的记录，也没有契约实体参加访问的记录。
annual-compact-entities = 契约实体与{ $year }年结束的访问

## Priority, improvements

annual-by-priority = E. 按优先程度
annual-table-priorities = 截至{ $cut_off }本报告读者可查看的建议，按优先程度列示
annual-lowered =
    在上述{ $lowered_of }项建议中，后一日期执行程度较低的有<lowered>{ $lowered ->
        [0] 零
       *[other] { $lowered }
    }项</lowered>(<lowered>{ $lowered_share }%</lowered>)。
annual-improved-with-assistance =
    在执行程度提高且本报告读者可查看的{ $assisted_of }项建议中，截至截止日项目或方案已受理或已提供援助的有<assisted>{ $assisted ->
        [0] 零
       *[other] { $assisted }
    }项</assisted>(<assisted>{ $assisted_share }%</assisted>)。两者均有记录，并不表明其中之一是另一者的原因。
annual-products-cited =
    在有记录且截至截止日未取消的{ $citing_of }个援助方案中，引用委员会调查或分析产品的有<citing>{ $citing ->
        [0] 零
       *[other] { $citing }
    }个</citing>(<citing>{ $citing_share }%</citing>)。
annual-products-cited-none = 截至截止日，没有可引用委员会产品的援助方案的记录。

## What is ahead

annual-ahead = 七. 非正式磋商和{ $next }年计划
annual-consultations = A. 安理会关于委员会工作的非正式磋商
annual-consultations-listed = { $opening }，根据现有记录，在以下日期举行了非正式磋商。
annual-consultations-none = { $within }没有关于委员会工作的非正式磋商的记录。
annual-consultations-of-year = { $year }年举行的非正式磋商
annual-planned = B. { $next }年计划进行的访问
annual-planned-listed = 截至截止日所知，有关国家已同意在{ $next }年进行以下访问。有关国家尚未同意的访问不予列明。
annual-planned-none = 截至截止日，没有有关国家已同意的{ $next }年访问的记录。
annual-visits-planned = 已商定的{ $next }年访问

## The letter of transmittal, where nobody wrote one

annual-letter-address =
    { $dated ->
        [none] 安全理事会关于反恐怖主义的第1373(2001)号决议所设委员会主席给安全理事会主席的信
       *[other] { $dated }安全理事会关于反恐怖主义的第1373(2001)号决议所设委员会主席给安全理事会主席的信
    }
annual-letter-report =
    谨代表安全理事会关于反恐怖主义的第1373(2001)号决议所设委员会，{ $authority ->
        [none] { "" }
       *[other] 根据{ $authority }，
    }向安全理事会转递委员会及其执行局{ $year }年工作报告。
annual-letter-request = 请提请安全理事会成员注意本函和报告，并将其作为安理会文件分发为荷。
annual-letter-closing = 顺致最崇高的敬意。
annual-letter-signature = 安全理事会关于反恐怖主义的第1373(2001)号决议所设委员会主席
annual-letter-usual = 本函为通用文本。主席可另行撰写。

## Who took part; what is not shown

annual-guests = 下表列示执行局以外的每一类参加者受邀参加该年多少次访问，以及参加了多少次，以现有记录为限。民间社会、学术界和私营部门的专家应国家请求参加。
annual-guests-few = 不列示该年各次访问邀请了谁、谁参加了访问：访问或受访国家过少，可能逐一辨认出来。
annual-guests-compared = 不列示该年各次访问邀请了谁、谁参加了访问：此前公布的、截止日相同或相近的一版所计访问或参加者与此不同，其差别可能透露某一次访问的情况。
annual-guests-by-sector = { $year }年结束的访问中执行局以外的参加者，按类别分列
annual-improved-by-state = 这些是哪些国家，不对本报告读者公开：国家允许公布案文，并不表示同意公布其执行程度。
annual-products-untitled = 这些文件的标题均不对本报告读者公开。
