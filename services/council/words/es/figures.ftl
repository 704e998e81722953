### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## The figures of the report: annual

figure-annual-missions = Misiones en { $year }
    .counts = Misiones cuyo último componente de la última visita concluyó en el año; una visita que no forma parte de ninguna misión se considera una misión.
figure-annual-visits = Visitas en { $year }
    .counts = Visitas de la Dirección Ejecutiva, a un Estado cada una, cuyo último componente concluyó en el año.
figure-annual-visit_components = Componentes de las visitas en { $year }
    .counts = Componentes de esas visitas, incluidos los que concluyeron en un año anterior.
figure-annual-states_visited = Estados visitados en { $year }
    .counts = Número de Estados distintos en que se realizaron esas visitas.
figure-annual-missions_since_2005 = Misiones de que hay constancia desde 2005
    .counts = Misiones definidas como arriba, desde el 1 de enero de 2005 hasta la fecha de cierre.
figure-annual-visits_since_2005 = Visitas de que hay constancia desde 2005
    .counts = Visitas definidas como arriba, desde el 1 de enero de 2005 hasta la fecha de cierre.
figure-annual-visit_components_since_2005 = Componentes de las visitas de que hay constancia desde 2005
    .counts = Componentes de las visitas realizadas desde el 1 de enero de 2005.
figure-annual-states_visited_since_2005 = Estados visitados desde 2005, según las visitas de que hay constancia
    .counts = Número de Estados distintos visitados desde el 1 de enero de 2005.
figure-annual-never_visited = Estados Miembros sin ninguna visita registrada
    .counts = Estados Miembros de los que no consta ninguna visita concluida en la fecha de cierre, del total de Estados Miembros en esa fecha.
figure-annual-assessments_completed = Evaluaciones concluidas en { $year }
    .counts = Evaluaciones de todo tipo presentadas al Comité en el año y no retiradas en la fecha de cierre.
figure-annual-reports_released_full = Evaluaciones comunicadas en su totalidad al sistema de las Naciones Unidas
    .counts = De ellas, aquellas de las que el sistema de las Naciones Unidas lo ha recibido todo, incluidas las constataciones y las recomendaciones.
figure-annual-reports_released_part = Evaluaciones comunicadas en parte al sistema de las Naciones Unidas
    .counts = De las mismas, aquellas de las que el sistema de las Naciones Unidas ha recibido la evaluación, pero no todas sus partes.
figure-annual-report_consents_asked = Informes sobre cuya comunicación más amplia se consultó al Estado en { $year }
    .counts = Evaluaciones respecto de las cuales se preguntó al Estado, en el año, si podían comunicarse más allá del sistema de las Naciones Unidas. La comunicación a ese sistema no es un consentimiento.
figure-annual-report_consents_full = Informes a cuya comunicación más amplia el Estado consintió en su totalidad
    .counts = De ellos, aquellos en que la respuesta del Estado en la fecha de cierre es un consentimiento total.
figure-annual-report_consents_part = Informes a cuya comunicación más amplia el Estado consintió en parte
    .counts = De los mismos, aquellos en que la respuesta es un consentimiento referido a partes del informe.
figure-annual-report_consents_refused = Informes cuya comunicación más amplia denegó el Estado
    .counts = De los mismos, aquellos en que la respuesta es una denegación.
figure-annual-report_consents_silent = Informes respecto de los cuales el Estado no respondió
    .counts = De los mismos, aquellos respecto de los cuales no consta ninguna respuesta en la fecha de cierre.
figure-annual-confidentiality_requested = Informes cuya confidencialidad solicitó el Estado en { $year }
    .counts = Evaluaciones respecto de las cuales el Estado solicitó, en el año, que se mantuvieran confidenciales en todo o en parte.
figure-annual-followups_due = Informes de seguimiento con vencimiento en { $year }
    .counts = Informes de seguimiento cuya fecha de vencimiento, según se conocía en la fecha de cierre, corresponde al año, y que no se cancelaron ni estaban pendientes cuando se cerró su ciclo.
