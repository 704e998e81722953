# Draft translation: no wording here comes from a source of the United Nations.

site-name = CTC Reporting
skip-to-content = Перейти к содержанию
synthetic = Синтетические данные: всё вымышлено
search-label = Поиск
search-hint = Государство, тема, доклад или номер
search-button = Искать

nav-main = Основная навигация
nav-start = Начало
nav-reports = Доклады
nav-states = Государства
nav-recommendations = Рекомендации
nav-calendar = Календарь
nav-sign-in = Войти
nav-languages = Языки
nav-crumbs = Где вы находитесь
nav-within = На этой странице
nav-months = Месяцы

seen-as-public = Вы видите то, что открыто для всех.
seen-as = Вы видите то, что предназначено: { $audience }.
seen-as-unknown = Сейчас нельзя узнать, кто вы.

start-title = Оценки, последующие меры и доклады
start-lead = Контртеррористический комитет оценивает, как государства выполняют резолюции Совета Безопасности по борьбе с терроризмом. Здесь находятся его доклады, его рекомендации и их результаты, насколько вам можно их видеть.
start-latest = Последние доклады
start-find = Найти
start-due = Ближайшие сроки
start-overdue = Просрочено
all-reports = Все доклады
no-reports = Нет докладов, которые вы можете видеть.
find-state = Государство: поездки, рекомендации, последующие меры
find-recommendation = Рекомендации по государству, теме и приоритету
find-due = Сроки по месяцам
whole-calendar = Весь календарь
nothing-due = Сроков нет.
nothing-due-in-month = В этом месяце сроков нет.

part-away = { $what }: служба сейчас не отвечает. Повторите попытку чуть позже.
part-too-much = { $what }: здесь больше, чем помещается на странице.
part-missing = { $what }: ничего нет.
part-denied = { $what }: вам нельзя это видеть.
what-statuses = Состояние рекомендаций
what-responses = Ответы государства
what-cases = Потребности в помощи
what-projects = Проекты

col-state = Государство
col-standing = Состояние
col-year = Год
col-report = Доклад
col-about = О чём
col-edition = Издание
col-published = Опубликован
col-cut-off = По состоянию на
col-for = Для кого
col-figure = Показатель
col-value = Значение
col-thing = Что сосчитано
col-in-numerator = В числителе
col-events = События в основе
col-when = Когда
col-kind = Вид
col-mode = Форма
col-body = Орган
col-project = Проект

late = с опозданием
today = сегодня
no-fixed-day = без твёрдого срока
not-recorded = не записано
not-shown = не показано
yes = да
no = нет
show = Показать
show-all = Показать все
read-on = Читать дальше
next-page = Следующая страница
back-to-start = Назад к началу

reports-title = Доклады
reports-lead = У каждого доклада пронумерованные издания. Издание остаётся таким, каким было опубликовано.
reports-caption = Доклады и их последние издания
reissued = переиздано
edition-number = Издание { $number }
corrects-earlier = исправляет более раннее
report-read = Читать
other-languages = Другие языки
report-editions = Издания
report-figures = Показатели
figures-note = Каждый показатель ведёт к тому, что сосчитано, а оттуда к событиям.
no-figures = В этом издании нет показателей.
corrigenda = Что с тех пор сказано об этом издании:
fact-symbol = Условное обозначение
fact-as-of = Данные по состоянию на
fact-withheld = Не показано читателям
fact-unit = Единица
figure-share = { $part } из { $whole }
percent = { $value } %
figure-suppressed = не показано
figure-suppressed-why = Показатель не показан, так как столь немногих можно узнать.
figure-counted = Что сосчитано
figure-note = В списке то, что вы можете видеть сейчас. Опущенное ничем не заменено.
nothing-to-show = Ничего, что вы можете видеть.

in-preparation = В подготовке
report-drafts = Проекты
draft-number = Проект { $number }
not-transmitted-yet = Этот доклад ещё не препровождён. Его проекты предназначены для тех, кто его составляет.
withdrawn-on = отозвано { $day }
objections-until = возражения до { $day }
objections-count = { $count ->
    [one] { $count } возражение
    [few] { $count } возражения
    [many] { $count } возражений
   *[other] { $count } возражения
}
breakdowns = Разбивка
suppressed-count = { $count ->
    [one] Не показан { $count } показатель, так как столь немногих можно узнать.
    [few] Не показаны { $count } показателя, так как столь немногих можно узнать.
    [many] Не показано { $count } показателей, так как столь немногих можно узнать.
   *[other] Не показано { $count } показателя, так как столь немногих можно узнать.
}

states-title = Государства
visits-count = { $count ->
    [one] { $count } поездка
    [few] { $count } поездки
    [many] { $count } поездок
   *[other] { $count } поездки
}
last-visited = последняя в { $year } году
member-until = член до { $day }
state-cycles = Последующие меры
state-visits = Поездки
state-assistance = Потребности и проекты
state-due = Сроки
state-consents = Согласие на поездки
state-meetings = Заседания
asked-on = запрошено { $day }
subject-to-renewal = при условии продления мандата
no-visits = Нет поездок, которые вы можете видеть.
no-cycles = Нет последующих мер, которые вы можете видеть.
no-projects = Нет проектов, которые вы можете видеть.
newest-only = { $count ->
    [one] Показана последняя.
    [few] Показаны последние { $count }.
    [many] Показаны последние { $count }.
   *[other] Показаны последние { $count }.
}
assessment-of = Оценка от { $day } ({ $kind })
assessment-unknown = Оценка, доклад о которой вам недоступен
chosen-of-all = { $chosen } из { $all }, тема: { $theme }.

