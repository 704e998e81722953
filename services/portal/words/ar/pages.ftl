# Draft translation: no wording here comes from a source of the United Nations.

site-name = CTC Reporting
skip-to-content = انتقل إلى المحتوى
synthetic = بيانات اصطناعية: كلها مختلقة
search-label = بحث
search-hint = دولة أو موضوع أو تقرير أو رقم
search-button = ابحث

nav-main = التنقل الرئيسي
nav-start = البداية
nav-reports = التقارير
nav-states = الدول
nav-recommendations = التوصيات
nav-calendar = التقويم
nav-sign-in = تسجيل الدخول
nav-languages = اللغات
nav-crumbs = أين أنت
nav-within = في هذه الصفحة
nav-months = الأشهر

seen-as-public = ترى ما هو متاح للعموم.
seen-as = ترى ما هو موجه إلى: { $audience }.
seen-as-unknown = لا يمكن الآن معرفة من أنت.

start-title = التقييمات والمتابعة والتقارير
start-lead = تقيّم لجنة مكافحة الإرهاب كيفية تنفيذ الدول لقرارات مجلس الأمن المتعلقة بمكافحة الإرهاب. تجد هنا تقاريرها وما أوصت به وما نتج عنه، بقدر ما يحق لك الاطلاع عليه.
start-latest = أحدث التقارير
start-find = ابحث عن
start-due = ما يستحق قريبا
start-overdue = ما تأخر
all-reports = جميع التقارير
no-reports = لا يوجد تقرير يحق لك الاطلاع عليه.
find-state = دولة: الزيارات والتوصيات والمتابعة
find-recommendation = التوصيات حسب الدولة والموضوع والأولوية
find-due = ما يستحق، شهرا بشهر
whole-calendar = التقويم كاملا
nothing-due = لا شيء مستحق.
nothing-due-in-month = لا شيء مستحق في هذا الشهر.

part-away = { $what }: الخدمة المعنية لا تستجيب الآن. حاول مرة أخرى بعد قليل.
part-too-much = { $what }: يوجد أكثر مما تتسع له صفحة.
part-missing = { $what }: لا يوجد.
part-denied = { $what }: لا يحق لك الاطلاع على هذا.
what-statuses = حالة التوصيات
what-responses = ردود الدولة
what-cases = الاحتياجات من المساعدة
what-projects = المشاريع

col-state = الدولة
col-standing = الحالة
col-year = السنة
col-report = التقرير
col-about = الموضوع
col-edition = الطبعة
col-published = تاريخ النشر
col-cut-off = تاريخ الإقفال
col-for = القراء
col-figure = الرقم
col-value = القيمة
col-thing = ما جرى عده
col-in-numerator = في البسط
col-events = الأحداث التي يستند إليها
col-when = متى
col-kind = النوع
col-mode = الطريقة
col-body = الهيئة
col-project = المشروع

late = متأخر
today = اليوم
no-fixed-day = بلا تاريخ محدد
not-recorded = غير مسجل
not-shown = غير معروض
yes = نعم
no = لا
show = اعرض
show-all = اعرض الكل
read-on = تابع القراءة
next-page = الصفحة التالية
back-to-start = العودة إلى البداية

reports-title = التقارير
reports-lead = لكل تقرير طبعات مرقمة. وتبقى الطبعة كما نُشرت.
reports-caption = التقارير وأحدث طبعاتها
reissued = أعيد إصدارها
edition-number = الطبعة { $number }
corrects-earlier = تصوب طبعة سابقة
report-read = القراءة
other-languages = لغات أخرى
report-editions = الطبعات
report-figures = الأرقام
figures-note = كل رقم يقود إلى ما جرى عده، ومنه إلى الأحداث.
no-figures = لا تورد هذه الطبعة أي رقم.
corrigenda = ما قيل عن هذه الطبعة منذ ذلك الحين:
fact-symbol = الرمز
fact-as-of = البيانات حتى
fact-withheld = محجوب عن القراء
fact-unit = الوحدة
figure-share = { $part } من { $whole }
percent = { $value } في المائة
figure-suppressed = غير معروض
figure-suppressed-why = لا يُعرض الرقم لأن العدد القليل قد يكشف عن أصحابه.
figure-counted = ما جرى عده
figure-note = القائمة تضم ما يحق لك الاطلاع عليه الآن. ولا شيء يحل محل ما حُذف.
nothing-to-show = لا شيء يحق لك الاطلاع عليه.

