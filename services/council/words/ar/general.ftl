### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Numbers, days and rows of things

# UN
percentage = { $value } في المائة
so-many-of = { $number } من { $of }
by-day = في موعد أقصاه { $day }
join-comma = { "، " }
join-semicolon = { "؛ " }
join-and = { " و" }
join-or = { " أو " }
with-note = { $text } ({ $note })
with-detail = { $text }: { $detail }

## The period of a report

period = من 1 كانون الثاني/يناير إلى { $day }
period-within =
    { $whole ->
        [yes] في عام { $year }
       *[no] في الفترة من 1 كانون الثاني/يناير إلى { $day }
    }
period-opening =
    { $whole ->
        [yes] في عام { $year }
       *[no] في الفترة من 1 كانون الثاني/يناير إلى { $day }
    }

## The mandate on which a report rests

# UN
resolution = قرار مجلس الأمن { $number } ({ $year })
# UN
resolution-of = قرار مجلس الأمن { $number } ({ $year })
# UN
resolution-by = القرار { $number } ({ $year })
authority =
    { $paragraph ->
        [none] { $source }
       *[other] الفقرة { $paragraph } من { $source }
    }{ $continued ->
        [none] { "" }
       *[other] ، كما مُدد العمل بها بموجب { $continued }
    }
# A footnote to what rests on a paragraph.
source-note = انظر { $authority }.

## What stands in cells

not-recorded = غير مسجل
not-shown = غير مبين
figure-not-shown = { $figure }: العدد غير مبين.
none = لا يوجد
yes = نعم
no = لا
not-yet = ليس بعد
never = أبدا
several = عدة دول

## Units: what is counted

unit-missions = البعثات
unit-visits = الزيارات
unit-components = العناصر
# UN
unit-states = الدول
unit-assessments = التقييمات
unit-follow-up-reports = تقارير المتابعة
# UN
unit-recommendations = التوصيات
unit-consents = الموافقات
unit-products = المنتجات
unit-activities = الأنشطة
unit-days = الأيام
unit-duplications = حالات الازدواج
unit-programmes = البرامج
unit-forecast = التقارير والزيارات والالتزامات
unit-obligations = الالتزامات
unit-meetings = الاجتماعات
unit-findings = الاستنتاجات
unit-requests = الطلبات
unit-changes = التغييرات
unit-steps = الخطوات
unit-overlaps = تداخلات

## Kinds of things in the lists behind figures

thing-mission = بعثة
thing-visit = زيارة
thing-component = عنصر
# UN
thing-state = دولة
thing-assessment = تقييم
thing-follow-up-report = تقرير متابعة
# UN
thing-recommendation = توصية
thing-consent = موافقة
thing-product = منتج
thing-activity = نشاط
thing-duplication = حالة ازدواج
thing-programme = برنامج
thing-obligation = التزام
thing-meeting = اجتماع
thing-finding = استنتاج
thing-request = طلب
thing-change = تغيير
thing-step = خطوة عملية
thing-official = مسؤول
thing-briefing = إحاطة
thing-heads-meeting = اجتماع الرئيسين
thing-follow-up-meeting = اجتماع متابعة

## Readers of a report

# UN
readers-committee = اللجنة
readers-council = اللجنة وسائر هيئات المجلس
# UN
readers-un = منظومة الأمم المتحدة
readers-partners = الشركاء
readers-public = عامة الجمهور
# UN
readers-unoct = مكتب مكافحة الإرهاب
# UN
readers-state = الدولة المعنية

## The title page

particular-period = الفترة
particular-edition = الطبعة
particular-cut-off = التاريخ الفاصل
particular-data-as-of = البيانات حتى تاريخ
particular-for = الجهة المقدم إليها
particular-withheld = ما لا يُتاح للقراء
particular-recommendations-withheld = عدد التوصيات غير المتاحة للقراء
# UN
particular-state = الدولة
particular-takes-the-place-of = تحل محل
particular-edition-number = الطبعة { $number }
particular-reissue = إعادة إصدار منقحة بالحذف
title-on-state = { $title }: { $state }
particular-language = اللغة
# What the document in this language is.
language-version = العربية (مترجم عن الإنكليزية بواسطة هذا النظام؛ ترجمة غير رسمية)
marking-synthetic = بيانات اصطناعية مختلقة

## Parts that all reports have

