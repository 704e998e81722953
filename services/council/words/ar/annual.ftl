### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

annual-title = تقرير عن أعمال لجنة مكافحة الإرهاب ومديريتها التنفيذية في عام { $year }
annual-subtitle = من رئاسة لجنة مكافحة الإرهاب إلى مجلس الأمن

## Its sections

# UN
annual-summary = موجز
# UN
annual-introduction = أولا - مقدمة
annual-overall-work = ثانيا - حالة الأعمال العامة في عام { $year }
annual-coordination = ثالثا - التنسيق مع سائر هيئات الأمم المتحدة
annual-consent = رابعا - موافقة الدول الأعضاء على الزيارات والتقارير
annual-implementation = خامسا - تنفيذ التوصيات
annual-improvements = سادسا - التحسينات في جهود الدول الأعضاء لمكافحة الإرهاب
annual-annex-figures = المرفق الأول - الأرقام
annual-annex-method = المرفق الثاني - كيفية حساب الأرقام

## Introduction

annual-purpose =
    يُقدَّم هذا التقرير عن حالة الأعمال العامة للجنة مكافحة الإرهاب والمديرية التنفيذية للجنة مكافحة الإرهاب إلى مجلس الأمن عن طريق رئاسة اللجنة{ $authority ->
        [none] { "" }
       *[other] { " " }عملا بما نص عليه { $authority }
    }. وهو يغطي الفترة { $period }.
annual-synthetic = هذه الطبعة اصطناعية: فالتقييمات وما فيها من استنتاجات وتوصيات، والزيارات التي أُجريت من أجلها، مختلقة لبيان كيفية إعداد التقرير، إلى جانب زيارات جرت فعلا. وهي لا تقول شيئا عن أي دولة عضو، ولا يجوز الاستشهاد بأي شيء في هذه الطبعة باعتباره حقيقة تخص دولة عضوا.
annual-time = يحسب التقرير ما حدث حتى التاريخ الفاصل، { $cut_off }، وفقا للبيانات حتى { $data_as_of }. وما يُعرف بعد ذلك يرد في طبعة لاحقة أو في التقرير المقبل.
annual-early = أُعدت هذه الطبعة قبل انتهاء الفترة المشمولة بها: فليس فيها شيء مما حدث بعد { $data_as_of }.
annual-units = اختلفت المجاميع المنشورة للزيارات والتوصيات لأنها تحسب أشياء مختلفة. ولذلك تُذكر مع كل رقم وحدته، ومع كل نسبة بسطها ومقامها. وترد الأرقام جميعها في المرفق الأول، ومع كل منها قائمة بما حُسب؛ ويبين المرفق الثاني كيفية حسابها.
annual-withheld-none-live = لم تكن هناك أي توصية سارية في التاريخ الفاصل، ولذلك ليس بينها ما هو غير متاح لقراء هذا التقرير.
annual-withheld-none = ليس بين التوصيات المحسوبة ما هو غير متاح لقراء هذا التقرير.
annual-withheld =
    من بين { $live ->
        [zero] { $live } توصية محسوبة
        [one] توصية واحدة محسوبة
        [two] توصيتين محسوبتين
        [few] { $live } توصيات محسوبة
        [many] { $live } توصية محسوبة
       *[other] { $live } توصية محسوبة
    }، { $withheld ->
        [zero] لا توجد توصية غير متاحة
        [one] توجد توصية واحدة غير متاحة
        [two] توجد توصيتان غير متاحتين
        [few] توجد { $withheld } توصيات غير متاحة
        [many] توجد { $withheld } توصية غير متاحة
       *[other] توجد { $withheld } توصية غير متاحة
    } لقراء هذا التقرير. ويدخل ما هو غير متاح في كل مجموع وكل نسبة. أما الجداول حسب الموضوع وحسب المنطقة فلا تشمله، ولا تبين مجموعات صغيرة إلى حد يمكن معه التعرف على عناصرها.

## Visits, assessments, products

