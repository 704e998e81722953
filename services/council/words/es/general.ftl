### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Numbers, days and rows of things

# UN
percentage = { $value } %
so-many-of = { $number } de { $of }
by-day = a más tardar el { $day }
join-comma = { ", " }
join-semicolon = { "; " }
join-and = { " y " }
join-or = { " o " }
with-note = { $text } ({ $note })
with-detail = { $text }: { $detail }

## The period of a report

period = del 1 de enero al { $day }
period-within =
    { $whole ->
        [yes] en { $year }
       *[no] del 1 de enero al { $day }
    }
period-opening =
    { $whole ->
        [yes] En { $year }
       *[no] Del 1 de enero al { $day }
    }

## The mandate on which a report rests

# UN
resolution = la resolución { $number } ({ $year }) del Consejo de Seguridad
# UN
resolution-of = la resolución { $number } ({ $year }) del Consejo de Seguridad
# UN
resolution-by = la resolución { $number } ({ $year })
authority =
    { $paragraph ->
        [none] { $source }
       *[other] el párrafo { $paragraph } de { $source }
    }{ $continued ->
        [none] { "" }
       *[other] , prorrogada por { $continued }
    }
# A footnote to what rests on a paragraph.
source-note = Véase { $authority }.

## What stands in cells

not-recorded = no consta
not-shown = no se indica
figure-not-shown = { $figure }: no se indica el número.
none = Ninguno
yes = sí
no = no
not-yet = todavía no
never = nunca
several = varios

## Units: what is counted

unit-missions = misiones
unit-visits = visitas
unit-components = componentes
# UN
unit-states = Estados
unit-assessments = evaluaciones
unit-follow-up-reports = informes de seguimiento
# UN
unit-recommendations = recomendaciones
unit-consents = consentimientos
unit-products = productos
unit-activities = actividades
unit-days = días
unit-duplications = duplicaciones
unit-programmes = programas
unit-forecast = informes, visitas y obligaciones
unit-obligations = obligaciones
unit-meetings = reuniones
unit-findings = constataciones
unit-requests = solicitudes
unit-changes = cambios
unit-steps = medidas
unit-overlaps = superposiciones

## Kinds of things in the lists behind figures

thing-mission = misión
thing-visit = visita
thing-component = componente
# UN
thing-state = Estado
thing-assessment = evaluación
thing-follow-up-report = informe de seguimiento
# UN
thing-recommendation = recomendación
thing-consent = consentimiento
thing-product = producto
thing-activity = actividad
thing-duplication = duplicación
thing-programme = programa
thing-obligation = obligación
thing-meeting = reunión
thing-finding = constatación
thing-request = solicitud
thing-change = cambio
thing-step = medida práctica
thing-official = autoridad
thing-briefing = exposición informativa
thing-heads-meeting = reunión de los jefes
thing-follow-up-meeting = reunión de seguimiento

## Readers of a report

# UN
readers-committee = El Comité
readers-council = El Comité y otros órganos del Consejo
# UN
readers-un = El sistema de las Naciones Unidas
readers-partners = Los asociados
readers-public = El público
# UN
readers-unoct = la Oficina de Lucha contra el Terrorismo
# UN
readers-state = el Estado interesado

## The title page

particular-period = Período
particular-edition = Edición
particular-cut-off = Fecha de cierre
particular-data-as-of = Datos al
particular-for = Destinatarios
particular-withheld = Elementos no comunicados a los lectores
particular-recommendations-withheld = Recomendaciones no comunicadas a los lectores
# UN
particular-state = Estado
particular-takes-the-place-of = Sustituye a
particular-edition-number = Edición { $number }
particular-reissue = Nueva versión con supresiones
title-on-state = { $title }: { $state }
particular-language = Idioma
# What the document in this language is.
language-version = español (traducido del inglés por este sistema; traducción no oficial)
marking-synthetic = Sintético: datos inventados

## Parts that all reports have