all-figures = جميع أرقام هذه الطبعة
figures = الأرقام
method = ما يحسبه كل رقم
about = عن هذه الطبعة
nothing-recorded = لا يوجد شيء مسجل.
first-rows = { $caption } (أول { $most })
why-not-shown = ”{ $mark }“: إما أن العناصر المعنية ({ $units }) تقل عن ثلاثة، أو أنها تخص أقل من ثلاث دول، بحيث يمكن التعرف على دولة ما؛ وإما أن الرقم يتيح استنتاج مجموعة من هذا القبيل بالطرح، بما في ذلك مما نُشر من قبل.
about-time = تتناول هذه الطبعة ما حدث حتى { $cut_off } وسُجل في موعد أقصاه { $data_as_of }. وما يُعرف بعد ذلك يرد في طبعة لاحقة.
about-early = أُعدت هذه الطبعة قبل انتهاء الفترة المشمولة بها: فليس فيها شيء مما حدث بعد { $data_as_of }.
about-invented = هذه الطبعة اصطناعية: فما يرد فيها عن الدول مختلق كله أو بعضه، لبيان كيفية إعدادها. ولا يجوز الاستشهاد بأي شيء منها باعتباره حقيقة تخص دولة عضوا.
about-withheld =
    { $withheld ->
        [0] ليس بين ما حُسب هنا شيء غير متاح للقراء.
        [one] بين ما حُسب هنا عنصر واحد غير متاح للقراء. وهو يدخل في المجاميع والنسب، ولا يدخل في التوزيعات والقوائم.
        [two] بين ما حُسب هنا عنصران غير متاحين للقراء. وهما يدخلان في المجاميع والنسب، ولا يدخلان في التوزيعات والقوائم.
        [few] بين ما حُسب هنا { $withheld } عناصر غير متاحة للقراء. وهي تدخل في المجاميع والنسب، ولا تدخل في التوزيعات والقوائم.
        [many] بين ما حُسب هنا { $withheld } عنصرا غير متاح للقراء. وهي تدخل في المجاميع والنسب، ولا تدخل في التوزيعات والقوائم.
       *[other] بين ما حُسب هنا { $withheld } عنصر غير متاح للقراء. وهي تدخل في المجاميع والنسب، ولا تدخل في التوزيعات والقوائم.
    }
# UN
designations = ليس في التسميات المستخدمة في هذه الوثيقة، ولا في طريقة عرض مادتها، ما ينطوي على الإعراب عن أي رأي كان من جانب الأمانة العامة للأمم المتحدة بشأن المركز القانوني لأي بلد أو إقليم أو مدينة أو منطقة، أو لسلطات أي منها، أو بشأن تعيين حدودها أو تخومها.
# UN
regions = المناطق هي مناطق الرموز الموحدة للبلدان أو المناطق المعدة للاستخدام الإحصائي (M49) في الأمم المتحدة. وإدراج بلدان أو مناطق فيها إنما هو لأغراض التيسير الإحصائي، ولا ينطوي على أي افتراض من جانب الأمم المتحدة بشأن الانتماء السياسي أو أي انتماء آخر للبلدان أو الأقاليم.

## Corrections

# UN
corrigenda = تصويبات
corrigendum = سُحب في { $day } تقييم محسوب في هذه الطبعة. وتبقى الطبعة كما نُشرت؛ ولا يُحسب ذلك التقييم اعتبارا من التاريخ الفاصل التالي.
adjustments = تسويات تتعلق بالفترة السابقة
adjustments-why = نُشرت المجاميع التالية في آخر طبعة عن السنة السابقة. وعند حسابها من جديد في تاريخها الفاصل، مع ما عُرف بعد إعداد تلك الطبعة، تغيرت قيمتها. وتبقى تلك الطبعة كما نُشرت.
adjustments-table = مجاميع الطبعة { $number } عن السنة السابقة التي تغيرت الآن

## The list behind a figure

basis-title = ما حُسب: { $figure }
basis = ما حُسب
basis-absent = تضم القائمة ما يجوز لكم الاطلاع عليه الآن. ولا يظهر ما إذا كان العنصر داخلا في البسط إلا لمن يحق له معرفة ذلك؛ ولا يوضع شيء مكان ما حُذف.
basis-suppressed = الرقم غير مبين، ولذلك لا يُبين ما يحسبه: فالعناصر قليلة إلى حد يمكن معه التعرف عليها.
basis-withheld = ما لا يُتاح لقراء التقرير من كل ما يحسبه
basis-next = الصفحة التالية
basis-back = العودة إلى التقرير

## What a form sets around a document

# UN
distribution =
    { $audience ->
        [public] التوزيع: عام
       *[other] التوزيع: مقيد
    }
