### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

# UN
region-africa = África
# UN
region-americas = Américas
# UN
region-asia = Asia
# UN
region-europe = Europa
# UN
region-oceania = Oceanía
region-elsewhere = Otra
# UN
pillar =
    { $pillar ->
        [1] pilar I
        [2] pilar II
        [3] pilar III
        [4] pilar IV
       *[other] no se indica ningún pilar
    }
visit-kind-comprehensive = completa
visit-kind-focused = específica
visit-kind-regional = regional
visit-kind-follow-up = de seguimiento
visit-kind-advocacy = de promoción
visit-kind-not-stated = no se indica
assessment-kind-comprehensive = completa
assessment-kind-focused = específica
assessment-kind-desk = documental
assessment-kind-regional = regional
assessment-kind-follow-up = de seguimiento
assessment-kind-advocacy = de promoción
mode-onsite = in situ
mode-virtual = virtual
mode-hybrid = híbrida
priority-high = alta
priority-medium = media
priority-low = baja
position-accepted = aceptada
position-partly = aceptada en parte
position-not-accepted = no aceptada
implementation-not-started = no iniciada
implementation-in-progress = en curso
implementation-partly-implemented = aplicada en parte
implementation-implemented = aplicada
sector-compact = entidad del Pacto
sector-council-body = órgano del Consejo
sector-regional-organization = organización regional
sector-partner = asociado
# UN
sector-civil-society = sociedad civil
sector-academia = sector académico
# UN
sector-private-sector = sector privado
meeting-kind-invitation = por invitación
meeting-kind-regional = regional
meeting-kind-thematic = temática
meeting-kind-joint = conjunta
meeting-kind-other = otra
briefing-kind-briefing = exposición informativa ante el Comité
briefing-kind-heads-meeting = reunión de los jefes de la Dirección Ejecutiva y de la Oficina de Lucha contra el Terrorismo
briefing-kind-follow-up-meeting = reunión de seguimiento de la Presidencia con la Oficina de Lucha contra el Terrorismo
# UN
speaker-under-secretary-general = Secretario/a General Adjunto/a
# UN
speaker-assistant-secretary-general = Subsecretario/a General
# UN
speaker-director = Director/a
speaker-other = otro
product-kind-edis = estudio detallado sobre la aplicación (eDIS)
product-kind-oia = panorama general de la evaluación de la aplicación (OIA)
product-kind-gis = estudio mundial sobre la aplicación (GIS)
product-kind-trends = tendencias
product-kind-alert = alerta
product-kind-advice = asesoramiento
product-kind-analysis = análisis
consent-asked = solicitado
consent-given = otorgado
consent-declined = denegado
consent-lapsed = sin respuesta
resolved-merged = proyectos fusionados
resolved-divided = tareas repartidas
resolved-one-withdrawn = un proyecto retirado
resolved-no-duplication = sin duplicación
stage-opened = comunicadas al sistema de las Naciones Unidas, con la solicitud del Estado
stage-offered = asistencia ofrecida
stage-taken-up = asumidas en un proyecto o programa
stage-delivered = asistencia prestada en su totalidad
stage-part-delivered = prestada una de varias partes de la asistencia
stage-declined = rechazadas
stage-cancelled = abandonadas
forecast-follow-up-report = informe de seguimiento
forecast-visit = visita
forecast-obligation = obligación
