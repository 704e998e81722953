### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Activities, in the annual report and the annual review

activities-by-kind = الأنشطة في عام { $year }، حسب النوع
activities-by-paragraph = الأنشطة في عام { $year }، حسب الفقرة
activities-by-name = الأنشطة في عام { $year } التي يجوز لقراء هذا التقرير معرفتها بالاسم

## The report on the follow-up of one assessment (paragraph 16)

followup-title = متابعة توصيات تقييم
followup-subtitle = من المديرية التنفيذية إلى لجنة مكافحة الإرهاب
followup-assessment = التقييم
followup-dates = المواعيد والالتزام بها
followup-steps = الخطوات حسب التوصية
followup-capacity = القدرات والموارد والمساعدة
followup-response = رد الدولة
followup-proposals = ما تفيد به المديرية التنفيذية وما تقترحه
followup-standing-reported = قُدم التقرير
followup-standing-pending = في انتظار ولاية
followup-standing-open = مفتوح
followup-days-none = لا يوجد بعد
followup-position-none = لا يوجد بعد
followup-reported-nothing = لا شيء بعد
followup-assessed-not = لم يجر تقييمها بعد
followup-need-none = لا حاجة
followup-need-not-requested = غير مطلوبة
followup-need-not-released = غير متاحة
followup-not-answered = دون رد حتى { $day }
followup-carried-over = { $reference } (مرحّلة)
followup-on-capacity = القدرات والموارد
followup-on-assistance = المساعدة
followup-on-cross-cutting = المسائل الجنسانية والأطفال وحقوق الإنسان
followup-on-proposal = مزيد من المتابعة أو المساعدة

## The annual review and forecast (paragraph 17)

review-title = استعراض أنشطة المديرية التنفيذية في عام { $year } وتوقعات عام { $next }
review-subtitle = من المديرية التنفيذية إلى لجنة مكافحة الإرهاب
review-visits = الزيارات في عام { $year }
review-assessments = التقييمات المنجزة في عام { $year }
review-in-the-un = التنسيق داخل الأمم المتحدة في عام { $year }
review-outside-it = التعاون خارج الأمم المتحدة في عام { $year }
review-meetings = الاجتماعات المعقودة في عام { $year }
review-products = الدراسات الاستقصائية والمنتجات التحليلية المعتمدة في عام { $year }
review-outcome = توقعات عام { $year } ونتائجها
review-forecast = توقعات عام { $next }
review-outcome-in-numbers = توقعات عام { $year } بالأرقام وما حدث
review-forecast-in-numbers = توقعات عام { $next } بالأرقام
review-done = أُنجز
review-not-done = لم يُنجز
review-occasion-visits = زيارات إلى دول
review-occasion-meetings = اجتماعات مع دول

## UNOCT's briefing of the Committee (paragraph 25)

briefing-title = إحاطة عن المساعدة التقنية في عام { $year }
briefing-subtitle = من مكتب مكافحة الإرهاب إلى لجنة مكافحة الإرهاب
briefing-held = الإحاطات والاجتماعات في عام { $year }
briefing-since = ما أُنجز منذ الإحاطة الأخيرة، في { $day }
briefing-since-none = ما أُنجز منذ 1 كانون الثاني/يناير { $year } (لم تُقدَّم أي إحاطة)
briefing-cases = احتياجات المساعدة وما آلت إليه، حسب الدولة
briefing-duplications = حالات الازدواج القائمة، أو التي سُويت في عام { $year }
briefing-products-used = البرامج التي تستشهد بمنتجات اللجنة
briefing-next-steps = الخطوات التالية المتفق عليها

## The joint report of CTED and UNOCT (paragraph 24)

joint-title = الخطوات العملية للمديرية التنفيذية ومكتب مكافحة الإرهاب: { $year }
joint-subtitle = من المديرية التنفيذية ومكتب مكافحة الإرهاب إلى اللجنة والجمعية العامة
joint-steps = الخطوات العملية
joint-baseline = خط الأساس
joint-arrangements = ترتيبات العمل

## The report on global implementation by provision (paragraph 7)

thematic-title = التنفيذ العالمي للأحكام المتعلقة بسفر الإرهابيين، { $year }
thematic-subtitle = من المديرية التنفيذية للجنة مكافحة الإرهاب
thematic-provisions = الدول حسب الحكم، بقدر ما يجوز لقراء هذا التقرير الاطلاع على استنتاجاتها
thematic-good-practices = الممارسات الجيدة والثغرات
thematic-regions = الدول التي جرى تقييمها، حسب المنطقة
thematic-within = { $provision }، { $region }

## The programme of visits (paragraph 12)

programme-title = برنامج الزيارات إلى الدول الأعضاء في عام { $year }
# UN
programme-subtitle = لجنة مكافحة الإرهاب
programme-list = الدول التي تُطلب موافقتها على زيارة في عام { $year }
programme-changes = تغييرات قائمة عام { $year } بعد اعتمادها
programme-reasons-none = لم يُذكر أي سبب
programme-consent = { $year }: { $answer }
programme-consent-never = لم تُطلب قط
programme-added = أُضيفت في { $day }: { $reason }
programme-removed = حُذفت في { $day }: { $reason }

## The schedule of visits (paragraph 12)

schedule-title = الجدول الزمني للزيارات إلى الدول الأعضاء في عام { $year }
# UN
schedule-subtitle = لجنة مكافحة الإرهاب
schedule-visits = الزيارات التي وافقت عليها الدولة والمقرر أن تبدأ في عام { $year }

## Visits

visits-by-year = الزيارات المسجلة خلال عشر سنوات، حسب سنة انتهائها
visits-by-year-shown = الزيارات المسجلة خلال هذه السنوات العشر: { $total }. ومنها ما انتهى في عام { $year }: { $visits }.
visits-of-year = الزيارات التي انتهت في عام { $year }
visits-of-year-shown = الزيارات التي انتهت في عام { $year }: { $visits }. وتظهر كل زيارة في يوم انتهائها، تحت رقم الشهر.
