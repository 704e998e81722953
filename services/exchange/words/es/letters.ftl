# Draft translation: no wording here comes from a source of the United Nations.

report-annual = Informe anual
report-followup = Informe de seguimiento
report-review = Examen anual y previsiones
report-briefing = Exposición informativa de la OLCT
report-joint = Informe conjunto de la DECT y la OLCT
report-thematic = Resumen temático
report-programme = Resultados del programa de visitas
report-schedule = Calendario de visitas

letter-code-subject = Confirme esta dirección
letter-code = Alguien ha pedido que las ediciones de informes se anuncien en esta dirección. Si ha sido usted, devuelva este código. De lo contrario, no haga nada: no recibirá nada más.
letter-paused-subject = Una de sus suscripciones está en pausa
letter-paused = No se puede entregar nada por su suscripción { $failing }, por lo que está en pausa. Continuará si la reanuda a más tardar el { $day }. Después de ese día terminará. El motivo se indica aquí:
letter-ended-subject = Una de sus suscripciones ha terminado
letter-ended = No se pudo entregar nada por su suscripción { $failing } durante un mes, por lo que ha terminado. Cree una nueva si lo desea. El motivo se indica aquí:
letter-new-subject = { $title }: edición { $edition }
letter-new = Se ha transmitido una edición de este informe.
letter-corrected = Se ha transmitido una edición corregida de este informe. Sustituye a la anterior.
letter-reissued = Esta edición se ha publicado de nuevo con menos contenido. Elimine lo que conserve de ella y consúltela aquí.
letter-withdrawn-subject = Se ha retirado una edición de un informe
letter-withdrawn = Esta edición ya no está a su disposición. Elimine lo que conserve de ella.
letter-digest = Para comprobarla: el SHA-256 de esta edición en formato JSON, en inglés, es { $digest }. El archivo JSON está aquí:
letter-end = Este mensaje se debe a la suscripción { $subscription }. Puede cancelarla en cualquier momento.
