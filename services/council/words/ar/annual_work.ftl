### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Products, meetings, the programme

annual-products-none = لا يوجد ما هو مسجل من دراسات استقصائية أو منتجات تحليلية معتمدة { $within }.
annual-products-by-title = الدراسات الاستقصائية والمنتجات التحليلية المعتمدة في عام { $year } التي يجوز لقراء هذا التقرير معرفة عناوينها
annual-meetings = دال - الاجتماعات والإحاطات
annual-meetings-none = لا يوجد اجتماع مسجل من اجتماعات المتابعة للجنة { $within }.
annual-meetings-held =
    { $opening }، عقدت اللجنة <meetings>{ $meetings ->
        [zero] { $meetings } اجتماع
        [one] اجتماعا واحدا
        [two] اجتماعين
        [few] { $meetings } اجتماعات
        [many] { $meetings } اجتماعا
       *[other] { $meetings } اجتماع
    }</meetings> لمتابعة التقييمات أو بشأن مواضيع إقليمية أو مواضيعية، في حدود ما هو مسجل. أما الدول التي دُعيت إلى كل اجتماع فليست معلومة متاحة لقراء هذا التقرير.
annual-meetings-by-kind = الاجتماعات المعقودة في عام { $year }، حسب النوع
annual-briefings-none = لا توجد إحاطة أو اجتماع مفتوح مع الخبراء مسجلان { $within }.
annual-briefings-given = عدد الإحاطات والاجتماعات المفتوحة مع الخبراء المسجلة { $within }: <briefings>{ $briefings }</briefings>. ويرد ما هو علني منها بالاسم في الفرع الثالث.
annual-programme = هاء - نتائج برنامج الزيارات
annual-programme-none = لا توجد قائمة مسجلة بالدول المقرر زيارتها في عام { $year }.
annual-programme-outcome =
    كان عدد الدول في قائمة الدول المقرر زيارتها في عام { $year }، في التاريخ الفاصل، { $visited_of }. وعدد الدول التي زارتها المديرية التنفيذية منها في السنة: <visited>{ $visited ->
        [0] صفر
       *[other] { $visited }
    }</visited> (<visited>{ $visited_share } في المائة</visited>).

## Other bodies

annual-committees-visits = يبين الجدول التالي عدد زيارات السنة التي دُعيت إليها هذه الهيئات وعدد ما شاركت فيه منها، في حدود ما هو مسجل. أما الزيارة التي شاركت فيها كل هيئة فليست معلومة متاحة لقراء هذا التقرير.
annual-committees-visits-none = لا توجد دعوة مسجلة وُجهت إلى خبراء هاتين اللجنتين للمشاركة في زيارة من زيارات السنة، ولا مشاركة مسجلة لهم فيها.
annual-council-bodies = هيئات الخبراء التابعة للجان الأخرى للمجلس والزيارات التي انتهت في عام { $year }
annual-committees-work =
    حسب ما هو مسجل { $within }، عدد الاجتماعات المشتركة مع هيئات أخرى: <joint>{ $joint ->
        [0] صفر
       *[other] { $joint }
    }</joint>؛ وعدد أنشطة التنسيق الأخرى مع هاتين اللجنتين: <coordination>{ $coordination ->
        [0] صفر
       *[other] { $coordination }
    }</coordination>.
annual-overlaps =
    عدد الحالات التي تبين فيها { $within } أن المديرية التنفيذية وهيئة أخرى تعتزمان زيارة الدولة نفسها في وقتين متقاربين: { $resolved_of }. وعدد ما سُوي منها حتى التاريخ الفاصل: <resolved>{ $resolved ->
        [0] صفر
       *[other] { $resolved }
    }</resolved> (<resolved>{ $resolved_share } في المائة</resolved>).
annual-overlaps-none = لا يوجد تداخل مسجل { $within } بين زيارات تعتزمها المديرية التنفيذية وزيارات تعتزمها هيئة أخرى.
annual-unoct = دال - العمل مع مكتب مكافحة الإرهاب وكيانات الاتفاق
annual-unoct-briefings =
    حسب ما هو مسجل { $within }، عدد الإحاطات التي قدمها مكتب مكافحة الإرهاب إلى اللجنة: <briefings>{ $briefings ->
        [0] صفر
       *[other] { $briefings }
    }</briefings>؛ وعدد اجتماعات رئيسَي المديرية التنفيذية والمكتب: <heads>{ $heads ->
        [0] صفر
       *[other] { $heads }
    }</heads>.
annual-with-unoct = الإحاطات المقدمة من مكتب مكافحة الإرهاب والاجتماعات معه في عام { $year }
annual-steps =
    عدد الخطوات العملية التي اتفقت عليها المديرية التنفيذية ومكتب مكافحة الإرهاب حتى التاريخ الفاصل: { $done_of }. وعدد ما أُنجز منها: <done>{ $done ->
        [0] صفر
       *[other] { $done }
    }</done> (<done>{ $done_share } في المائة</done>). والخطوة التي تخص دولة واحدة تُحسب ولا تُسمى.
annual-steps-none = لا توجد خطوة عملية مسجلة اتفقت عليها المديرية التنفيذية ومكتب مكافحة الإرهاب حتى التاريخ الفاصل.
annual-compact = يبين الجدول التالي عدد زيارات السنة التي دُعيت إليها كيانات اتفاق الأمم المتحدة العالمي لتنسيق مكافحة الإرهاب وعدد ما شاركت فيه منها، في حدود ما هو مسجل.
annual-compact-none = لا توجد دعوة مسجلة وُجهت إلى كيان من كيانات الاتفاق للمشاركة في زيارة من زيارات السنة، ولا مشاركة مسجلة له فيها.
annual-compact-entities = كيانات الاتفاق والزيارات التي انتهت في عام { $year }