annual-visits = ألف - الزيارات إلى الدول الأعضاء
annual-visits-made =
    { $opening }، أتمت المديرية التنفيذية <visits>{ $visits ->
        [zero] { $visits } زيارة
        [one] زيارة واحدة
        [two] زيارتين
        [few] { $visits } زيارات
        [many] { $visits } زيارة
       *[other] { $visits } زيارة
    }</visits> إلى <states>{ $states ->
        [zero] { $states } دولة
        [one] دولة واحدة
        [two] دولتين
        [few] { $states } دول
        [many] { $states } دولة
       *[other] { $states } دولة
    }</states>، في إطار <missions>{ $missions ->
        [zero] { $missions } بعثة
        [one] بعثة واحدة
        [two] بعثتين
        [few] { $missions } بعثات
        [many] { $missions } بعثة
       *[other] { $missions } بعثة
    }</missions> و<components>{ $components ->
        [zero] { $components } عنصر
        [one] عنصر واحد
        [two] عنصرين
        [few] { $components } عناصر
        [many] { $components } عنصرا
       *[other] { $components } عنصر
    }</components>. وتُعد البعثة إلى عدة دول زيارة واحدة إلى كل منها. وتُعد الزيارة التي تجري في عدة عناصر، موقعية كانت أو افتراضية، زيارة واحدة، وتُحسب في السنة التي انتهى فيها آخر عناصرها.
annual-visits-none = لا توجد زيارة مسجلة باعتبارها قد أُنجزت { $within }.
annual-visits-on-record =
    منذ 1 كانون الثاني/يناير 2005، { $visits ->
        [0] <visits>لا توجد أي زيارة</visits> مسجلة.
        [one]
            سُجلت <visits>زيارة واحدة</visits> إلى <states>{ $states ->
                [zero] { $states } دولة
                [one] دولة واحدة
                [two] دولتين
                [few] { $states } دول
                [many] { $states } دولة
               *[other] { $states } دولة
            }</states>.
        [two]
            سُجلت <visits>زيارتان</visits> إلى <states>{ $states ->
                [zero] { $states } دولة
                [one] دولة واحدة
                [two] دولتين
                [few] { $states } دول
                [many] { $states } دولة
               *[other] { $states } دولة
            }</states>.
        [few]
            سُجلت <visits>{ $visits } زيارات</visits> إلى <states>{ $states ->
                [zero] { $states } دولة
                [one] دولة واحدة
                [two] دولتين
                [few] { $states } دول
                [many] { $states } دولة
               *[other] { $states } دولة
            }</states>.
        [many]
            سُجلت <visits>{ $visits } زيارة</visits> إلى <states>{ $states ->
                [zero] { $states } دولة
                [one] دولة واحدة
                [two] دولتين
                [few] { $states } دول
                [many] { $states } دولة
               *[other] { $states } دولة
            }</states>.
       *[other]
            سُجلت <visits>{ $visits } زيارة</visits> إلى <states>{ $states ->
                [zero] { $states } دولة
                [one] دولة واحدة
                [two] دولتين
                [few] { $states } دول
                [many] { $states } دولة
               *[other] { $states } دولة
            }</states>.
    } وعدد الدول الأعضاء التي لم تُسجل لها أي زيارة حتى { $cut_off } هو <never>{ $never ->
        [0] صفر
       *[other] { $never }
    }</never> من مجموع { $never_of } (<never>{ $never_share } في المائة</never>).
annual-assessments = باء - التقييمات
annual-assessments-completed =
    { $opening }، أُنجز <assessments>{ $assessments ->
        [zero] { $assessments } تقييم
        [one] تقييم واحد
        [two] تقييمان
        [few] { $assessments } تقييمات
        [many] { $assessments } تقييما
       *[other] { $assessments } تقييم
    }</assessments> من جميع الأنواع، أي التقييمات المقدمة إلى اللجنة وغير المسحوبة حتى التاريخ الفاصل.