in-preparation = قيد الإعداد
report-drafts = المسودات
draft-number = المسودة { $number }
not-transmitted-yet = لم يُحل هذا التقرير بعد. ومسوداته لمن يعدونه.
withdrawn-on = سُحبت في { $day }
objections-until = الاعتراضات حتى { $day }
objections-count = { $count ->
    [one] اعتراض واحد
    [two] اعتراضان
    [few] { $count } اعتراضات
   *[other] { $count } اعتراضا
}
breakdowns = التوزيع
suppressed-count = { $count ->
    [one] رقم واحد لا يُعرض لأن العدد القليل قد يكشف عن أصحابه.
    [two] رقمان لا يُعرضان لأن العدد القليل قد يكشف عن أصحابه.
    [few] { $count } أرقام لا تُعرض لأن العدد القليل قد يكشف عن أصحابه.
    [many] { $count } رقما لا تُعرض لأن العدد القليل قد يكشف عن أصحابه.
    [zero] { $count } رقم لا تُعرض لأن العدد القليل قد يكشف عن أصحابه.
   *[other] { $count } رقم لا تُعرض لأن العدد القليل قد يكشف عن أصحابه.
}

states-title = الدول
visits-count = { $count ->
    [zero] لا زيارات
    [one] زيارة واحدة
    [two] زيارتان
    [few] { $count } زيارات
    [many] { $count } زيارة
   *[other] { $count } زيارة
}
last-visited = آخرها في عام { $year }
member-until = عضو حتى { $day }
state-cycles = المتابعة
state-visits = الزيارات
state-assistance = الاحتياجات والمشاريع
state-due = ما يستحق
state-consents = الموافقة على الزيارات
state-meetings = الاجتماعات
asked-on = طُلبت في { $day }
subject-to-renewal = رهنا بتجديد الولاية
no-visits = لا توجد زيارة يحق لك الاطلاع عليها.
no-cycles = لا توجد متابعة يحق لك الاطلاع عليها.
no-projects = لا يوجد مشروع يحق لك الاطلاع عليه.
newest-only = { $count ->
    [zero] تُعرض أحدث { $count }.
    [one] يُعرض الأحدث.
    [two] يُعرض أحدث اثنين ({ $count }).
    [few] تُعرض أحدث { $count }.
    [many] تُعرض أحدث { $count }.
   *[other] تُعرض أحدث { $count }.
}
assessment-of = التقييم المؤرخ { $day } ({ $kind })
assessment-unknown = تقييم لا يحق لك الاطلاع على تقريره
chosen-of-all = { $chosen } من { $all }، الموضوع: { $theme }.

theme = الموضوع
themes = المواضيع
priority = الأولوية
all-themes = جميع المواضيع
all-states = جميع الدول
all-priorities = جميع الأولويات

recommendations-title = التوصيات
recommendation-title = توصية: { $state }
all-recommendations = جميع التوصيات، صفحة بعد صفحة
no-recommendations = لا توجد توصية يحق لك الاطلاع عليها.
text-not-shown = لا يحق لك الاطلاع على النص.
statuses-not-yours = ما نتج عن التوصيات متاح للجنة وللدولة نفسها فقط.
what-came-of-it = ما نتج عنها
aspect-position = موقف الدولة
aspect-reported = حسب الدولة
aspect-assessed = حسب المديرية التنفيذية
aspect-none-position = لم يُعلن بعد
aspect-none-reported = لم تبلغ بعد
aspect-none-assessed = لم تُقيَّم بعد
earlier-statuses = ما ذُكر سابقاً
assistance = المساعدة
assistance-requested = الدولة تطلب المساعدة.
assistance-needed = المساعدة لازمة، ولم تطلبها الدولة.
assistance-none = لا حاجة إلى المساعدة.
case-stands = حالة الاحتياج:
projects-that-serve = المشاريع التي تلبيه
where-from = المصدر
fact-recommended-in = وردت في
fact-reference = المرجع
fact-provision = الحكم
fact-made-by = الجهة
fact-pillar = ركيزة الاستراتيجية العالمية

