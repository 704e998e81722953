### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

# UN
region-africa = Африка
# UN
region-americas = Америка
# UN
region-asia = Азия
# UN
region-europe = Европа
# UN
region-oceania = Океания
region-elsewhere = Прочие
# UN
pillar =
    { $pillar ->
        [1] компонент I
        [2] компонент II
        [3] компонент III
        [4] компонент IV
       *[other] компонент не указан
    }
visit-kind-comprehensive = всесторонний
visit-kind-focused = целевой
visit-kind-regional = региональный
visit-kind-follow-up = последующий
visit-kind-advocacy = информационный
visit-kind-not-stated = не указано
assessment-kind-comprehensive = всесторонняя
assessment-kind-focused = целевая
assessment-kind-desk = кабинетная
assessment-kind-regional = региональная
assessment-kind-follow-up = последующая
assessment-kind-advocacy = информационная
mode-onsite = на месте
mode-virtual = виртуальный
mode-hybrid = смешанный
priority-high = высокий
priority-medium = средний
priority-low = низкий
position-accepted = принята
position-partly = принята частично
position-not-accepted = не принята
implementation-not-started = не начато
implementation-in-progress = в процессе
implementation-partly-implemented = выполнено частично
implementation-implemented = выполнено
sector-compact = участник Договора
sector-council-body = орган Совета
sector-regional-organization = региональная организация
sector-partner = партнер
# UN
sector-civil-society = гражданское общество
sector-academia = научные круги
# UN
sector-private-sector = частный сектор
meeting-kind-invitation = по приглашению
meeting-kind-regional = региональное
meeting-kind-thematic = тематическое
meeting-kind-joint = совместное
meeting-kind-other = иное
briefing-kind-briefing = брифинг для Комитета
briefing-kind-heads-meeting = встреча руководителей Исполнительного директората и Контртеррористического управления
briefing-kind-follow-up-meeting = последующая встреча Председателя с Контртеррористическим управлением
# UN
speaker-under-secretary-general = заместитель Генерального секретаря
# UN
speaker-assistant-secretary-general = помощник Генерального секретаря
# UN
speaker-director = директор
speaker-other = иное лицо
product-kind-edis = подробный обзор осуществления (eDIS)
product-kind-oia = общий обзор оценки осуществления (OIA)
product-kind-gis = глобальный обзор осуществления (GIS)
product-kind-trends = тенденции
product-kind-alert = оповещение
product-kind-advice = рекомендации
product-kind-analysis = анализ
consent-asked = запрошено
consent-given = дано
consent-declined = отказано
consent-lapsed = без ответа
resolved-merged = объединены
resolved-divided = задачи разделены
resolved-one-withdrawn = один проект отозван
resolved-no-duplication = дублирования нет
stage-opened = доведено до сведения системы Организации Объединенных Наций с просьбой государства
stage-offered = помощь предложена
stage-taken-up = принято в работу в рамках проекта или программы
stage-delivered = помощь оказана полностью
stage-part-delivered = оказана одна из нескольких частей помощи
stage-declined = отклонено
stage-cancelled = более не рассматривается
forecast-follow-up-report = доклад о последующей деятельности
forecast-visit = визит
forecast-obligation = обязательство