annual-assessments-none = لم يُنجز أي تقييم { $within }.
annual-products = جيم - الدراسات الاستقصائية والمنتجات التحليلية
annual-products-adopted =
    { $opening }، اعتمدت اللجنة <products>{ $products ->
        [zero] { $products } من الدراسات الاستقصائية أو المنتجات التحليلية
        [one] دراسة استقصائية واحدة أو منتجا تحليليا واحدا
        [two] اثنين من الدراسات الاستقصائية أو المنتجات التحليلية
        [few] { $products } من الدراسات الاستقصائية أو المنتجات التحليلية
        [many] { $products } من الدراسات الاستقصائية أو المنتجات التحليلية
       *[other] { $products } من الدراسات الاستقصائية أو المنتجات التحليلية
    }</products>، دون حساب ما سُحب منها حتى التاريخ الفاصل.

## Coordination

annual-assistance = ألف - المساعدة التقنية: مكتب مكافحة الإرهاب وكيانات الاتفاق
annual-assistance-needed =
    في التاريخ الفاصل، كانت هناك { $taken_up_of ->
        [zero] { $taken_up_of } توصية تستلزم
        [one] توصية واحدة تستلزم
        [two] توصيتان تستلزمان
        [few] { $taken_up_of } توصيات تستلزم
        [many] { $taken_up_of } توصية تستلزم
       *[other] { $taken_up_of } توصية تستلزم
    } مساعدة تقنية طلبتها الدولة المعنية، وأُتيحت لمنظومة الأمم المتحدة. وعدد التوصيات التي تناولتها مشاريع أو برامج، أو قدمت المساعدة بشأنها، هو <taken_up>{ $taken_up ->
        [0] صفر
       *[other] { $taken_up }
    }</taken_up> منها (<taken_up>{ $taken_up_share } في المائة</taken_up>). ويُحسب الاحتياج الذي تلبيه عدة مشاريع مرة واحدة. وعدد ما قُدمت بشأنه المساعدة بالكامل: <delivered>{ $delivered ->
        [0] صفر
       *[other] { $delivered }
    }</delivered>؛ وجزئيا: <in_part>{ $in_part ->
        [0] صفر
       *[other] { $in_part }
    }</in_part>.
annual-assistance-none = في التاريخ الفاصل، لم تكن بين التوصيات المتاحة لمنظومة الأمم المتحدة توصية تستلزم مساعدة تقنية طلبتها الدولة المعنية.
# UN
annual-committees = باء - اللجنتان المنشأتان عملا بالقرارين 1267 (1999) و 1540 (2004)
annual-partners = جيم - التمثيل والتوعية وغيرهما من الأعمال مع الشركاء
annual-activities-none = لا يوجد نشاط مسجل { $within } غير الزيارات والتقارير والاجتماعات.
annual-activities =
    { $opening }، سُجل <activities>{ $activities ->
        [zero] { $activities } نشاط
        [one] نشاط واحد
        [two] نشاطان
        [few] { $activities } أنشطة
        [many] { $activities } نشاطا
       *[other] { $activities } نشاط
    }</activities> غير الزيارات والتقارير والاجتماعات: التمثيل في اجتماعات الجهات الأخرى، والتوعية، وحلقات العمل، والمشورة، والمشاورات، والتعاون. وتشمل الجداول جميع هذه الأنشطة. ويرد ما هو علني منها بالاسم.

## Consent

annual-consent-visits = ألف - الزيارات
annual-consent-asked =
    { $opening }، طُلبت من الدول الموافقة على زيارة في { $given_of ->
        [zero] { $given_of } حالة
        [one] حالة واحدة
        [two] حالتين
        [few] { $given_of } حالات
        [many] { $given_of } حالة
       *[other] { $given_of } حالة
    }. وعدد الحالات التي أُعطيت فيها الموافقة حتى التاريخ الفاصل: <given>{ $given ->
        [0] صفر
       *[other] { $given }
    }</given> (<given>{ $given_share } في المائة</given>)؛ والتي رُفضت فيها: <declined>{ $declined ->
        [0] صفر
       *[other] { $declined }
    }</declined>؛ والتي سقط فيها الطلب لانتهاء سنة القائمة دون جواب: <lapsed>{ $lapsed ->
        [0] صفر
       *[other] { $lapsed }
    }</lapsed>؛ والتي لا يزال الجواب فيها منتظرا: <open>{ $open ->
        [0] صفر
       *[other] { $open }
    }</open>.