## Priority, improvements

annual-by-priority = هاء - حسب الأولوية
annual-table-priorities = التوصيات المتاحة لقراء هذا التقرير، حسب الأولوية، في { $cut_off }
annual-lowered =
    من بين التوصيات نفسها وعددها { $lowered_of }، عدد ما انخفضت درجة تنفيذه في التاريخ اللاحق: <lowered>{ $lowered ->
        [0] صفر
       *[other] { $lowered }
    }</lowered> (<lowered>{ $lowered_share } في المائة</lowered>).
annual-improved-with-assistance =
    عدد التوصيات المتاحة لقراء هذا التقرير التي ارتفعت درجة تنفيذها وتناول مشروع أو برنامج المساعدة بشأنها أو قدمها حتى التاريخ الفاصل: <assisted>{ $assisted ->
        [0] صفر
       *[other] { $assisted }
    }</assisted> من { $assisted_of } (<assisted>{ $assisted_share } في المائة</assisted>). وتسجيل الأمرين معا لا يبين أن أحدهما سبب الآخر.
annual-products-cited =
    عدد برامج المساعدة المسجلة وغير الملغاة حتى التاريخ الفاصل: { $citing_of }. وعدد ما استشهد منها بدراسة استقصائية أو منتج تحليلي للجنة: <citing>{ $citing ->
        [0] صفر
       *[other] { $citing }
    }</citing> (<citing>{ $citing_share } في المائة</citing>).
annual-products-cited-none = لا يوجد في التاريخ الفاصل برنامج مساعدة مسجل يمكن أن يستشهد بمنتجات اللجنة.

## What is ahead

annual-ahead = سابعا - المشاورات غير الرسمية وما هو مقرر لعام { $next }
annual-consultations = ألف - المشاورات غير الرسمية للمجلس بشأن عمل اللجنة
annual-consultations-listed = { $opening }، عُقدت مشاورات غير رسمية، حسب ما هو مسجل، في الأيام التالية.
annual-consultations-none = لا توجد مشاورات غير رسمية مسجلة بشأن عمل اللجنة { $within }.
annual-consultations-of-year = المشاورات غير الرسمية المعقودة في عام { $year }
annual-planned = باء - الزيارات المقررة لعام { $next }
annual-planned-listed = وافقت الدول المعنية على الزيارات التالية في عام { $next }، حسب المعلوم في التاريخ الفاصل. ولا تُسمى الزيارة التي لم توافق عليها الدولة المعنية.
annual-planned-none = لا توجد في التاريخ الفاصل زيارة مسجلة في عام { $next } وافقت عليها الدولة المعنية.
annual-visits-planned = الزيارات المتفق عليها لعام { $next }

## The letter of transmittal, where nobody wrote one

annual-letter-address =
    { $dated ->
        [none] رسالة موجهة إلى رئاسة مجلس الأمن من رئاسة لجنة مجلس الأمن المنشأة عملا بالقرار 1373 (2001) بشأن مكافحة الإرهاب
       *[other] رسالة مؤرخة { $dated } موجهة إلى رئاسة مجلس الأمن من رئاسة لجنة مجلس الأمن المنشأة عملا بالقرار 1373 (2001) بشأن مكافحة الإرهاب
    }
annual-letter-report =
    باسم لجنة مجلس الأمن المنشأة عملا بالقرار 1373 (2001) بشأن مكافحة الإرهاب، أتشرف بأن أحيل إلى مجلس الأمن التقرير عن أعمال اللجنة ومديريتها التنفيذية في عام { $year }{ $authority ->
        [none] { "" }
       *[other] ، المقدم عملا بما نص عليه { $authority }
    }.
annual-letter-request = وأرجو إطلاع أعضاء مجلس الأمن على هذه الرسالة وعلى التقرير وإصدارهما باعتبارهما وثيقة من وثائق المجلس.
annual-letter-closing = وتفضلوا بقبول أسمى آيات التقدير والاحترام.
annual-letter-signature = رئاسة لجنة مجلس الأمن المنشأة عملا بالقرار 1373 (2001) بشأن مكافحة الإرهاب
annual-letter-usual = نص هذه الرسالة هو النص المعتاد. ويجوز للرئاسة أن تكتب نصا آخر بدلا منه.

## Who took part; what is not shown

annual-guests = يبين الجدول التالي، لكل فئة من المشاركين من خارج المديرية التنفيذية، عدد زيارات السنة التي دُعيت إليها وعدد ما شاركت فيه منها، في حدود ما هو مسجل. ويحضر خبراء المجتمع المدني والأوساط الأكاديمية والقطاع الخاص بناء على طلب الدولة.
annual-guests-few = لا يُبين من دُعي إلى زيارات السنة ولا من شارك فيها: فالزيارات، أو الدول التي جرت زيارتها، قليلة إلى حد يتيح التعرف على كل منها.
annual-guests-by-sector = المشاركون من خارج المديرية التنفيذية في الزيارات التي انتهت في عام { $year }، حسب الفئة
annual-improved-by-state = أما الدول المعنية فليست معلومة متاحة لقراء هذا التقرير: فسماح الدولة بنشر نص ما لا يعني موافقتها على نشر درجة تنفيذه.
annual-products-untitled = وليس عنوان أي منها متاحا لقراء هذا التقرير.
