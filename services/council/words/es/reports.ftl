### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Activities, in the annual report and the annual review

activities-by-kind = Actividades en { $year }, por tipo
activities-by-paragraph = Actividades en { $year }, por párrafo
activities-by-name = Actividades en { $year } que los lectores del presente informe pueden conocer por su nombre

## The report on the follow-up of one assessment (paragraph 16)

followup-title = Seguimiento de las recomendaciones de una evaluación
followup-subtitle = De la Dirección Ejecutiva al Comité contra el Terrorismo
followup-assessment = La evaluación
followup-dates = Fechas y puntualidad
followup-steps = Medidas por recomendación
followup-capacity = Capacidad, recursos y asistencia
followup-response = Respuesta del Estado
followup-proposals = Observaciones y propuestas de la Dirección Ejecutiva
followup-standing-reported = informe presentado
followup-standing-pending = a la espera de un mandato
followup-standing-open = en curso
followup-days-none = ninguno todavía
followup-position-none = ninguna todavía
followup-reported-nothing = nada todavía
followup-assessed-not = aún no evaluada
followup-need-none = sin necesidad
followup-need-not-requested = no solicitada
followup-need-not-released = no comunicada
followup-not-answered = sin respuesta al { $day }
followup-carried-over = { $reference } (trasladada)
followup-on-capacity = Capacidad y recursos
followup-on-assistance = Asistencia
followup-on-cross-cutting = Cuestiones de género, niños y derechos humanos
followup-on-proposal = Nuevas medidas de seguimiento o asistencia

## The annual review and forecast (paragraph 17)

review-title = Examen de las actividades de la Dirección Ejecutiva en { $year } y previsiones para { $next }
review-subtitle = De la Dirección Ejecutiva al Comité contra el Terrorismo
review-visits = Visitas en { $year }
review-assessments = Evaluaciones concluidas en { $year }
review-in-the-un = Coordinación en las Naciones Unidas en { $year }
review-outside-it = Colaboración fuera de las Naciones Unidas en { $year }
review-meetings = Reuniones celebradas en { $year }
review-products = Estudios y productos analíticos aprobados en { $year }
review-outcome = Previsiones para { $year } y su resultado
review-forecast = Previsiones para { $next }
review-outcome-in-numbers = Previsiones para { $year } en cifras, y lo que ocurrió
review-forecast-in-numbers = Previsiones para { $next } en cifras
review-done = realizado
review-not-done = no realizado
review-occasion-visits = visitas a Estados
review-occasion-meetings = reuniones con Estados

## UNOCT's briefing of the Committee (paragraph 25)

briefing-title = Exposición informativa sobre la asistencia técnica en { $year }
briefing-subtitle = De la Oficina de Lucha contra el Terrorismo al Comité contra el Terrorismo
briefing-held = Exposiciones informativas y reuniones en { $year }
briefing-since = Medidas adoptadas desde la última exposición informativa, el { $day }
briefing-since-none = Medidas adoptadas desde el 1 de enero de { $year } (no se hizo ninguna exposición informativa)
briefing-cases = Necesidades de asistencia y medidas adoptadas, por Estado
briefing-duplications = Duplicaciones pendientes, o resueltas en { $year }
briefing-products-used = Programas que citan productos del Comité
briefing-next-steps = Próximas medidas acordadas

## The joint report of CTED and UNOCT (paragraph 24)

joint-title = Medidas prácticas de la Dirección Ejecutiva y de la Oficina de Lucha contra el Terrorismo: { $year }
joint-subtitle = De la Dirección Ejecutiva y la Oficina de Lucha contra el Terrorismo al Comité y a la Asamblea General
joint-steps = Medidas prácticas
joint-baseline = Valores de referencia
joint-arrangements = Arreglos de colaboración

## The report on global implementation by provision (paragraph 7)

thematic-title = Aplicación mundial de las disposiciones relativas a los viajes de terroristas, { $year }
thematic-subtitle = De la Dirección Ejecutiva del Comité contra el Terrorismo
thematic-provisions = Estados por disposición, en la medida en que los lectores del presente informe pueden ver las constataciones
thematic-good-practices = Buenas prácticas y deficiencias
thematic-regions = Estados evaluados, por región
thematic-within = { $provision }, { $region }

## The programme of visits (paragraph 12)

programme-title = Programa de visitas a Estados Miembros en { $year }
# UN
programme-subtitle = Comité contra el Terrorismo
programme-list = Estados a los que se ha de solicitar el consentimiento para una visita en { $year }
programme-changes = Cambios de la lista de { $year } después de su aprobación
programme-reasons-none = no se indica ninguno
programme-consent = { $year }: { $answer }
programme-consent-never = nunca solicitado
programme-added = añadido el { $day }: { $reason }
programme-removed = suprimido el { $day }: { $reason }

## The schedule of visits (paragraph 12)

schedule-title = Calendario de visitas a Estados Miembros en { $year }
# UN
schedule-subtitle = Comité contra el Terrorismo
schedule-visits = Visitas a las que el Estado consintió y que han de comenzar en { $year }

## Visits

visits-by-year = Visitas que constan en diez años, por año de conclusión
visits-by-year-shown = Visitas que constan en esos diez años: { $total }. De ellas, concluidas en { $year }: { $visits }.
visits-of-year = Visitas concluidas en { $year }
visits-of-year-shown = Visitas concluidas en { $year }: { $visits }. Cada una figura en el día de su conclusión, bajo el número del mes.