all-figures = Todas las cifras de la presente edición
figures = Cifras
method = Qué cuenta cada cifra
about = Acerca de la presente edición
nothing-recorded = No consta ningún elemento.
first-rows = { $caption } (los primeros { $most })
why-not-shown =
    “{ $mark }”: hay menos de tres elementos ({ $units }), o se refieren a menos de tres Estados, de modo que podría
    reconocerse a un Estado; o bien el número permitiría hallar un grupo así por sustracción, también a partir de lo
    publicado anteriormente.
about-time =
    La presente edición recoge lo ocurrido hasta el { $cut_off } y registrado a más tardar el { $data_as_of }. Lo que se
    conozca después figurará en una edición posterior.
about-early = Se elaboró antes de que terminara el período: no recoge nada posterior al { $data_as_of }.
about-invented =
    La presente edición es sintética: lo que dice de los Estados se inventó, en todo o en parte, para mostrar cómo se
    elabora. Nada de su contenido puede citarse como un hecho relativo a un Estado Miembro.
about-withheld =
    { $withheld ->
        [0] Nada de lo que aquí se cuenta deja de comunicarse a los lectores.
        [one] De lo que aquí se cuenta, { $withheld } elemento no se comunica a los lectores. Se incluye en los totales y porcentajes, pero no en los desgloses ni en las listas.
       *[other] De lo que aquí se cuenta, { $withheld } elementos no se comunican a los lectores. Se incluyen en los totales y porcentajes, pero no en los desgloses ni en las listas.
    }
# UN
designations =
    Las denominaciones empleadas en este documento y la forma en que aparecen presentados los datos que contiene no
    implican, de parte de la Secretaría de las Naciones Unidas, juicio alguno sobre la condición jurídica de países,
    territorios, ciudades o zonas, o de sus autoridades, ni respecto de la delimitación de sus fronteras o límites.
# UN
regions =
    Las regiones son las de los códigos uniformes de país o zona para uso estadístico (M49) de las Naciones Unidas. La
    asignación de países o zonas a esas regiones se hace por conveniencia estadística y no entraña suposición alguna
    sobre la afiliación política o de otra índole de los países o territorios por parte de las Naciones Unidas.

## Corrections

# UN
corrigenda = Correcciones
corrigendum =
    Una evaluación contabilizada en la presente edición se retiró el { $day }. La edición se mantiene como se publicó; la
    evaluación deja de contabilizarse a partir de la siguiente fecha de cierre.
adjustments = Ajustes correspondientes al período anterior
adjustments-why =
    Los totales siguientes se publicaron en la última edición sobre el año anterior. Contados de nuevo en su fecha de
    cierre, con lo que se conoció después de elaborada esa edición, son distintos. La edición se mantiene como se publicó.
adjustments-table = Totales de la edición { $number } sobre el año anterior que ahora son distintos

## The list behind a figure

basis-title = Elementos contados: { $figure }
basis = Elementos contados
basis-absent =
    La lista contiene lo que usted puede ver ahora. Solo quienes están facultados para saberlo ven si un elemento forma
    parte del numerador; nada ocupa el lugar de lo que se omite.
basis-suppressed = La cifra no se indica, ni por tanto lo que cuenta: los elementos son tan pocos que podrían reconocerse.
basis-withheld = Elementos contados en el informe y no comunicados a sus lectores
basis-next = Página siguiente
basis-back = Volver al informe

## What a form sets around a document

# UN
# UN
distribution =
    { $audience ->
        [public] Distr. general
       *[other] Distr. reservada
    }
frame-council = Consejo de Seguridad
# UN
frame-body = Comité del Consejo de Seguridad establecido en virtud de la resolución 1373 (2001) relativa a la lucha contra el terrorismo
# UN
frame-original = Original: inglés
# UN
frame-contents = Índice
frame-skip = Ir al informe
# UN
frame-notes = Notas
frame-figures = Cifras
frame-about = Acerca de
frame-charts = Gráficos

