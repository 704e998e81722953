### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Numbers, days and rows of things

# UN
percentage = { $value } %
so-many-of = { $number } из { $of }
by-day = не позднее { $day }
join-comma = { ", " }
join-semicolon = { "; " }
join-and = { " и " }
join-or = { " или " }
with-note = { $text } ({ $note })
with-detail = { $text }: { $detail }

## The period of a report

period = с 1 января по { $day }
period-within =
    { $whole ->
        [yes] в { $year } году
       *[no] с 1 января по { $day }
    }
period-opening =
    { $whole ->
        [yes] В { $year } году
       *[no] С 1 января по { $day }
    }

## The mandate on which a report rests

# UN
resolution = резолюцией { $number } ({ $year }) Совета Безопасности
# UN
resolution-of = резолюции { $number } ({ $year }) Совета Безопасности
# UN
resolution-by = резолюцией { $number } ({ $year })
authority =
    { $paragraph ->
        [none] { $source }
       *[other] пунктом { $paragraph } { $source }
    }{ $continued ->
        [none] { "" }
       *[other] { " " }с учетом его продления { $continued }
    }
# A footnote to what rests on a paragraph.
source-note = В соответствии с { $authority }.

## What stands in cells

not-recorded = не зарегистрировано
not-shown = не указано
figure-not-shown = { $figure }: число не указано.
none = Нет
yes = да
no = нет
not-yet = пока нет
never = никогда
several = несколько

## Units: what is counted

unit-missions = миссии
unit-visits = визиты
unit-components = компоненты
# UN
unit-states = государства
unit-assessments = оценки
unit-follow-up-reports = доклады о последующей деятельности
# UN
unit-recommendations = рекомендации
unit-consents = согласия
unit-products = продукты
unit-activities = мероприятия
unit-days = дни
unit-duplications = случаи дублирования
unit-programmes = программы
unit-forecast = доклады, визиты и обязательства
unit-obligations = обязательства
unit-meetings = заседания
unit-findings = выводы
unit-requests = просьбы
unit-changes = изменения
unit-steps = шаги
unit-overlaps = совпадения

## Kinds of things in the lists behind figures

thing-mission = миссия
thing-visit = визит
thing-component = компонент
# UN
thing-state = государство
thing-assessment = оценка
thing-follow-up-report = доклад о последующей деятельности
# UN
thing-recommendation = рекомендация
thing-consent = согласие
thing-product = продукт
thing-activity = мероприятие
thing-duplication = случай дублирования
thing-programme = программа
thing-obligation = обязательство
thing-meeting = заседание
thing-finding = вывод
thing-request = просьба
thing-change = изменение
thing-step = практический шаг
thing-official = должностное лицо
thing-briefing = брифинг
thing-heads-meeting = встреча руководителей
thing-follow-up-meeting = последующая встреча

## Readers of a report

# UN
readers-committee = Комитет
readers-council = Комитет и другие органы Совета
# UN
readers-un = Система Организации Объединенных Наций
readers-partners = Партнеры
readers-public = Общественность
# UN
readers-unoct = Контртеррористическое управление
# UN
readers-state = соответствующее государство

## The title page

particular-period = Период
particular-edition = Издание
particular-cut-off = Дата отсечения
particular-data-as-of = Данные по состоянию на
particular-for = Для кого
particular-withheld = Не сообщается читателям
particular-recommendations-withheld = Число рекомендаций, не сообщаемых читателям
# UN
particular-state = Государство
particular-takes-the-place-of = Заменяет
particular-edition-number = Издание { $number }
particular-reissue = Переиздание с изъятиями
title-on-state = { $title }: { $state }
particular-language = Язык
# What the document in this language is.
language-version = русский (переведено с английского языка настоящей системой; неофициальный перевод)
marking-synthetic = Синтетические, вымышленные данные

## Parts that all reports have

all-figures = Все показатели настоящего издания
figures = Показатели
method = Что учитывает каждый показатель
about = О настоящем издании
nothing-recorded = Ничего не зарегистрировано.
first-rows = { $caption } (первые { $most })
why-not-shown =
    «{ $mark }»: речь идет менее чем о трех единицах ({ $units }), или они относятся менее чем к трем государствам, так что
    государство можно было бы узнать; или это число позволило бы найти такую группу вычитанием, в том числе по опубликованному
    ранее.
about-time =
    В настоящем издании говорится о том, что произошло по { $cut_off } включительно и было зарегистрировано не позднее
    { $data_as_of }. То, что станет известно позднее, будет отражено в последующем издании.
about-early = Оно составлено до окончания периода: в нем нет ничего, что произошло после { $data_as_of }.
about-invented =
    Настоящее издание является синтетическим: то, что в нем говорится о государствах, полностью или частично вымышлено,
    чтобы показать, как оно составляется. Ничто в нем не может приводиться как факт о каком-либо государстве-члене.
about-withheld =
    { $withheld ->
        [0] Ничто из учтенного здесь не скрыто от читателей.
        [one] Из учтенного здесь читателям не сообщается { $withheld } единица. Она учитывается в итогах и долях, но не включается в разбивки и перечни.
        [few] Из учтенного здесь читателям не сообщаются { $withheld } единицы. Они учитываются в итогах и долях, но не включаются в разбивки и перечни.
       *[many] Из учтенного здесь читателям не сообщаются { $withheld } единиц. Они учитываются в итогах и долях, но не включаются в разбивки и перечни.
    }
# UN
designations =
    Употребляемые обозначения и изложение материала в настоящем документе не означают выражения со стороны Секретариата
    Организации Объединенных Наций какого бы то ни было мнения относительно правового статуса той или иной страны,
    территории, города или района или их властей или относительно делимитации их границ.