figure-annual-followups_on_time = Informes de seguimiento elaborados a tiempo
    .counts = De ellos, los elaborados a más tardar en la fecha de vencimiento.
figure-annual-assessed = Recomendaciones cuya aplicación se evaluó
    .counts = De las recomendaciones vigentes en la fecha de cierre, aquellas cuya aplicación evaluó la Dirección Ejecutiva: el grado de cobertura.
    .cell = Evaluadas: { $name }
figure-annual-implemented = Recomendaciones que se consideran aplicadas
    .counts = De las mismas, las que la Dirección Ejecutiva consideró aplicadas en su última evaluación.
    .cell = Aplicadas: { $name }
figure-annual-improved = Recomendaciones cuyo grado de aplicación aumentó en un año
    .counts = De las evaluadas tanto en la fecha de cierre como un año antes, aquellas cuyo grado de aplicación es mayor en la fecha de cierre.
figure-annual-cases_taken_up = Necesidades de asistencia asumidas en un proyecto o programa
    .counts = De las recomendaciones vigentes que requieren asistencia, que el Estado solicitó, y que se comunicaron al sistema de las Naciones Unidas: las que un proyecto o programa ha asumido, o cuya asistencia se prestó.
figure-annual-cases_delivered = Necesidades para las que se prestó asistencia en su totalidad
    .counts = De las mismas, aquellas para las que prestó asistencia cada uno de los órganos o proyectos que colaboran.
figure-annual-cases_delivered_in_part = Necesidades para las que se prestó asistencia en parte
    .counts = De las mismas, las asumidas para las que un órgano o proyecto prestó su parte y otro todavía no.
figure-annual-consents_given = Consentimientos otorgados para visitas
    .counts = De los consentimientos para una visita solicitados en el año, los que el Estado había otorgado en la fecha de cierre.
figure-annual-officials_attended = Estados cuyas autoridades asistieron a una reunión con el Comité
    .counts = De los Estados a cuyas altas autoridades invitó la Presidencia a una reunión celebrada en el año, aquellos cuyas autoridades asistieron.
figure-annual-products_adopted = Estudios y productos analíticos aprobados en { $year }
    .counts = Estudios y productos analíticos que el Comité aprobó en el año y que se mantienen en la fecha de cierre.
figure-annual-activities = Actividades en { $year }
    .counts = Labor registrada para el año que no constituye una visita, un informe ni una reunión: representación en reuniones de otras entidades, divulgación, talleres, asesoramiento, consultas y cooperación.
figure-annual-lowered = Recomendaciones cuyo grado de aplicación disminuyó en un año
    .counts = De las mismas que para aquellas cuyo grado aumentó, las que tienen un grado más bajo en la fecha de cierre.
figure-annual-improved_with_assistance = Recomendaciones mejoradas que recibieron asistencia
    .counts = De las recomendaciones cuyo grado de aplicación aumentó en un año, aquellas para las que un proyecto o programa había previsto o prestado asistencia.
figure-annual-consents_lapsed = Solicitudes de consentimiento para visitas que caducaron
    .counts = De los consentimientos para una visita solicitados en el año, aquellos a los que no se respondió antes del fin del año de la lista.
figure-annual-consents_open = Consentimientos para visitas todavía pendientes
    .counts = De los mismos, aquellos cuya respuesta seguía pendiente en la fecha de cierre.
figure-annual-joint_meetings = Reuniones conjuntas con otros órganos en { $year }
    .counts = De las reuniones celebradas en el año, las celebradas conjuntamente con otros órganos.
figure-annual-briefings_given = Exposiciones informativas y sesiones públicas con expertos en { $year }
    .counts = De las actividades del año, las exposiciones informativas y sesiones públicas con expertos.
figure-annual-coordination_activities = Actividades de coordinación con los Comités 1267 y 1540 en { $year }
    .counts = De las actividades del año, las de coordinación con esos Comités y sus expertos.
