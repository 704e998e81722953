# Draft translation: no wording here comes from a source of the United Nations.

site-name = CTC Reporting
skip-to-content = Ir al contenido
synthetic = Datos sintéticos: todo es inventado
search-label = Búsqueda
search-hint = Estado, tema, informe o identificador
search-button = Buscar

nav-main = Navegación principal
nav-start = Inicio
nav-reports = Informes
nav-states = Estados
nav-recommendations = Recomendaciones
nav-calendar = Calendario
nav-sign-in = Iniciar sesión
nav-languages = Idiomas
nav-crumbs = Dónde está
nav-within = En esta página
nav-months = Meses

seen-as-public = Usted ve lo que es público.
seen-as = Usted ve lo que está destinado a: { $audience }.
seen-as-unknown = Por ahora no se puede saber quién es usted.

start-title = Evaluaciones, seguimiento e informes
start-lead = El Comité contra el Terrorismo evalúa cómo aplican los Estados las resoluciones del Consejo de Seguridad contra el terrorismo. Aquí encontrará sus informes, lo que recomendó y qué resultó de ello, en la medida en que usted pueda verlo.
start-latest = Últimos informes
start-find = Encontrar
start-due = Próximos vencimientos
start-overdue = Atrasado
all-reports = Todos los informes
no-reports = No hay ningún informe que usted pueda ver.
find-state = Un Estado: visitas, recomendaciones, seguimiento
find-recommendation = Recomendaciones por Estado, tema y prioridad
find-due = Los vencimientos, mes por mes
whole-calendar = Todo el calendario
nothing-due = No vence nada.
nothing-due-in-month = Este mes no vence nada.

part-away = { $what }: el servicio correspondiente no responde por ahora. Inténtelo de nuevo dentro de un momento.
part-too-much = { $what }: hay más de lo que cabe en una página.
part-missing = { $what }: no hay.
part-denied = { $what }: usted no puede verlo.
what-statuses = Situación de las recomendaciones
what-responses = Respuestas del Estado
what-cases = Necesidades de asistencia
what-projects = Proyectos

col-state = Estado
col-standing = Situación
col-year = Año
col-report = Informe
col-about = Asunto
col-edition = Edición
col-published = Publicado
col-cut-off = Fecha de corte
col-for = Para
col-figure = Cifra
col-value = Valor
col-thing = Qué se contó
col-in-numerator = En el numerador
col-events = Hechos en que se basa
col-when = Cuándo
col-kind = Tipo
col-mode = Modalidad
col-body = Órgano
col-project = Proyecto

late = con retraso
today = hoy
no-fixed-day = sin fecha fija
not-recorded = no consta
not-shown = no se muestra
yes = sí
no = no
show = Mostrar
show-all = Mostrar todo
read-on = Seguir leyendo
next-page = Página siguiente
back-to-start = Volver al inicio

reports-title = Informes
reports-lead = Cada informe tiene ediciones numeradas. Una edición queda como se publicó.
reports-caption = Informes y sus últimas ediciones
reissued = reeditada
edition-number = Edición { $number }
corrects-earlier = corrige una anterior
report-read = Leer
other-languages = Otros idiomas
report-editions = Ediciones
report-figures = Cifras
figures-note = Cada cifra lleva a lo que se contó, y de ahí a los hechos.
no-figures = Esta edición no da ninguna cifra.
corrigenda = Lo que se ha dicho después de esta edición:
fact-symbol = Signatura
fact-as-of = Datos al
fact-withheld = No mostrado a los lectores
fact-unit = Unidad
figure-share = { $part } de { $whole }
percent = { $value } %
figure-suppressed = no se muestra
figure-suppressed-why = La cifra no se muestra, porque tan pocos podrían ser reconocidos.
figure-counted = Qué se contó
figure-note = La lista muestra lo que usted puede ver ahora. Nada sustituye lo que se omite.
nothing-to-show = Nada que usted pueda ver.

in-preparation = En preparación
report-drafts = Borradores
draft-number = Borrador { $number }
not-transmitted-yet = Este informe aún no se ha transmitido. Sus borradores son para quienes lo preparan.
withdrawn-on = retirada el { $day }
objections-until = objeciones hasta el { $day }
objections-count = { $count ->
    [one] { $count } objeción
   *[other] { $count } objeciones
}
breakdowns = Desglose
suppressed-count = { $count ->
    [one] Una cifra no se muestra, porque tan pocos podrían ser reconocidos.
   *[other] { $count } cifras no se muestran, porque tan pocos podrían ser reconocidos.
}

states-title = Estados
visits-count = { $count ->
    [one] { $count } visita
   *[other] { $count } visitas
}
last-visited = última en { $year }
member-until = Miembro hasta el { $day }
state-cycles = Seguimiento
state-visits = Visitas
state-assistance = Necesidades y proyectos
state-due = Vencimientos
state-consents = Consentimiento para visitas
state-meetings = Reuniones
asked-on = solicitado el { $day }
subject-to-renewal = sujeta a la renovación del mandato
no-visits = Ninguna visita que usted pueda ver.
no-cycles = Ningún seguimiento que usted pueda ver.
no-projects = Ningún proyecto que usted pueda ver.
newest-only = { $count ->
    [one] Se muestra la más reciente.
   *[other] Se muestran las { $count } más recientes.
}
assessment-of = Evaluación del { $day } ({ $kind })
assessment-unknown = Una evaluación cuyo informe no puede ver
chosen-of-all = { $chosen } de { $all }, tema: { $theme }.