mark-submitted = قُدم التقرير إلى اللجنة
mark-response-due = موعد رد الدولة
mark-response-received = ورد رد الدولة
mark-report-due = موعد تقرير المديرية التنفيذية
mark-reported = قدمت المديرية التنفيذية تقريرها
mark-today = اليوم

calendar-title = التقويم: { $month }
month = الشهر
month-before = → { $month }
month-after = { $month } ←
this-month = هذا الشهر
calendar-feed = التقويم لبرنامج التقويم لديك (iCalendar)

trace-title = الأثر
trace-link = الأسباب والنتائج
trace-lead = ما سبّب هذا وما نتج عنه. الأسباب قبل النتائج.
trace-not-complete = يوجد أكثر مما يمكن تتبعه دفعة واحدة.
trace-graph = رسم الأثر
trace-graph-words = { $count ->
    [one] حدث واحد
    [two] حدثان، كل منهما تحت سببه؛ والقائمة أدناه تقول الشيء نفسه
    [few] { $count } أحداث، كل منها تحت سببه؛ والقائمة أدناه تقول الشيء نفسه
   *[other] { $count } حدثا، كل منها تحت سببه؛ والقائمة أدناه تقول الشيء نفسه
}
trace-events = الأحداث
fact-time = سُجل
fact-occurred = حدث
fact-thing = بشأن
fact-told-by = أبلغت به
fact-about = الدولة
fact-deadline = الموعد
fact-event = الحدث
fact-caused-by = السبب

search-title = بحث
search-lead = ابحث عن دولة أو موضوع أو تقرير أو رقم. تُعرف الأسماء باللغات الست جميعها.
search-nothing = لم يُعثر على شيء. جرب اسم دولة مثل كينيا، أو موضوع مثل أمن الحدود.
search-both = ما أوصي به: { $state }، الموضوع: { $theme }
search-theme = التوصيات، الموضوع: { $theme }
search-things = ما يحمل هذا الرقم

session-title = من أنت هنا
session-public = لم يسجل أحد دخوله. ترى ما هو متاح للعموم.
sign-in-provider = تسجيل الدخول
sign-out = تسجيل الخروج
fact-you-are = أنت
fact-you-see = يحق لك الاطلاع على
fact-until = الدخول ساري حتى
token-label = الرمز المميز
token-whence = تمنح الرموزَ الجهةُ التي تدير هذا النظام.
token-note = يحتفظ هذا المتصفح بالرمز ثماني ساعات، ولا يرسله إلا إلى هذا النظام. استخدمه على جهازك الخاص.
token-enter = اقرأ بهذا الرمز
token-refused = هذا الرمز لا يسمح بالدخول: أُلغي أو انتهى أو كُتب خطأ.
token-not-here = يمكن إدخال الرموز حيث يُوصل إلى هذا النظام عبر TLS.
forget-token = انس الرمز

error-400 = لا يمكن قراءة هذا الطلب
error-400-what = العنوان ليس كما ينبغي.
error-401 = لم تعد مسجلا
error-401-what = ما يثبت هويتك انتهى أو لا يسمح بالدخول. سجل الدخول من جديد.
error-403 = لا يحق لك الاطلاع على هذا
error-403-what = هو موجود، لكنه لقراء آخرين.
error-404 = لا شيء هنا
error-404-what = لا توجد صفحة أو شيء كهذا، أو لا يحق لك الاطلاع عليه.
error-406 = لا يتوفر هذا بهذا الشكل أو بهذه اللغة
error-406-what = اختر شكلا آخر أو لغة أخرى.
error-410 = هذا سُحب
error-410-what = لم يعد ساريا.
error-422 = العنوان ليس كما ينبغي
error-422-what = جزء منه له صيغة غير المطلوبة.
error-429 = طلبات كثيرة في آن واحد
error-429-what = انتظر قليلا ثم حاول مرة أخرى.
error-500 = حدث خطأ
error-500-what = سُجل الخطأ. أبلغ المشغلين إن تكرر.
error-502 = هذا أكثر مما تتسع له صفحة
error-502-what = اطلب أقل منه.
error-503 = الخدمة المعنية لا تستجيب
error-503-what = حاول مرة أخرى بعد قليل. قد تكون الصفحات الأخرى متاحة.
error-sign-in-hint = ربما يمكنك الاطلاع عليه بعد تسجيل الدخول.
error-number = رقمه
