# Draft translation: no wording here comes from a source of the United Nations.

report-annual = Ежегодный доклад
report-followup = Доклад о последующих мерах
report-review = Ежегодный обзор и прогноз
report-briefing = Брифинг КТУ
report-joint = Совместный доклад ИДКТК и КТУ
report-thematic = Тематическое резюме
report-programme = Итоги программы поездок
report-schedule = График поездок

letter-code-subject = Подтвердите этот адрес
letter-code = Кто-то попросил сообщать о выпусках докладов по этому адресу. Если это были вы, верните этот код. Если нет, ничего не делайте: больше ничего не придет.
letter-new-subject = { $title }: выпуск { $edition }
letter-new = Выпуск этого доклада был препровожден.
letter-corrected = Был препровожден исправленный выпуск этого доклада. Он заменяет предыдущий.
letter-reissued = Этот выпуск издан повторно с сокращенным содержанием. Удалите имеющиеся у вас копии и обратитесь к нему здесь.
letter-withdrawn-subject = Выпуск доклада отозван
letter-withdrawn = Этот выпуск вам больше не доступен. Удалите имеющиеся у вас копии.
letter-digest = Для проверки: SHA-256 этого выпуска в формате JSON на английском языке: { $digest }. Файл JSON находится здесь:
letter-end = Это сообщение отправлено по подписке { $subscription }. Вы можете отменить ее в любое время.
