# Draft translation: no wording here comes from a source of the United Nations.

report-annual = التقرير السنوي
report-followup = تقرير المتابعة
report-review = الاستعراض السنوي والتوقعات
report-briefing = إحاطة مكتب مكافحة الإرهاب
report-joint = التقرير المشترك للمديرية التنفيذية ومكتب مكافحة الإرهاب
report-thematic = الموجز المواضيعي
report-programme = نتائج برنامج الزيارات
report-schedule = جدول الزيارات

letter-code-subject = يرجى تأكيد هذا العنوان
letter-code = طلب شخص ما الإعلان عن طبعات التقارير على هذا العنوان. إذا كنت أنت صاحب الطلب، فأعد هذا الرمز. وإلا فلا تفعل شيئا: لن يصلك شيء آخر.
letter-paused-subject = أحد اشتراكاتك موقوف مؤقتا
letter-paused = تعذر تسليم أي شيء عبر اشتراكك { $failing }، ولذلك أوقف مؤقتا. ويستأنف إذا أعدت تفعيله في موعد أقصاه { $day }. وبعد ذلك اليوم ينتهي. والسبب مبين هنا:
letter-ended-subject = انتهى أحد اشتراكاتك
letter-ended = تعذر تسليم أي شيء عبر اشتراكك { $failing } لمدة شهر، ولذلك انتهى. أنشئ اشتراكا جديدا إذا أردت. والسبب مبين هنا:
letter-new-subject = { $title }: الطبعة { $edition }
letter-new = أحيلت طبعة من هذا التقرير.
letter-corrected = أحيلت طبعة مصوبة من هذا التقرير. وهي تحل محل الطبعة السابقة.
letter-reissued = أعيد إصدار هذه الطبعة بمحتوى أقل. احذف ما لديك منها واطلع عليها هنا.
letter-withdrawn-subject = سحبت طبعة من تقرير
letter-withdrawn = لم تعد هذه الطبعة متاحة لك. احذف ما لديك منها.
letter-digest = للتحقق منها: بصمة SHA-256 لهذه الطبعة بصيغة JSON بالإنكليزية هي { $digest }. ملف JSON هنا:
letter-end = وردت هذه الرسالة بسبب الاشتراك { $subscription }. يمكنك إلغاؤه في أي وقت.