figure-annual-overlaps_resolved = Superposiciones de visitas previstas que se resolvieron
    .counts = De las superposiciones entre visitas de la Dirección Ejecutiva y de otro órgano detectadas en el año, las resueltas en la fecha de cierre.
figure-annual-unoct_briefings = Exposiciones informativas de la Oficina de Lucha contra el Terrorismo en { $year }
    .counts = Exposiciones informativas de la Oficina al Comité, desde el 1 de enero hasta la fecha de cierre.
figure-annual-consents_declined = Consentimientos denegados
    .counts = { figure-review-consents_declined.counts }
figure-annual-meetings_held = Reuniones celebradas en { $year }
    .counts = { figure-review-meetings_held.counts }
figure-annual-listed_visited = Estados de la lista que se visitaron
    .counts = { figure-review-visits_done.counts }
figure-annual-heads_meetings = Reuniones de los jefes de la Dirección Ejecutiva y de la Oficina de Lucha contra el Terrorismo en { $year }
    .counts = { figure-joint-heads_meetings.counts }
figure-annual-steps_done = Medidas prácticas ejecutadas
    .counts = { figure-joint-steps_done.counts }
figure-annual-programmes_citing_products = Programas que citan un producto del Comité
    .counts = { figure-briefing-programmes_citing_products.counts }

## The figures of the report: followup

figure-followup-implemented = Se consideran aplicadas
    .counts = De las recomendaciones vigentes del ciclo, las que la Dirección Ejecutiva consideró aplicadas en su última evaluación.
    .cell = Se consideran aplicadas: prioridad { $name }
figure-followup-partly_implemented = Se consideran aplicadas en parte
    .counts = De las mismas, las que la Dirección Ejecutiva consideró aplicadas en parte en su última evaluación.
    .cell = Se consideran aplicadas en parte: prioridad { $name }
figure-followup-assessed = Aplicación evaluada
    .counts = De las mismas, aquellas cuya aplicación evaluó la Dirección Ejecutiva: el grado de cobertura.
    .cell = Aplicación evaluada: prioridad { $name }
figure-followup-reported_implemented = Aplicadas, según el Estado
    .counts = De las mismas, las que el Estado comunicó en último lugar como aplicadas, con independencia de la evaluación de la Dirección Ejecutiva.
    .cell = Aplicadas, según el Estado: prioridad { $name }
figure-followup-taken_up = Necesidades de asistencia asumidas
    .counts = De las recomendaciones vigentes del ciclo que requieren asistencia, que el Estado solicitó, y que se comunicaron al sistema de las Naciones Unidas: las que un proyecto o programa ha asumido, o cuya asistencia se prestó.
figure-followup-days_late = Días de retraso, o de adelanto si el número es negativo
    .counts = Días transcurridos entre la fecha de vencimiento del presente informe de seguimiento y el día en que se elaboró; número negativo si se adelantó, ninguno mientras no se elabore.

## The figures of the report: review

figure-review-visits_done = Estados de la lista que se visitaron
    .counts = De los Estados incluidos en la lista del año, tal como está en la fecha de cierre, aquellos en los que una visita de la Dirección Ejecutiva terminó entre el 1 de enero y la fecha de cierre; cada Estado cuenta una vez.
figure-review-consents_given = Consentimientos otorgados para visitas
    .counts = { figure-annual-consents_given.counts }
figure-review-consents_declined = Consentimientos denegados
    .counts = De los mismos, los que el Estado denegó.
figure-review-consents_silent = Solicitudes de consentimiento sin respuesta
    .counts = De los mismos, aquellos respecto de los cuales no se había recibido respuesta en la fecha de cierre.
figure-review-median_days_visit_to_draft = Días de la visita al proyecto de informe (mediana)
    .counts = Para las evaluaciones presentadas al Comité en el año: mediana de los días transcurridos entre el fin de la visita, cuando se conoce el día exacto, y el primer proyecto comunicado al Estado.
