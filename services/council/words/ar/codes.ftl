### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

# UN
region-africa = أفريقيا
# UN
region-americas = الأمريكتان
# UN
region-asia = آسيا
# UN
region-europe = أوروبا
# UN
region-oceania = أوقيانوسيا
region-elsewhere = غير ذلك
# UN
pillar =
    { $pillar ->
        [1] الركيزة الأولى
        [2] الركيزة الثانية
        [3] الركيزة الثالثة
        [4] الركيزة الرابعة
       *[other] لم تُذكر ركيزة
    }
visit-kind-comprehensive = شاملة
visit-kind-focused = مركزة
visit-kind-regional = إقليمية
visit-kind-follow-up = متابعة
visit-kind-advocacy = توعية
visit-kind-not-stated = غير مذكور
assessment-kind-comprehensive = شامل
assessment-kind-focused = مركز
assessment-kind-desk = مكتبي
assessment-kind-regional = إقليمي
assessment-kind-follow-up = متابعة
assessment-kind-advocacy = توعية
mode-onsite = موقعية
mode-virtual = افتراضية
mode-hybrid = مختلطة
priority-high = عالية
priority-medium = متوسطة
priority-low = منخفضة
position-accepted = مقبولة
position-partly = مقبولة جزئيا
position-not-accepted = غير مقبولة
implementation-not-started = لم يبدأ التنفيذ
implementation-in-progress = قيد التنفيذ
implementation-partly-implemented = منفذة جزئيا
implementation-implemented = منفذة
sector-compact = كيان من كيانات الاتفاق
sector-council-body = هيئة تابعة للمجلس
sector-regional-organization = منظمة إقليمية
sector-partner = شريك
# UN
sector-civil-society = المجتمع المدني
sector-academia = الأوساط الأكاديمية
# UN
sector-private-sector = القطاع الخاص
meeting-kind-invitation = بدعوة
meeting-kind-regional = إقليمي
meeting-kind-thematic = مواضيعي
meeting-kind-joint = مشترك
meeting-kind-other = غير ذلك
briefing-kind-briefing = إحاطة إلى اللجنة
briefing-kind-heads-meeting = اجتماع رئيسَي المديرية التنفيذية ومكتب مكافحة الإرهاب
briefing-kind-follow-up-meeting = اجتماع متابعة بين رئاسة اللجنة ومكتب مكافحة الإرهاب
# UN
speaker-under-secretary-general = وكيل الأمين العام
# UN
speaker-assistant-secretary-general = الأمين العام المساعد
# UN
speaker-director = مدير
speaker-other = غير ذلك
product-kind-edis = الدراسة الاستقصائية المفصلة للتنفيذ (eDIS)
product-kind-oia = استعراض عام لتقييم التنفيذ (OIA)
product-kind-gis = الدراسة الاستقصائية العالمية للتنفيذ (GIS)
product-kind-trends = الاتجاهات
product-kind-alert = تنبيه
product-kind-advice = مشورة
product-kind-analysis = تحليل
consent-asked = طُلبت
consent-given = أُعطيت
consent-declined = رُفضت
consent-lapsed = دون رد
resolved-merged = أُدمجت
resolved-divided = قُسمت المهام
resolved-one-withdrawn = سُحب أحد المشروعين
resolved-no-duplication = لا يوجد ازدواج
stage-opened = أُتيحت لمنظومة الأمم المتحدة، مع طلب الدولة
stage-offered = عُرضت المساعدة
stage-taken-up = جرى تناولها في مشروع أو برنامج
stage-delivered = قُدمت المساعدة بالكامل
stage-part-delivered = قُدم جزء من عدة أجزاء من المساعدة
stage-declined = رُفضت
stage-cancelled = لم تعد قيد المتابعة
forecast-follow-up-report = تقرير متابعة
forecast-visit = زيارة
forecast-obligation = التزام
