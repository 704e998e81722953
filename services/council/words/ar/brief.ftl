### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

brief = باختصار
followup-brief-status =
    عدد التوصيات السارية لهذه الدورة: { $assessed_of }. وعدد ما قيّمت المديرية التنفيذية تنفيذه منها حتى التاريخ الفاصل: <assessed>{ $assessed ->
        [0] صفر
       *[other] { $assessed }
    }</assessed>. وعدد ما خلص آخر تقييم لها إلى أنه منفذ: <implemented>{ $implemented ->
        [0] صفر
       *[other] { $implemented }
    }</implemented>؛ وإلى أنه منفذ جزئيا: <partly>{ $partly ->
        [0] صفر
       *[other] { $partly }
    }</partly>.
followup-brief-none = لا توجد توصية سارية لهذه الدورة في التاريخ الفاصل.
followup-brief-reported =
    عدد ما تفيد الدولة بأنه منفذ من هذه التوصيات، أيا كان تقييم المديرية التنفيذية: <reported>{ $reported ->
        [0] صفر
       *[other] { $reported }
    }</reported>.
followup-brief-needs =
    عدد احتياجات المساعدة التي طلبتها الدولة وأُتيحت لمنظومة الأمم المتحدة: { $taken_up_of }؛ وعدد ما تناولته منها مشاريع أو برامج: <taken_up>{ $taken_up ->
        [0] صفر
       *[other] { $taken_up }
    }</taken_up>.
followup-brief-needs-none = ليس لأي توصية سارية لهذه الدورة احتياج إلى مساعدة طلبتها الدولة وأُتيح لمنظومة الأمم المتحدة.
followup-brief-punctuality =
    { $when ->
        [late]
            أعدت المديرية التنفيذية تقرير المتابعة الحالي بعد موعد استحقاقه بما مقداره <days_late>{ $days ->
                [zero] { $days } يوم
                [one] يوم واحد
                [two] يومين
                [few] { $days } أيام
                [many] { $days } يوما
               *[other] { $days } يوم
            }</days_late>.
        [early]
            أعدت المديرية التنفيذية تقرير المتابعة الحالي قبل موعد استحقاقه بما مقداره <days_late>{ $days ->
                [zero] { $days } يوم
                [one] يوم واحد
                [two] يومين
                [few] { $days } أيام
                [many] { $days } يوما
               *[other] { $days } يوم
            }</days_late>.
       *[on_time] أعدت المديرية التنفيذية تقرير المتابعة الحالي <days_late>في موعد استحقاقه</days_late>.
    }
review-brief-overdue =
    تقارير المتابعة المتأخرة في التاريخ الفاصل: لمدة لا تتجاوز ثلاثة أشهر، <up_to_3>{ $up_to_3 ->
        [0] صفر
       *[other] { $up_to_3 }
    }</up_to_3>؛ لمدة من ثلاثة إلى ستة أشهر، <up_to_6>{ $up_to_6 ->
        [0] صفر
       *[other] { $up_to_6 }
    }</up_to_6>؛ لمدة من ستة أشهر إلى اثني عشر شهرا، <up_to_12>{ $up_to_12 ->
        [0] صفر
       *[other] { $up_to_12 }
    }</up_to_12>؛ لمدة تتجاوز اثني عشر شهرا، <over_12>{ $over_12 ->
        [0] صفر
       *[other] { $over_12 }
    }</over_12>.
review-brief-overdue-none = لم يكن أي تقرير متابعة متأخرا في التاريخ الفاصل.
review-brief-forecast =
    عدد التقارير والزيارات والالتزامات المحددة الموعد في توقعات عام { $year }: { $done_of }. وعدد ما أُعد أو جرى أو استُوفي منها حتى التاريخ الفاصل: <done>{ $done ->
        [0] صفر
       *[other] { $done }
    }</done> (<done>{ $done_share } في المائة</done>).
review-brief-forecast-none = لم تتضمن توقعات عام { $year } تقريرا أو زيارة أو التزاما محدد الموعد.
review-brief-ahead =
    توقعات عام { $next } هي كما يلي: الزيارات، على الأقل <visits_least>{ $visits_least ->
        [0] صفر
       *[other] { $visits_least }
    }</visits_least>، وعلى الأكثر <visits_most>{ $visits_most ->
        [0] صفر
       *[other] { $visits_most }
    }</visits_most>؛ تقارير المتابعة، على الأقل <reports_least>{ $reports_least ->
        [0] صفر
       *[other] { $reports_least }
    }</reports_least>، وعلى الأكثر <reports_most>{ $reports_most ->
        [0] صفر
       *[other] { $reports_most }
    }</reports_most>؛ الالتزامات، على الأقل <duties_least>{ $duties_least ->
        [0] صفر
       *[other] { $duties_least }
    }</duties_least>، وعلى الأكثر <duties_most>{ $duties_most ->
        [0] صفر
       *[other] { $duties_most }
    }</duties_most>.
review-brief-ahead-none = لا يُتوقع لعام { $next } أي زيارة أو تقرير متابعة أو التزام.
briefing-brief-duplications =
    عدد حالات الازدواج التي أُشير إليها حتى التاريخ الفاصل: { $resolved_of }؛ وعدد ما سُوي منها: <resolved>{ $resolved ->
        [0] صفر
       *[other] { $resolved }
    }</resolved>.
briefing-brief-duplications-none = لم يُشر إلى أي ازدواج بين المشاريع حتى التاريخ الفاصل.
thematic-brief-assessed =
    عدد الدول الأعضاء: { $assessed_of }؛ وعدد ما كان مسجلا بشأنه استنتاج منها في التاريخ الفاصل: <assessed>{ $assessed ->
        [0] صفر
       *[other] { $assessed }
    }</assessed> (<assessed>{ $assessed_share } في المائة</assessed>).
programme-brief-unvisited =
    عدد الدول الأعضاء التي لم تكن مسجلة لها زيارة سابقة للمديرية التنفيذية: { $listed_of }؛ وعدد ما أُدرج منها في القائمة: <listed>{ $listed ->
        [0] صفر
       *[other] { $listed }
    }</listed>.
programme-brief-requests =
    عدد طلبات الدول للزيارة: { $honoured_of }؛ وعدد ما استجابت له القائمة منها: <honoured>{ $honoured ->
        [0] صفر
       *[other] { $honoured }
    }</honoured>.
programme-brief-requests-none = لا يوجد طلب مسجل من أي دولة لزيارة في عام { $year }.
programme-brief-changes = عدد المرات التي غُيرت فيها القائمة بعد اعتمادها: <changes>{ $changes }</changes>.
programme-brief-changes-none = لم تُغير القائمة بعد اعتمادها.
schedule-brief-agreed = عدد الزيارات المقرر أن تبدأ في عام { $year } التي وافقت عليها الدول حتى التاريخ الفاصل: <agreed>{ $agreed }</agreed>.
schedule-brief-none = لا توجد زيارة مسجلة في التاريخ الفاصل مقرر أن تبدأ في عام { $year } ووافقت عليها الدولة.