theme = Tema
themes = Temas
priority = Prioridad
all-themes = Todos los temas
all-states = Todos los Estados
all-priorities = Todas las prioridades

recommendations-title = Recomendaciones
recommendation-title = Recomendación: { $state }
all-recommendations = Todas las recomendaciones, página por página
no-recommendations = Ninguna recomendación que usted pueda ver.
text-not-shown = Usted no puede ver el texto.
statuses-not-yours = Lo que resultó de las recomendaciones solo pueden verlo el Comité y el propio Estado.
what-came-of-it = Qué resultó de ella
aspect-position = Posición del Estado
aspect-reported = Según el Estado
aspect-assessed = Según la DECT
aspect-none-position = aún no expresada
aspect-none-reported = aún sin comunicar
aspect-none-assessed = aún sin evaluar
earlier-statuses = Indicado anteriormente
assistance = Asistencia
assistance-requested = El Estado pide asistencia.
assistance-needed = Se necesita asistencia; el Estado no la ha pedido.
assistance-none = No se necesita asistencia.
case-stands = Situación de la necesidad:
projects-that-serve = Proyectos que la atienden
where-from = Origen
fact-recommended-in = Formulada en
fact-reference = Referencia
fact-provision = Disposición
fact-made-by = Autor
fact-pillar = Pilar de la Estrategia Global

mark-submitted = Informe presentado al Comité
mark-response-due = Respuesta del Estado prevista
mark-response-received = Respuesta del Estado recibida
mark-report-due = Informe de la DECT previsto
mark-reported = La DECT informó
mark-today = Hoy

calendar-title = Calendario: { $month }
month = Mes
month-before = ← { $month }
month-after = { $month } →
this-month = Este mes
calendar-feed = El calendario para su programa de calendario (iCalendar)

trace-title = Traza
trace-link = Causas y efectos
trace-lead = Las causas de esto y sus efectos. Las causas preceden a los efectos.
trace-not-complete = Hay más de lo que se puede seguir de una vez.
trace-graph = La traza en un dibujo
trace-graph-words = { $count ->
    [one] { $count } hecho
   *[other] { $count } hechos, cada uno debajo de su causa; la lista de abajo dice lo mismo
}
trace-events = Los hechos
fact-time = Registrado
fact-occurred = Ocurrido
fact-thing = Trata de
fact-told-by = Comunicado por
fact-about = Estado
fact-deadline = Vencimiento
fact-event = Hecho
fact-caused-by = Causado por

search-title = Búsqueda
search-lead = Busque un Estado, un tema, un informe o un identificador. Los nombres se encuentran en los seis idiomas.
search-nothing = No se encontró nada. Pruebe con el nombre de un Estado, como Kenya, o de un tema, como seguridad fronteriza.
search-both = Qué se recomendó: { $state }, tema: { $theme }
search-theme = Recomendaciones, tema: { $theme }
search-things = Lo que lleva este identificador

session-title = Quién es usted aquí
session-public = Nadie ha iniciado sesión. Usted ve lo que es público.
sign-in-provider = Iniciar sesión
sign-out = Cerrar sesión
fact-you-are = Usted es
fact-you-see = Usted ve
fact-until = Sesión abierta hasta
token-label = Token
token-whence = Los tokens los entrega quien administra esta instalación.
token-note = Este navegador guarda el token ocho horas y lo envía solo a esta instalación. Úselo en una máquina propia.
token-enter = Leer con este token
token-refused = Este token no da acceso: fue revocado, ha caducado o está mal escrito.
token-not-here = Los tokens se pueden introducir donde se accede a esta instalación por TLS.
forget-token = Olvidar el token

error-400 = Esta solicitud no se puede leer
error-400-what = La dirección no es como debería.
error-401 = Su sesión ha terminado
error-401-what = Lo que probaba quién es usted ha caducado o no da acceso. Inicie sesión de nuevo.
error-403 = Usted no puede ver esto
error-403-what = Existe, y es para otros lectores.
error-404 = Aquí no hay nada
error-404-what = No existe tal página o cosa, o usted no puede verla.
error-406 = Esto no existe en esta forma o en este idioma
error-406-what = Elija otra forma u otro idioma.
error-410 = Esto fue retirado
error-410-what = Ya no es válido.
error-422 = La dirección no es como debería
error-422-what = Algo en ella tiene otra forma que la que se pide.
error-429 = Demasiadas preguntas a la vez
error-429-what = Espere un momento y vuelva a intentarlo.
error-500 = Algo ha fallado
error-500-what = Se ha anotado. Avise a los operadores si vuelve a ocurrir.
error-502 = Es más de lo que cabe en una página
error-502-what = Pida menos.
error-503 = El servicio correspondiente no responde
error-503-what = Inténtelo de nuevo dentro de un momento. Quizá las demás páginas estén disponibles.
error-sign-in-hint = Quizá pueda verlo cuando haya iniciado sesión.
error-number = Su número es
