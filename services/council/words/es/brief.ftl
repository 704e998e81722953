### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

brief = En síntesis
followup-brief-status =
    { $assessed_of ->
        [one] De la recomendación vigente de este ciclo
       *[other] De las { $assessed_of } recomendaciones vigentes de este ciclo
    }, la Dirección Ejecutiva había evaluado en la fecha de cierre la aplicación de <assessed>{ $assessed ->
        [0] ninguna
       *[other] { $assessed }
    }</assessed>. Recomendaciones que consideró aplicadas en su última evaluación: <implemented>{ $implemented ->
        [0] ninguna
       *[other] { $implemented }
    }</implemented>; aplicadas en parte: <partly>{ $partly ->
        [0] ninguna
       *[other] { $partly }
    }</partly>.
followup-brief-none = Ninguna recomendación de este ciclo está vigente en la fecha de cierre.
followup-brief-reported =
    Recomendaciones que el Estado comunica como aplicadas, con independencia de la evaluación de la Dirección Ejecutiva: <reported>{ $reported ->
        [0] ninguna
       *[other] { $reported }
    }</reported>.
followup-brief-needs =
    { $taken_up_of ->
        [one] De la necesidad de asistencia que el Estado solicitó y que se comunicó
       *[other] De las { $taken_up_of } necesidades de asistencia que el Estado solicitó y que se comunicaron
    } al sistema de las Naciones Unidas, los proyectos o programas habían asumido <taken_up>{ $taken_up ->
        [0] ninguna
       *[other] { $taken_up }
    }</taken_up>.
followup-brief-needs-none = Ninguna recomendación vigente de este ciclo tiene una necesidad de asistencia que el Estado solicitara y que se comunicara al sistema de las Naciones Unidas.
followup-brief-punctuality =
    { $when ->
        [late]
            La Dirección Ejecutiva elaboró el presente informe de seguimiento <days_late>{ $days ->
                [one] un día
               *[other] { $days } días
            }</days_late> después de su vencimiento.
        [early]
            La Dirección Ejecutiva elaboró el presente informe de seguimiento <days_late>{ $days ->
                [one] un día
               *[other] { $days } días
            }</days_late> antes de su vencimiento.
       *[on_time] La Dirección Ejecutiva elaboró el presente informe de seguimiento <days_late>en la fecha de su vencimiento</days_late>.
    }
review-brief-overdue =
    Informes de seguimiento atrasados en la fecha de cierre: <up_to_3>{ $up_to_3 ->
        [0] ninguno
       *[other] { $up_to_3 }
    }</up_to_3> con hasta tres meses de retraso, <up_to_6>{ $up_to_6 ->
        [0] ninguno
       *[other] { $up_to_6 }
    }</up_to_6> con tres a seis meses, <up_to_12>{ $up_to_12 ->
        [0] ninguno
       *[other] { $up_to_12 }
    }</up_to_12> con seis a doce meses, <over_12>{ $over_12 ->
        [0] ninguno
       *[other] { $over_12 }
    }</over_12> con más de doce meses.
review-brief-overdue-none = Ningún informe de seguimiento estaba atrasado en la fecha de cierre.
review-brief-forecast =
    Las previsiones para { $year } comprendían { $done_of ->
        [one] un informe, una visita o una obligación con fecha
       *[other] { $done_of } informes, visitas y obligaciones con fecha
    }. Elementos elaborados, realizados o cumplidos en la fecha de cierre: <done>{ $done ->
        [0] ninguno
       *[other] { $done }
    }</done> (<done>{ $done_share } %</done>).
review-brief-forecast-none = No se preveía ningún informe, visita ni obligación con fecha para { $year }.
review-brief-ahead =
    Las previsiones para { $next } son las siguientes: visitas, al menos <visits_least>{ $visits_least ->
        [0] cero
       *[other] { $visits_least }
    }</visits_least> y como máximo <visits_most>{ $visits_most ->
        [0] cero
       *[other] { $visits_most }
    }</visits_most>; informes de seguimiento, al menos <reports_least>{ $reports_least ->
        [0] cero
       *[other] { $reports_least }
    }</reports_least> y como máximo <reports_most>{ $reports_most ->
        [0] cero
       *[other] { $reports_most }
    }</reports_most>; obligaciones, al menos <duties_least>{ $duties_least ->
        [0] cero
       *[other] { $duties_least }
    }</duties_least> y como máximo <duties_most>{ $duties_most ->
        [0] cero
       *[other] { $duties_most }
    }</duties_most>.
review-brief-ahead-none = No se prevé ninguna visita, informe de seguimiento ni obligación para { $next }.
briefing-brief-duplications =
    Casos de duplicación señalados hasta la fecha de cierre: { $resolved_of }; resueltos: <resolved>{ $resolved ->
        [0] ninguno
       *[other] { $resolved }
    }</resolved>.
briefing-brief-duplications-none = No se había señalado ninguna duplicación de proyectos hasta la fecha de cierre.
thematic-brief-assessed =
    Estados Miembros: { $assessed_of }; Estados Miembros respecto de los cuales constaba alguna constatación en la fecha de cierre: <assessed>{ $assessed ->
        [0] ninguno
       *[other] { $assessed }
    }</assessed> (<assessed>{ $assessed_share } %</assessed>).
programme-brief-unvisited =
    Estados Miembros de los que no constaba ninguna visita anterior de la Dirección Ejecutiva: { $listed_of }; incluidos en la lista: <listed>{ $listed ->
        [0] ninguno
       *[other] { $listed }
    }</listed>.
programme-brief-requests =
    Solicitudes de visita de los Estados: { $honoured_of }; atendidas en la lista: <honoured>{ $honoured ->
        [0] ninguna
       *[other] { $honoured }
    }</honoured>.
programme-brief-requests-none = No consta ninguna solicitud de visita de un Estado para { $year }.
programme-brief-changes =
    La lista se modificó <changes>{ $changes ->
        [one] una vez
       *[other] { $changes } veces
    }</changes> después de su aprobación.
programme-brief-changes-none = La lista no se modificó después de su aprobación.
schedule-brief-agreed =
    En la fecha de cierre, los Estados habían consentido en <agreed>{ $agreed ->
        [one] una visita que ha de comenzar
       *[other] { $agreed } visitas que han de comenzar
    }</agreed> en { $year }.
schedule-brief-none = En la fecha de cierre no consta ninguna visita que haya de comenzar en { $year } y en la que el Estado haya consentido.