figure-review-median_days_draft_to_final = Días del proyecto al informe final (mediana)
    .counts = Para las mismas: mediana de los días transcurridos entre ese proyecto y la fecha del informe final.
figure-review-median_days_final_to_ctc = Días del informe final a su presentación (mediana)
    .counts = Para las mismas: mediana de los días transcurridos entre la fecha del informe final y su presentación al Comité.
figure-review-followups_on_time = Informes de seguimiento elaborados a tiempo
    .counts = De los informes de seguimiento cuya fecha de vencimiento, según se conocía en la fecha de cierre, corresponde al año, los elaborados a más tardar en esa fecha.
figure-review-overdue_0_3_months = Informes de seguimiento atrasados: hasta 3 meses
    .counts = Informes de seguimiento vencidos y no elaborados en la fecha de cierre, con hasta tres meses civiles de retraso.
figure-review-overdue_3_6_months = Informes de seguimiento atrasados: de 3 a 6 meses
    .counts = Ídem, con más de tres y hasta seis meses civiles de retraso.
figure-review-overdue_6_12_months = Informes de seguimiento atrasados: de 6 a 12 meses
    .counts = Ídem, con más de seis y hasta doce meses civiles de retraso.
figure-review-overdue_over_12_months = Informes de seguimiento atrasados: más de 12 meses
    .counts = Ídem, con más de doce meses civiles de retraso.
figure-review-forecast_done = Parte realizada de las previsiones para { $year }
    .counts = De lo previsto para el año al final del año anterior (informes de seguimiento por vencer, visitas previstas o acordadas, obligaciones con una fecha en él), lo que se había elaborado, realizado o cumplido en la fecha de cierre.
figure-review-forecast_least = Previsiones para { $year }, como mínimo
    .counts = Lo previsto para el año al final del año anterior que cuenta en el mínimo: visitas acordadas con el Estado, informes de seguimiento cuyos días esperados aún por llegar caen todos en el año y obligaciones que vencen en él. De cada diez informes elaborados hasta entonces, ocho lo fueron entre dos plazos, uno corto y otro largo, contados desde su fecha de vencimiento. Esos dos plazos dan el primer y el último día esperados de un informe.
    .cell = Previsiones para { $year }, como mínimo: { $name }
figure-review-forecast_most = Previsiones para { $year }, como máximo
    .counts = Lo mismo, con las visitas solo previstas y los informes de seguimiento que vencen en el año o tienen en él un día esperado. Un informe más tardío de lo habitual puede elaborarse cualquier día.
    .cell = Previsiones para { $year }, como máximo: { $name }
figure-review-reports_made = Informes de seguimiento elaborados en { $year }
    .counts = Informes de seguimiento que la Dirección Ejecutiva elaboró desde el primer día del año hasta la fecha de cierre, se hubieran previsto o no.
figure-review-visits = Visitas en { $year }
    .counts = { figure-annual-visits.counts }
figure-review-obligations_met = Obligaciones previstas para { $year } que se cumplieron
    .counts = De las obligaciones que vencían en el año, según se conocían al final del año anterior, las cumplidas en la fecha de cierre.
figure-review-ahead_least = Previsiones para { $next }, como mínimo
    .counts = Lo previsto para el año siguiente en la fecha de cierre, contado como el mínimo de las previsiones para este año.
    .cell = Previsiones para { $next }, como mínimo: { $name }
figure-review-ahead_most = Previsiones para { $next }, como máximo
    .counts = Lo previsto para el año siguiente en la fecha de cierre, contado como el máximo de las previsiones para este año. No incluye las visitas que nadie ha previsto todavía.
    .cell = Previsiones para { $next }, como máximo: { $name }
figure-review-meetings_held = Reuniones celebradas en { $year }
    .counts = Reuniones de seguimiento del Comité, de todo tipo, celebradas en el año.
figure-review-products_adopted = Estudios y productos analíticos aprobados en { $year }
    .counts = { figure-annual-products_adopted.counts }