# UN
regions =
    Регионы соответствуют стандартным кодам стран или районов для использования в статистике (M49) Организации Объединенных
    Наций. Отнесение стран или районов к этим регионам произведено для удобства статистического учета и не означает
    какого-либо предположения Организации Объединенных Наций относительно политической или иной принадлежности стран или
    территорий.

## Corrections

# UN
corrigenda = Исправления
corrigendum =
    Оценка, учтенная в настоящем издании, была отозвана { $day }. Издание остается таким, каким оно было опубликовано;
    начиная со следующей даты отсечения эта оценка не учитывается.
adjustments = Корректировки за предыдущий период
adjustments-why =
    Приведенные ниже итоги были опубликованы в последнем издании за предыдущий год. При повторном подсчете на ту же дату
    отсечения с учетом того, что стало известно после его составления, они оказались другими. То издание остается таким,
    каким оно было опубликовано.
adjustments-table = Итоги издания { $number } за предыдущий год, которые теперь являются другими

## The list behind a figure

basis-title = Что учтено: { $figure }
basis = Учтено
basis-absent =
    В перечне указано то, что вы можете видеть сейчас. Входит ли единица в числитель, показано тем, кому это положено знать;
    на месте опущенного ничего не стоит.
basis-suppressed = Показатель не указан, и поэтому не указано, что он учитывает: столь немногие единицы можно было бы узнать.
basis-withheld = Из всего учтенного не сообщается читателям доклада
basis-next = Следующая страница
basis-back = Назад к докладу

## What a form sets around a document

# UN
distribution =
    { $audience ->
        [public] Общее распространение
       *[other] Ограниченное распространение
    }
frame-council = Совет Безопасности
# UN
frame-body = Комитет Совета Безопасности, учрежденный резолюцией 1373 (2001) о борьбе с терроризмом
frame-original = Язык оригинала: английский
# UN
frame-contents = Содержание
frame-skip = Перейти к докладу
# UN
frame-notes = Примечания
frame-figures = Показатели
frame-about = О документе
frame-charts = Диаграммы

## Titles of columns

column-activities = Мероприятия
column-added = Добавлены
column-adopted-on = Дата принятия
column-agreed-on = Дата согласования
column-assessed = Оценено
column-assistance-needed = Нужна помощь
column-at = По состоянию на
column-basis = Основа
column-body = Орган
column-by-the-cut-off = На дату отсечения
column-capacity = Потенциал и ресурсы
column-changes = Изменения после принятия
column-components = Компоненты
column-consent = Согласие
column-counts = Что учитывается
column-cut-off = Дата отсечения
column-dated = Дата документа
column-day = Дата
column-days-late = Дней опоздания
column-declined = Отклонено
column-delivered = Оказано
column-delivered-in-full = Оказано полностью
column-delivered-in-part = Частично
column-denominator = Знаменатель
column-done = Выполнено
column-draft-to-final = От проекта до окончательного доклада
column-due = Срок
column-end = Окончание
column-ended-on = Завершен
column-events = События
column-figure = Показатель
column-final-to-committee = От окончательного доклада до Комитета
column-flagged = Отмечено
column-follow-up = Последующий доклад
column-group = Группа
column-good-practices = Передовые методы
column-held = Дата проведения
column-held-on = Дата заседания
column-id = Идентификатор
column-implemented = Выполнено
column-in-full = Полностью
column-in-numerator = В числителе
column-in-part = Частично
column-in-need = Нужна помощь
column-in-year = В { $year } году
column-indicator = Критерий
column-invited = Приглашения
column-kind = Вид
column-last-visit = Последний визит
column-lead = Ведущий орган
column-level-of-speaker = Должность выступавшего
column-meeting = Заседание
column-meetings = Заседания
column-mode = Формат
column-needs = Потребности
column-not = Не осуществляется
column-now = Сейчас
column-number = Число
column-numerator = Числитель
column-occasion = Повод
column-of = Из
column-offered = Предложено
column-old = Старше пяти лет
column-on = Тема
column-owner = Ответственный
column-paragraph = Пункт
column-position = Позиция
column-priority = Приоритет
column-product = Продукт
column-products-cited = Упомянутые продукты
column-programme = Программа
column-provision = Положение
column-published = Опубликовано
column-reason = Причина
column-reasons = Причины и подтверждения
column-received = Получен
column-recommendation = Рекомендация
column-recommendations = Рекомендации
column-region = Регион
column-removed = Исключены
column-reported = Доклад представлен
column-requested = Запрошено
column-resolution = Решение
column-resolved = Урегулировано
column-sector = Сектор
column-share = Доля
column-shortfalls = Недостатки
column-since-2005 = С 2005 года
column-standing = Положение дел
column-start = Начало
# UN
column-state = Государство
# UN
column-states = Государства
column-states-assessed = Оцененные государства
column-states-attending = Участвовавшие государства
column-states-invited = Приглашенные государства
column-state-reports = По сообщению государства
column-step = Шаг
column-steps = Шаги
column-subject = Предмет
column-subjects = Вопросы
column-submitted = Представлена Комитету
column-submitted-on = Дата представления
column-taken-up = Принято в работу
column-text = Текст
column-theme = Тема
column-themes = Темы
column-took-part = Участие
column-unit = Единица учета
column-value = Значение
column-visit-to-draft = Дней от визита до проекта
column-visits-invited = Визиты, на которые приглашен
column-visits-took-part = Визиты, в которых участвовал
column-was-assessed = По оценке Исполнительного директората
column-what = Что
column-at-least = Не менее
column-at-most = Не более
column-in-fact = Фактически
column-what-was-done = Что сделано
column-with-whom = С кем
column-year = Год
column-visits = Визиты
column-visits-with-invitation = Визиты с приглашением
column-visits-with-part = Визиты с участием