frame-council = مجلس الأمن
# UN
frame-body = لجنة مجلس الأمن المنشأة عملا بالقرار 1373 (2001) بشأن مكافحة الإرهاب
# UN
frame-original = الأصل: بالإنكليزية
# UN
frame-contents = المحتويات
frame-skip = الانتقال إلى التقرير
# UN
frame-notes = الحواشي
frame-figures = الأرقام
frame-about = عن هذه الوثيقة
frame-charts = الرسوم البيانية

## Titles of columns

column-activities = الأنشطة
column-added = أُضيف
column-adopted-on = تاريخ الاعتماد
column-agreed-on = تاريخ الاتفاق
column-assessed = جرى تقييمها
column-assistance-needed = المساعدة اللازمة
column-at = في
column-basis = الأساس
column-body = الهيئة
column-by-the-cut-off = في التاريخ الفاصل
column-capacity = القدرات والموارد
column-changes = التغييرات بعد الاعتماد
column-components = العناصر
column-consent = الموافقة
column-counts = ما يُحسب
column-cut-off = التاريخ الفاصل
column-dated = تاريخ الوثيقة
column-day = التاريخ
column-days-late = أيام التأخير
column-declined = رُفضت
column-delivered = قُدمت
column-delivered-in-full = قُدمت بالكامل
column-delivered-in-part = جزئيا
column-denominator = المقام
column-done = أُنجزت
column-draft-to-final = من المشروع إلى التقرير النهائي
column-due = موعد الاستحقاق
column-end = النهاية
column-ended-on = تاريخ الانتهاء
column-events = الأحداث
column-figure = الرقم
column-final-to-committee = من التقرير النهائي إلى اللجنة
column-flagged = تاريخ الإشارة إليها
column-follow-up = المتابعة
column-group = الفئة
column-good-practices = الممارسات الجيدة
column-held = تاريخ الانعقاد
column-held-on = تاريخ الاجتماع
column-id = المعرف
column-implemented = نُفذت
column-in-full = بالكامل
column-in-numerator = في البسط
column-in-part = جزئيا
column-in-need = تحتاج إلى مساعدة
column-in-year = في عام { $year }
column-indicator = المؤشر
column-invited = الدعوات
column-kind = النوع
column-last-visit = الزيارة الأخيرة
column-lead = الهيئة الرائدة
column-level-of-speaker = رتبة المتكلم
column-meeting = الاجتماع
column-meetings = الاجتماعات
column-mode = الشكل
column-needs = الاحتياجات
column-not = غير منفذ
column-now = الآن
column-number = العدد
column-numerator = البسط
column-occasion = المناسبة
column-of = من
column-offered = عُرضت
column-old = أقدم من خمس سنوات
column-on = الموضوع
column-owner = الجهة المسؤولة
column-paragraph = الفقرة
column-position = الموقف
column-priority = الأولوية
column-product = المنتج
column-products-cited = المنتجات المستشهد بها
column-programme = البرنامج
column-provision = الحكم
column-published = المنشور
column-reason = السبب
column-reasons = الأسباب والأدلة
column-received = تاريخ الورود
column-recommendation = التوصية
column-recommendations = التوصيات
column-region = المنطقة
column-removed = حُذف
column-reported = تاريخ تقديم التقرير
column-requested = المطلوبة
column-resolution = التسوية
column-resolved = تاريخ التسوية
column-sector = القطاع
column-share = النسبة
column-shortfalls = أوجه القصور
column-since-2005 = منذ عام 2005
column-standing = الحالة
column-start = البداية
# UN
column-state = الدولة
# UN
column-states = الدول
column-states-assessed = الدول التي جرى تقييمها
column-states-attending = الدول الحاضرة
column-states-invited = الدول المدعوة
column-state-reports = حسب إفادة الدولة
column-step = الخطوة
column-steps = الخطوات
column-subject = الموضوع
column-subjects = المسائل
column-submitted = تاريخ التقديم إلى اللجنة
column-submitted-on = تاريخ التقديم
column-taken-up = جرى تناولها
column-text = النص
column-theme = الموضوع
column-themes = المواضيع
column-took-part = المشاركات
column-unit = الوحدة
column-value = القيمة
column-visit-to-draft = الأيام من الزيارة إلى المشروع
column-visits-invited = الزيارات التي دُعيت إليها
column-visits-took-part = الزيارات التي شاركت فيها
column-was-assessed = حسب تقييم المديرية التنفيذية
column-what = البيان
column-at-least = الحد الأدنى
column-at-most = الحد الأقصى
column-in-fact = الواقع
column-what-was-done = ما جرى اتخاذه
column-with-whom = الجهات المشارِكة
column-year = السنة
column-visits = الزيارات
column-visits-with-invitation = الزيارات التي دُعيت إليها
column-visits-with-part = الزيارات التي شاركت فيها