theme = Тема
themes = Темы
priority = Приоритет
all-themes = Все темы
all-states = Все государства
all-priorities = Все приоритеты

recommendations-title = Рекомендации
recommendation-title = Рекомендация: { $state }
all-recommendations = Все рекомендации, страница за страницей
no-recommendations = Нет рекомендаций, которые вы можете видеть.
text-not-shown = Вам нельзя видеть текст.
statuses-not-yours = Результаты рекомендаций могут видеть только Комитет и само государство.
what-came-of-it = Результаты
aspect-position = Позиция государства
aspect-reported = По сообщению государства
aspect-assessed = По оценке ИДКТК
aspect-none-position = ещё не заявлена
aspect-none-reported = ещё не сообщалось
aspect-none-assessed = ещё не оценено
earlier-statuses = Сообщалось ранее
assistance = Помощь
assistance-requested = Государство просит о помощи.
assistance-needed = Помощь нужна; государство о ней не просило.
assistance-none = Помощь не нужна.
case-stands = Состояние потребности:
projects-that-serve = Проекты, которые на неё отвечают
where-from = Происхождение
fact-recommended-in = Где дана
fact-reference = Обозначение
fact-provision = Положение
fact-made-by = Автор
fact-pillar = Компонент Глобальной стратегии

mark-submitted = Доклад представлен Комитету
mark-response-due = Срок ответа государства
mark-response-received = Ответ государства получен
mark-report-due = Срок доклада ИДКТК
mark-reported = ИДКТК доложил
mark-today = Сегодня

calendar-title = Календарь: { $month }
month = Месяц
month-before = ← { $month }
month-after = { $month } →
this-month = Этот месяц
calendar-feed = Календарь для вашей программы (iCalendar)

trace-title = След
trace-link = Причины и следствия
trace-lead = Что стало причиной и к чему это привело. Причины стоят перед следствиями.
trace-not-complete = Здесь больше, чем можно проследить за один раз.
trace-graph = След на рисунке
trace-graph-words = { $count ->
    [one] { $count } событие
    [few] { $count } события, каждое под своей причиной; список ниже говорит то же
    [many] { $count } событий, каждое под своей причиной; список ниже говорит то же
   *[other] { $count } события, каждое под своей причиной; список ниже говорит то же
}
trace-events = События
fact-time = Записано
fact-occurred = Произошло
fact-thing = О чём
fact-told-by = Сообщила служба
fact-about = Государство
fact-deadline = Срок
fact-event = Событие
fact-caused-by = Причина

search-title = Поиск
search-lead = Ищите государство, тему, доклад или номер. Названия находятся на всех шести языках.
search-nothing = Ничего не найдено. Попробуйте название государства, например Кения, или темы, например безопасность границ.
search-both = Что рекомендовано: { $state }, тема: { $theme }
search-theme = Рекомендации, тема: { $theme }
search-things = Что имеет этот номер

session-title = Кто вы здесь
session-public = Никто не вошёл. Вы видите то, что открыто для всех.
sign-in-provider = Войти
sign-out = Выйти
fact-you-are = Вы
fact-you-see = Вы видите
fact-until = Вход действует до
token-label = Токен
token-whence = Токены выдаёт тот, кто обслуживает эту систему.
token-note = Этот браузер хранит токен восемь часов и посылает его только этой системе. Пользуйтесь им на своём компьютере.
token-enter = Читать с этим токеном
token-refused = Этот токен никого не впускает: он отозван, истёк или набран с ошибкой.
token-not-here = Токен можно ввести там, где к системе обращаются по TLS.
forget-token = Забыть токен

error-400 = Этот запрос нельзя прочитать
error-400-what = Адрес не такой, каким должен быть.
error-401 = Вы больше не вошли
error-401-what = То, что подтверждало вашу личность, истекло или никого не впускает. Войдите снова.
error-403 = Вам нельзя это видеть
error-403-what = Оно есть, но для других читателей.
error-404 = Здесь ничего нет
error-404-what = Такой страницы или записи нет, или вам нельзя её видеть.
error-406 = Этого нет в такой форме или на таком языке
error-406-what = Выберите другую форму или другой язык.
error-410 = Это отозвано
error-410-what = Оно больше не действует.
error-422 = Адрес не такой, каким должен быть
error-422-what = Часть его имеет другую форму, чем требуется.
error-429 = Слишком много запросов сразу
error-429-what = Подождите немного и повторите попытку.
error-500 = Что-то пошло не так
error-500-what = Это записано. Сообщите операторам, если это повторится.
error-502 = Это больше, чем помещается на странице
error-502-what = Запросите меньше.
error-503 = Служба не отвечает
error-503-what = Повторите попытку чуть позже. Другие страницы могут быть доступны.
error-sign-in-hint = Возможно, это будет вам видно после входа.
error-number = Номер ошибки