figure-review-assessments_completed = Evaluaciones concluidas en { $year }
    .counts = { figure-annual-assessments_completed.counts }
figure-review-activities = Actividades en { $year }
    .counts = { figure-annual-activities.counts }

## The figures of the report: briefing

figure-briefing-offered = Necesidades para las que se ofreció asistencia
    .counts = De las recomendaciones vigentes que requieren asistencia, que el Estado solicitó, y que se comunicaron al sistema de las Naciones Unidas: aquellas para las que un órgano ha ofrecido asistencia, con independencia del resultado.
    .cell = Ofrecida: { $name }
figure-briefing-taken_up = Necesidades asumidas en un proyecto o programa
    .counts = De las mismas, las que un proyecto o programa ha asumido, o cuya asistencia se prestó; una necesidad que atienden varios cuenta una vez.
    .cell = Asumidas: { $name }
figure-briefing-delivered = Necesidades para las que se prestó asistencia en su totalidad
    .counts = { figure-annual-cases_delivered.counts }
    .cell = Prestada: { $name }
figure-briefing-delivered_in_part = Necesidades para las que se prestó asistencia en parte
    .counts = { figure-annual-cases_delivered_in_part.counts }
    .cell = Prestada en parte: { $name }
figure-briefing-declined = Necesidades para las que se rechazó la asistencia
    .counts = De las mismas, aquellas para las que se rechazó la asistencia y no se ha vuelto a ofrecer desde entonces.
    .cell = Rechazada: { $name }
figure-briefing-median_days_release_to_uptake = Días de la comunicación a la asunción (mediana)
    .counts = Para las asumidas por primera vez entre el 1 de enero y la fecha de cierre: mediana de los días transcurridos entre su comunicación, con la necesidad y la solicitud, y ese día. El denominador indica cuántas se midieron.
figure-briefing-duplications_resolved = Duplicaciones resueltas
    .counts = De los pares de proyectos para una misma necesidad que se habían señalado en la fecha de cierre, y cuya evaluación no se había retirado para entonces, los que se resolvieron.
figure-briefing-programmes_citing_products = Programas que citan un producto del Comité
    .counts = De los programas que no se habían cancelado en la fecha de cierre, los que citan un estudio o un producto analítico.

## The figures of the report: joint

figure-joint-steps_done = Medidas prácticas ejecutadas
    .counts = De las medidas prácticas acordadas en la fecha de cierre, las que ya se habían ejecutado.
    .cell = Medidas prácticas ejecutadas: { $name }
figure-joint-offered = { figure-briefing-offered }
    .counts = { figure-briefing-offered.counts }
figure-joint-taken_up = Necesidades de asistencia asumidas
    .counts = De las mismas, las que un proyecto o programa ha asumido, o cuya asistencia se prestó.
figure-joint-delivered = { figure-briefing-delivered }
    .counts = { figure-briefing-delivered.counts }
figure-joint-delivered_in_part = { figure-briefing-delivered_in_part }
    .counts = { figure-briefing-delivered_in_part.counts }
figure-joint-declined = { figure-briefing-declined }
    .counts = { figure-briefing-declined.counts }
figure-joint-heads_meetings = Reuniones de los jefes de la Dirección Ejecutiva y de la Oficina de Lucha contra el Terrorismo en { $year }
    .counts = Reuniones de los jefes de la Dirección Ejecutiva y de la Oficina de Lucha contra el Terrorismo, desde el 1 de enero hasta la fecha de cierre.

## The figures of the report: thematic

figure-thematic-findings = Constataciones
    .counts = Una constatación por cada Estado Miembro y cada disposición, cualquiera que sea, en la fecha de cierre: la última que los lectores pueden ver; si no pueden ver ninguna, la última.
figure-thematic-findings_other = Constataciones sobre otras disposiciones
    .counts = De ellas, en la medida en que los lectores pueden verlas, las que no se refieren a ninguna de las disposiciones de que trata el presente informe.