annual-consent-none = لا يوجد طلب مسجل للموافقة على زيارة { $within }.
annual-release = باء - إتاحة التقييمات لمنظومة الأمم المتحدة
annual-released =
    من بين { $full_of ->
        [zero] { $full_of } تقييم أُنجز
        [one] تقييم واحد أُنجز
        [two] تقييمين أُنجزا
        [few] { $full_of } تقييمات أُنجزت
        [many] { $full_of } تقييما أُنجزت
       *[other] { $full_of } تقييم أُنجزت
    } { $within }، بلغ عدد ما أُتيح بالكامل لمنظومة الأمم المتحدة حتى التاريخ الفاصل <full>{ $full ->
        [0] صفر
       *[other] { $full }
    }</full> (<full>{ $full_share } في المائة</full>)، وما أُتيح جزئيا <part>{ $part ->
        [0] صفر
       *[other] { $part }
    }</part> (<part>{ $part_share } في المائة</part>). وما لا يندرج في أي من الفئتين لم يكن قد أُتيح.
annual-released-none = لم يُنجز أي تقييم { $within }، ولذلك لم يكن هناك ما يتعين إتاحته.
annual-wider = جيم - الموافقة على إتاحة التقييمات على نطاق أوسع
annual-wider-rule = التقييمات متاحة لمنظومة الأمم المتحدة ما لم تطلب الدولة المعنية الإبقاء على سريتها. ولا تُعد هذه الإتاحة موافقة، ولا تُحسب كذلك. ولا يجوز لأي جهة أخرى أن تحصل على تقييم إلا بموافقة الدولة، بعد التشاور مع اللجنة.
annual-wider-asked =
    { $opening }، طُلبت من الدول تلك الموافقة بشأن <asked>{ $asked ->
        [zero] { $asked } تقييم
        [one] تقييم واحد
        [two] تقييمين
        [few] { $asked } تقييمات
        [many] { $asked } تقييما
       *[other] { $asked } تقييم
    }</asked>. وحتى التاريخ الفاصل، كان عدد ما أُعطيت الموافقة بشأنه بالكامل: <full>{ $full ->
        [0] صفر
       *[other] { $full }
    }</full>؛ وجزئيا: <part>{ $part ->
        [0] صفر
       *[other] { $part }
    }</part>؛ وما رُفضت بشأنه: <refused>{ $refused ->
        [0] صفر
       *[other] { $refused }
    }</refused>؛ وما لم يرد بشأنه جواب: <silent>{ $silent ->
        [0] صفر
       *[other] { $silent }
    }</silent>.
annual-wider-none = لا يوجد طلب مسجل لتلك الموافقة { $within }.
annual-confidential =
    { $opening }، طلبت الدول الإبقاء على سرية <confidential>{ $confidential ->
        [zero] { $confidential } تقييم أو أجزاء منه
        [one] تقييم واحد أو أجزاء منه
        [two] تقييمين أو أجزاء منهما
        [few] { $confidential } تقييمات أو أجزاء منها
        [many] { $confidential } تقييما أو أجزاء منها
       *[other] { $confidential } تقييم أو أجزاء منها
    }</confidential>.

## Implementation

