### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Activities, in the annual report and the annual review

activities-by-kind = Мероприятия в { $year } году по видам
activities-by-paragraph = Мероприятия в { $year } году по пунктам
activities-by-name = Мероприятия в { $year } году, названия которых могут знать читатели настоящего доклада

## The report on the follow-up of one assessment (paragraph 16)

followup-title = Последующая деятельность в связи с рекомендациями по итогам оценки
followup-subtitle = Исполнительного директората Контртеррористическому комитету
followup-assessment = Оценка
followup-dates = Сроки и их соблюдение
followup-steps = Шаги по рекомендациям
followup-capacity = Потенциал, ресурсы и помощь
followup-response = Ответ государства
followup-proposals = Что сообщает и предлагает Исполнительный директорат
followup-standing-reported = доклад представлен
followup-standing-pending = в ожидании мандата
followup-standing-open = срок не завершен
followup-days-none = пока нет
followup-position-none = пока нет
followup-reported-nothing = пока ничего
followup-assessed-not = еще не оценено
followup-need-none = потребности нет
followup-need-not-requested = не запрошено
followup-need-not-released = не доведено до сведения
followup-not-answered = без ответа на { $day }
followup-carried-over = { $reference } (перенесена)
followup-on-capacity = Потенциал и ресурсы
followup-on-assistance = Помощь
followup-on-cross-cutting = Гендерные вопросы, дети и права человека
followup-on-proposal = Дальнейшая последующая деятельность или помощь

## The annual review and forecast (paragraph 17)

review-title = Обзор деятельности Исполнительного директората в { $year } году и прогноз на { $next } год
review-subtitle = Исполнительного директората Контртеррористическому комитету
review-visits = Визиты в { $year } году
review-assessments = Оценки, завершенные в { $year } году
review-in-the-un = Координация в рамках Организации Объединенных Наций в { $year } году
review-outside-it = Взаимодействие за пределами Организации Объединенных Наций в { $year } году
review-meetings = Заседания, состоявшиеся в { $year } году
review-products = Обзоры и аналитические продукты, принятые в { $year } году
review-outcome = Прогноз на { $year } год и его результат
review-forecast = Прогноз на { $next } год
review-outcome-in-numbers = Прогноз на { $year } год в цифрах и что произошло
review-forecast-in-numbers = Прогноз на { $next } год в цифрах
review-done = выполнено
review-not-done = не выполнено
review-occasion-visits = визиты в государства
review-occasion-meetings = заседания с участием государств

## UNOCT's briefing of the Committee (paragraph 25)

briefing-title = Брифинг о технической помощи в { $year } году
briefing-subtitle = Контртеррористического управления Контртеррористическому комитету
briefing-held = Брифинги и встречи в { $year } году
briefing-since = Принятые меры со времени последнего брифинга, { $day }
briefing-since-none = Принятые меры с 1 января { $year } года (брифингов не было)
briefing-cases = Потребности в помощи и принятые меры по государствам
briefing-duplications = Случаи дублирования, не урегулированные или урегулированные в { $year } году
briefing-products-used = Программы, в которых упоминаются продукты Комитета
briefing-next-steps = Согласованные следующие шаги

## The joint report of CTED and UNOCT (paragraph 24)

joint-title = Практические шаги Исполнительного директората и Контртеррористического управления: { $year } год
joint-subtitle = Исполнительного директората и Контртеррористического управления Комитету и Генеральной Ассамблее
joint-steps = Практические шаги
joint-baseline = Исходные данные
joint-arrangements = Порядок взаимодействия

## The report on global implementation by provision (paragraph 7)

thematic-title = Осуществление в мире положений о поездках террористов, { $year } год
thematic-subtitle = Исполнительного директората Контртеррористического комитета
thematic-provisions = Государства по положениям, насколько читатели настоящего доклада могут видеть выводы по ним
thematic-good-practices = Передовые методы и пробелы
thematic-regions = Оцененные государства по регионам
thematic-within = { $provision }, { $region }

## The programme of visits (paragraph 12)

programme-title = Программа визитов в государства-члены в { $year } году
# UN
programme-subtitle = Контртеррористический комитет
programme-list = Государства, у которых следует запросить согласие на визит в { $year } году
programme-changes = Изменения перечня на { $year } год после его принятия
programme-reasons-none = не указаны
programme-consent = { $year } год: { $answer }
programme-consent-never = никогда не запрашивалось
programme-added = добавлено { $day }: { $reason }
programme-removed = исключено { $day }: { $reason }

## The schedule of visits (paragraph 12)

schedule-title = Расписание визитов в государства-члены в { $year } году
# UN
schedule-subtitle = Контртеррористический комитет
schedule-visits = Визиты, на которые государство согласилось и которые должны начаться в { $year } году

## Visits

visits-by-year = Зарегистрированные визиты за десять лет, по году завершения
visits-by-year-shown = Зарегистрировано визитов за эти десять лет: { $total }. Из них завершено в { $year } году: { $visits }.
visits-of-year = Визиты, завершенные в { $year } году
visits-of-year-shown = Визиты, завершенные в { $year } году: { $visits }. Каждый показан в день завершения, под номером месяца.