figure-thematic-recommendations = Recomendaciones vigentes
    .counts = Recomendaciones vigentes en la fecha de cierre, contadas una vez cada una; por tema, las de ese tema que los lectores pueden ver.
    .cell = Vigentes: { $name }
figure-thematic-assessed = Recomendaciones cuya aplicación se evaluó
    .counts = De las recomendaciones vigentes, aquellas cuya aplicación evaluó la Dirección Ejecutiva: el grado de cobertura.
    .cell = Evaluadas: { $name }
figure-thematic-implemented = Recomendaciones que se consideran aplicadas
    .counts = De las recomendaciones vigentes, las que la Dirección Ejecutiva consideró aplicadas en su última evaluación.
    .cell = Aplicadas: { $name }
figure-thematic-states_assessed = Estados evaluados
    .counts = Estados Miembros respecto de los cuales hay una constatación, del total de Estados Miembros; por disposición y región, aquellos respecto de los cuales hay una que los lectores pueden ver, de los Estados Miembros de la región.
    .cell = Estados evaluados: { $name }
figure-thematic-full = Aplicada plenamente
    .counts = De los Estados evaluados respecto de la disposición, aquellos cuya última constatación es que la aplican plenamente.
    .cell = Aplicada plenamente: { $name }
figure-thematic-partial = Aplicada en parte
    .counts = De los mismos, aquellos cuya última constatación es que la aplican en parte.
    .cell = Aplicada en parte: { $name }
figure-thematic-none = No aplicada
    .counts = De los mismos, aquellos cuya última constatación es que no la aplican.
    .cell = No aplicada: { $name }
figure-thematic-with_need = Con necesidad de asistencia
    .counts = De los mismos, aquellos con una recomendación vigente sobre la disposición, o sobre un tema de esta, que requiere asistencia.
    .cell = Con necesidad de asistencia: { $name }
figure-thematic-older_than_five_years = Evaluados hace más de cinco años
    .counts = De los mismos, aquellos cuya última constatación se presentó al Comité más de cinco años antes de la fecha de cierre.
    .cell = Evaluados hace más de cinco años: { $name }

## The figures of the report: programme

figure-programme-listed_never_visited = Estados Miembros de la lista sin ninguna visita anterior registrada
    .counts = De los Estados Miembros de los que no constaba ninguna visita de la Dirección Ejecutiva al comenzar el año, los que figuran en la lista.
figure-programme-requests_honoured = Solicitudes de visita de los Estados atendidas en la lista
    .counts = De las visitas que los propios Estados solicitaron (para este año; o para ningún año en particular y sin que hubiera habido una visita desde entonces cuando comenzó el año), las de Estados que figuran en la lista.
figure-programme-listed_visited = Estados de la lista que se visitaron
    .counts = De los Estados que figuran en la lista, aquellos en los que una visita de la Dirección Ejecutiva concluyó en el año, en la fecha de cierre.
figure-programme-changes_after_adoption = Cambios de la lista después de su aprobación
    .counts = Número de veces que la lista se modificó después de su aprobación.
figure-programme-visits_without_report = Visitas sin informe
    .counts = Visitas de la Dirección Ejecutiva de cualquier año, de los tipos que dan lugar a un informe, en las que no se basa ningún informe final en la fecha de cierre. Las visitas antiguas solo cuentan cuando se sabe que se espera un informe.

## The figures of the report: schedule

figure-schedule-visits_agreed = Visitas acordadas para { $year }
    .counts = Visitas de la Dirección Ejecutiva que han de comenzar en el año, a las que el Estado consintió y que no se habían cancelado en la fecha de cierre.
figure-schedule-median_days_publication_to_start = Días de la publicación al comienzo (mediana)
    .counts = Mediana de los días transcurridos entre el día en que una visita se incluyó en este calendario y su comienzo según lo previsto ahora, de aquellas cuyo comienzo está fijado para un día determinado. Un número inferior a 0 indica que ya había comenzado.