annual-follow-up = ألف - تقارير المتابعة المقدمة إلى اللجنة
annual-follow-up-none = لم يحل { $within } موعد أي تقرير عن تنفيذ توصيات تقييم.
annual-follow-up-due =
    { $opening }، حل موعد <due>{ $due ->
        [zero] { $due } تقرير
        [one] تقرير واحد
        [two] تقريرين
        [few] { $due } تقارير
        [many] { $due } تقريرا
       *[other] { $due } تقرير
    }</due> عن تنفيذ توصيات التقييمات{ $authority ->
        [none] { "" }
       *[other] { " " }عملا بما نص عليه { $authority }
    }. وعدد ما أعدته المديرية التنفيذية منها في موعد أقصاه تاريخ الاستحقاق، كما كان معروفا في التاريخ الفاصل: <on_time>{ $on_time ->
        [0] صفر
       *[other] { $on_time }
    }</on_time> (<on_time>{ $on_time_share } في المائة</on_time>).
annual-officials =
    { $opening }، كانت رئاسة اللجنة قد دعت كبار المسؤولين من { $attended_of ->
        [zero] { $attended_of } دولة
        [one] دولة واحدة
        [two] دولتين
        [few] { $attended_of } دول
        [many] { $attended_of } دولة
       *[other] { $attended_of } دولة
    } إلى اجتماع عُقد. وعدد الدول التي حضر مسؤولوها: <attended>{ $attended ->
        [0] صفر
       *[other] { $attended }
    }</attended> (<attended>{ $attended_share } في المائة</attended>).
annual-status = باء - التوصيات التي جرى تقييمها والتوصيات المنفذة
annual-status-none = في التاريخ الفاصل، لم تكن هناك أي توصية سارية.
annual-status-live =
    في التاريخ الفاصل، كانت هناك { $implemented_of ->
        [zero] { $implemented_of } توصية سارية
        [one] توصية واحدة سارية
        [two] توصيتان ساريتان
        [few] { $implemented_of } توصيات سارية
        [many] { $implemented_of } توصية سارية
       *[other] { $implemented_of } توصية سارية
    } من جميع التقييمات التي أُجريت حتى ذلك الحين، أي لم يُستعض عنها ولم تتجاوزها الأحداث ولم تُسحب. ويدخل فيها ما لا تقبله الدولة المعنية. وعدد التوصيات التي قيّمت المديرية التنفيذية تنفيذها: <assessed>{ $assessed ->
        [0] صفر
       *[other] { $assessed }
    }</assessed> (<assessed>{ $assessed_share } في المائة</assessed>)؛ وعدد ما خلص آخر تقييم لها إلى أنه منفذ: <implemented>{ $implemented ->
        [0] صفر
       *[other] { $implemented }
    }</implemented> (<implemented>{ $implemented_share } في المائة من المجموع</implemented>).
annual-status-committee-none = لم تقدم اللجنة نفسها أيا من التوصيات المتاحة لقراء هذا التقرير؛ وقدمتها كلها المديرية التنفيذية.
annual-status-committee =
    عدد التوصيات التي قدمتها اللجنة نفسها من بين التوصيات المتاحة لقراء هذا التقرير وعددها { $committee_of }: <committee>{ $committee }</committee>؛ وقدمت المديرية التنفيذية بقيتها. وعدد ما خلص آخر تقييم إلى أنه منفذ من توصيات اللجنة: <done>{ $done ->
        [0] صفر
       *[other] { $done }
    }</done> (<done>{ $done_share } في المائة</done>).
annual-status-scale = لا يُحسب إلا ما قيّمته المديرية التنفيذية؛ ولا يُحسب ما تفيد به الدول عن نفسها. والسلم المستخدم (لم يبدأ التنفيذ، قيد التنفيذ، منفذة جزئيا، منفذة) خاص بهذا النظام، لأنه لم يُنشر أي سلم.
annual-by-theme = جيم - حسب الموضوع
annual-by-theme-note = يحسب الجدول التالي التوصيات التي يجوز لقراء هذا التقرير الاطلاع عليها. وقد تتعلق التوصية بعدة مواضيع، فتُحسب في كل منها، ولذلك قد يتجاوز حاصل الجمع المجموع الكلي.
annual-by-region = دال - حسب المنطقة

