### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

brief = Коротко
followup-brief-status =
    Число действующих рекомендаций этого цикла: { $assessed_of }. На дату отсечения Исполнительный директорат оценил выполнение <assessed>{ $assessed ->
        [0] ни одной
       *[other] { $assessed }
    }</assessed> из них. Рекомендации, которые при последней оценке признаны выполненными: <implemented>{ $implemented ->
        [0] ноль
       *[other] { $implemented }
    }</implemented>; выполненными частично: <partly>{ $partly ->
        [0] ноль
       *[other] { $partly }
    }</partly>.
followup-brief-none = На дату отсечения ни одна рекомендация этого цикла не действует.
followup-brief-reported =
    Рекомендации, о выполнении которых сообщает государство, независимо от оценки Исполнительного директората: <reported>{ $reported ->
        [0] ноль
       *[other] { $reported }
    }</reported>.
followup-brief-needs =
    Число потребностей в помощи, о которой просило государство и которые доведены до сведения системы Организации Объединенных Наций: { $taken_up_of }; принято в работу в рамках проектов или программ: <taken_up>{ $taken_up ->
        [0] ноль
       *[other] { $taken_up }
    }</taken_up>.
followup-brief-needs-none = Ни по одной действующей рекомендации этого цикла нет потребности в помощи, о которой просило бы государство и которая была бы доведена до сведения системы Организации Объединенных Наций.
followup-brief-punctuality =
    { $when ->
        [late]
            Исполнительный директорат подготовил настоящий доклад о последующей деятельности через <days_late>{ $days ->
                [one] { $days } день
                [few] { $days } дня
               *[many] { $days } дней
            }</days_late> после срока.
        [early]
            Исполнительный директорат подготовил настоящий доклад о последующей деятельности за <days_late>{ $days ->
                [one] { $days } день
                [few] { $days } дня
               *[many] { $days } дней
            }</days_late> до срока.
       *[on_time] Исполнительный директорат подготовил настоящий доклад о последующей деятельности <days_late>точно в срок</days_late>.
    }
review-brief-overdue =
    Доклады о последующей деятельности, просроченные на дату отсечения: до трех месяцев — <up_to_3>{ $up_to_3 ->
        [0] ноль
       *[other] { $up_to_3 }
    }</up_to_3>; от трех до шести месяцев — <up_to_6>{ $up_to_6 ->
        [0] ноль
       *[other] { $up_to_6 }
    }</up_to_6>; от шести до двенадцати месяцев — <up_to_12>{ $up_to_12 ->
        [0] ноль
       *[other] { $up_to_12 }
    }</up_to_12>; более двенадцати месяцев — <over_12>{ $over_12 ->
        [0] ноль
       *[other] { $over_12 }
    }</over_12>.
review-brief-overdue-none = На дату отсечения просроченных докладов о последующей деятельности не было.
review-brief-forecast =
    Число докладов, визитов и обязательств с датой в прогнозе на { $year } год: { $done_of }. К дате отсечения подготовлено, состоялось или выполнено: <done>{ $done ->
        [0] ноль
       *[other] { $done }
    }</done> (<done>{ $done_share } процента</done>).
review-brief-forecast-none = Докладов, визитов или обязательств с датой на { $year } год в прогнозе не было.
review-brief-ahead =
    Прогноз на { $next } год: визиты — не менее <visits_least>{ $visits_least ->
        [0] нуля
       *[other] { $visits_least }
    }</visits_least> и не более <visits_most>{ $visits_most ->
        [0] нуля
       *[other] { $visits_most }
    }</visits_most>; доклады о последующей деятельности — не менее <reports_least>{ $reports_least ->
        [0] нуля
       *[other] { $reports_least }
    }</reports_least> и не более <reports_most>{ $reports_most ->
        [0] нуля
       *[other] { $reports_most }
    }</reports_most>; обязательства — не менее <duties_least>{ $duties_least ->
        [0] нуля
       *[other] { $duties_least }
    }</duties_least> и не более <duties_most>{ $duties_most ->
        [0] нуля
       *[other] { $duties_most }
    }</duties_most>.
review-brief-ahead-none = На { $next } год визитов, докладов о последующей деятельности или обязательств не прогнозируется.
briefing-brief-duplications =
    Случаи дублирования, отмеченные к дате отсечения: { $resolved_of }; урегулировано: <resolved>{ $resolved ->
        [0] ноль
       *[other] { $resolved }
    }</resolved>.
briefing-brief-duplications-none = К дате отсечения случаев дублирования проектов отмечено не было.
thematic-brief-assessed =
    Число государств-членов: { $assessed_of }; государства-члены, по которым на дату отсечения имелся вывод: <assessed>{ $assessed ->
        [0] ноль
       *[other] { $assessed }
    }</assessed> (<assessed>{ $assessed_share } процента</assessed>).
programme-brief-unvisited =
    Государства-члены, о прежних визитах Исполнительного директората в которые данных нет: { $listed_of }; включены в перечень: <listed>{ $listed ->
        [0] ноль
       *[other] { $listed }
    }</listed>.
programme-brief-requests =
    Просьбы государств о визите: { $honoured_of }; учтены в перечне: <honoured>{ $honoured ->
        [0] ноль
       *[other] { $honoured }
    }</honoured>.
programme-brief-requests-none = Данных о просьбах государств о визите в { $year } году не имеется.
programme-brief-changes = Число изменений перечня после его принятия: <changes>{ $changes }</changes>.
programme-brief-changes-none = После принятия перечень не изменялся.
schedule-brief-agreed = Число визитов, которые должны начаться в { $year } году и на которые на дату отсечения государства дали согласие: <agreed>{ $agreed }</agreed>.
schedule-brief-none = На дату отсечения нет данных о визитах, которые должны начаться в { $year } году и на которые государство дало согласие.