## Titles of columns

column-activities = Actividades
column-added = Añadidos
column-adopted-on = Fecha de aprobación
column-agreed-on = Fecha del acuerdo
column-assessed = Evaluadas
column-assistance-needed = Asistencia necesaria
column-at = Al
column-basis = Base
column-body = Órgano
column-by-the-cut-off = En la fecha de cierre
column-capacity = Capacidad y recursos
column-changes = Cambios posteriores a la aprobación
column-components = Componentes
column-consent = Consentimiento
column-counts = Qué se cuenta
column-cut-off = Fecha de cierre
column-dated = Fecha del documento
column-day = Fecha
column-days-late = Días de retraso
column-declined = Rechazada
column-delivered = Prestada
column-delivered-in-full = Prestada en su totalidad
column-delivered-in-part = En parte
column-denominator = Denominador
column-done = Ejecutada
column-draft-to-final = Del proyecto al informe final
column-due = Vencimiento
column-end = Fin
column-ended-on = Concluida el
column-events = Sucesos
column-figure = Cifra
column-final-to-committee = Del informe final al Comité
column-flagged = Señalada
column-follow-up = Seguimiento
column-group = Grupo
column-good-practices = Buenas prácticas
column-held = Celebrada el
column-held-on = Fecha de la reunión
column-id = Identificador
column-implemented = Aplicadas
column-in-full = En su totalidad
column-in-numerator = En el numerador
column-in-part = En parte
column-in-need = Asistencia necesaria
column-in-year = En { $year }
column-indicator = Indicador
column-invited = Invitaciones
column-kind = Tipo
column-last-visit = Última visita
column-lead = Órgano principal
column-level-of-speaker = Rango de quien intervino
column-meeting = Reunión
column-meetings = Reuniones
column-mode = Modalidad
column-needs = Necesidades
column-not = No aplicada
column-now = Ahora
column-number = Número
column-numerator = Numerador
column-occasion = Ocasión
column-of = De
column-offered = Ofrecida
column-old = De hace más de cinco años
column-on = Asunto
column-owner = Responsable
column-paragraph = Párrafo
column-position = Posición
column-priority = Prioridad
column-product = Producto
column-products-cited = Productos citados
column-programme = Programa
column-provision = Disposición
column-published = Publicado
column-reason = Motivo
column-reasons = Motivos y elementos de juicio
column-received = Recibida
column-recommendation = Recomendación
column-recommendations = Recomendaciones
column-region = Región
column-removed = Suprimidos
column-reported = Informe presentado
column-requested = Solicitada
column-resolution = Solución
column-resolved = Resuelta
column-sector = Sector
column-share = Porcentaje
column-shortfalls = Deficiencias
column-since-2005 = Desde 2005
column-standing = Situación
column-start = Comienzo
# UN
column-state = Estado
# UN
column-states = Estados
column-states-assessed = Estados evaluados
column-states-attending = Estados asistentes
column-states-invited = Estados invitados
column-state-reports = Según el Estado
column-step = Medida
column-steps = Medidas
column-subject = Tema
column-subjects = Asuntos
column-submitted = Presentada al Comité
column-submitted-on = Presentada el
column-taken-up = Asumida
column-text = Texto
column-theme = Tema
column-themes = Temas
column-took-part = Participaciones
column-unit = Unidad
column-value = Valor
column-visit-to-draft = Días de la visita al proyecto
column-visits-invited = Visitas a las que fue invitado
column-visits-took-part = Visitas en las que participó
column-was-assessed = Según la evaluación de la Dirección Ejecutiva
column-what = Asunto
column-at-least = Como mínimo
column-at-most = Como máximo
column-in-fact = En realidad
column-what-was-done = Medidas adoptadas
column-with-whom = Asociados
column-year = Año
column-visits = Visitas
column-visits-with-invitation = Visitas con invitación
column-visits-with-part = Visitas con participación