## Improvements

annual-improved =
    من بين { $improved_of ->
        [zero] { $improved_of } توصية سارية
        [one] توصية سارية واحدة
        [two] توصيتين ساريتين
        [few] { $improved_of } توصيات سارية
        [many] { $improved_of } توصية سارية
       *[other] { $improved_of } توصية سارية
    } جرى تقييم التنفيذ بشأنها في { $before } وفي { $cut_off } معا، بلغ عدد ما ارتفعت درجة تنفيذه في التاريخ اللاحق <improved>{ $improved ->
        [0] صفر
       *[other] { $improved }
    }</improved> (<improved>{ $improved_share } في المائة</improved>). ويبين هذا الرقم أن درجة التنفيذ ارتفعت، ولا يبين سبب ذلك.
annual-improved-none = لم تُقيَّم أي توصية سارية في { $before } وفي { $cut_off } معا، ولذلك لا يمكن بعد بيان أي تحسن.

## Tables and charts

annual-table-summary = الأرقام الرئيسية في { $cut_off }
annual-table-visits = الزيارات حسب وحدة الحساب، في { $cut_off }
annual-row-missions = البعثات
annual-row-visits = الزيارات
annual-row-visit-components = عناصر الزيارات
annual-row-states-visited = الدول التي جرت زيارتها
annual-table-themes = التوصيات المتاحة لقراء هذا التقرير، حسب الموضوع، في { $cut_off }
annual-table-regions = التوصيات المتاحة لقراء هذا التقرير، حسب المنطقة، في { $cut_off }
annual-cross-cutting = موضوع شامل
annual-chart-overall = التوصيات السارية التي جرى تقييمها والمنفذة، في { $cut_off }
annual-chart-overall-words =
    عدد التوصيات السارية: { $implemented_of ->
        [zero] { $implemented_of }
        [one] { $implemented_of }
        [two] { $implemented_of }
        [few] { $implemented_of }
        [many] { $implemented_of }
       *[other] { $implemented_of }
    }؛ وما جرى تقييمه منها: { $assessed ->
        [0] صفر
       *[other] { $assessed }
    } ({ $assessed_share } في المائة)؛ وما خُلص إلى أنه منفذ: { $implemented ->
        [0] صفر
       *[other] { $implemented }
    } ({ $implemented_share } في المائة).
annual-chart-all = جميع التوصيات السارية
annual-chart-themes = التوصيات التي جرى تقييمها والمنفذة، حسب الموضوع، في { $cut_off }
annual-chart-themes-words = نسب الجدول أعلاه، لكل موضوع مبين فيه.
annual-chart-regions = التوصيات التي جرى تقييمها والمنفذة، حسب المنطقة، في { $cut_off }
annual-chart-regions-words = نسب الجدول أعلاه، لكل منطقة مبينة فيه.

## Annexes

annual-method-assessed = جرى تقييمها: موضوع أو منطقة
annual-method-assessed-counts = كما في جميع التوصيات السارية، ولكن من بين ما يجوز للقراء الاطلاع عليه.
annual-method-implemented = نُفذت: موضوع أو منطقة
annual-method-implemented-counts = كما سبق.
annual-method-note = تُذكر النسبة المئوية بمنزلة عشرية واحدة، مع تقريب النصف إلى أعلى، وتُحسب من أعداد صحيحة؛ وحيثما لا يوجد ما يمكن أن تكون نسبة منه، يُذكر ”{ none }“. ويُحسب التصويب من اليوم الذي أُجري فيه. ويخرج التقييم المسحوب من كل حساب اعتبارا من أول تاريخ فاصل بعد سحبه، بينما تظل الزيارة التي أُجريت من أجله زيارة. وتعني عبارة ”أُتيح“ أنه مفتوح لمنظومة الأمم المتحدة في التاريخ الفاصل؛ وفيما يخص احتياجات المساعدة، في ذلك التاريخ أو قبله.
