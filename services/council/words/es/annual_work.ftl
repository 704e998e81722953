### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Products, meetings, the programme

annual-products-none = No consta que se haya aprobado { $within } ningún estudio ni producto analítico.
annual-products-by-title = Estudios y productos analíticos aprobados en { $year } que los lectores del presente informe pueden conocer por su título
annual-meetings = D. Reuniones y exposiciones informativas
annual-meetings-none = No consta { $within } ninguna reunión de seguimiento del Comité.
annual-meetings-held =
    { $opening }, el Comité celebró <meetings>{ $meetings ->
        [one] { $meetings } reunión
       *[other] { $meetings } reuniones
    }</meetings> para dar seguimiento a las evaluaciones o sobre cuestiones regionales o temáticas, según los datos
    registrados. No corresponde a los lectores del presente informe saber qué Estados fueron invitados a cada reunión.
annual-meetings-by-kind = Reuniones celebradas en { $year }, por tipo
annual-briefings-none = No consta { $within } ninguna exposición informativa ni sesión pública con expertos.
annual-briefings-given = Exposiciones informativas y sesiones públicas con expertos que constan { $within }: <briefings>{ $briefings }</briefings>. Las que son públicas se mencionan por su nombre en la sección III.
annual-programme = E. Resultado del programa de visitas
annual-programme-none = No consta ninguna lista de Estados por visitar en { $year }.
annual-programme-outcome =
    La lista de Estados por visitar en { $year } tenía { $visited_of ->
        [one] { $visited_of } Estado
       *[other] { $visited_of } Estados
    } en la fecha de cierre. Estados que la Dirección Ejecutiva había visitado en el año: <visited>{ $visited ->
        [0] ninguno
       *[other] { $visited }
    }</visited> (<visited>{ $visited_share } %</visited>).

## Other bodies

annual-committees-visits =
    El cuadro siguiente indica a cuántas visitas del año fueron invitados esos órganos y en cuántas participaron, según los
    datos registrados. No corresponde a los lectores del presente informe saber en qué visita participó cada uno.
annual-committees-visits-none = No consta ninguna invitación a los expertos de esos Comités a una visita del año, ni que hayan participado en alguna.
annual-council-bodies = Órganos de expertos de otros comités del Consejo y visitas que concluyeron en { $year }
annual-committees-work =
    Según los datos registrados { $within }, reuniones conjuntas con otros órganos: <joint>{ $joint ->
        [0] ninguna
       *[other] { $joint }
    }</joint>; otras actividades de coordinación con esos Comités: <coordination>{ $coordination ->
        [0] ninguna
       *[other] { $coordination }
    }</coordination>.
annual-overlaps =
    Se detectó { $within } en { $resolved_of ->
        [one] { $resolved_of } caso
       *[other] { $resolved_of } casos
    } que la Dirección Ejecutiva y otro órgano preveían visitar el mismo Estado en fechas cercanas. Casos resueltos en la fecha
    de cierre: <resolved>{ $resolved ->
        [0] ninguno
       *[other] { $resolved }
    }</resolved> (<resolved>{ $resolved_share } %</resolved>).
annual-overlaps-none = No consta que se haya detectado { $within } ninguna superposición entre visitas previstas por la Dirección Ejecutiva y por otro órgano.
annual-unoct = D. Labor con la Oficina de Lucha contra el Terrorismo y las entidades del Pacto
annual-unoct-briefings =
    Según los datos registrados { $within }, exposiciones informativas de la Oficina de Lucha contra el Terrorismo al Comité: <briefings>{ $briefings ->
        [0] ninguna
       *[other] { $briefings }
    }</briefings>; reuniones de los jefes de la Dirección Ejecutiva y de la Oficina: <heads>{ $heads ->
        [0] ninguna
       *[other] { $heads }
    }</heads>.
annual-with-unoct = Exposiciones informativas de la Oficina de Lucha contra el Terrorismo y reuniones con ella en { $year }
annual-steps =
    En la fecha de cierre, la Dirección Ejecutiva y la Oficina de Lucha contra el Terrorismo habían acordado { $done_of ->
        [one] { $done_of } medida práctica
       *[other] { $done_of } medidas prácticas
    }. Medidas ya ejecutadas: <done>{ $done ->
        [0] ninguna
       *[other] { $done }
    }</done> (<done>{ $done_share } %</done>). Una medida que se refiere a un solo Estado se cuenta y no se nombra.
annual-steps-none = No consta que en la fecha de cierre la Dirección Ejecutiva y la Oficina de Lucha contra el Terrorismo hubieran acordado ninguna medida práctica.
annual-compact =
    El cuadro siguiente indica a cuántas visitas del año fueron invitadas entidades del Pacto Mundial de Coordinación de la
    Lucha Antiterrorista y en cuántas participaron, según los datos registrados.
annual-compact-none = No consta ninguna invitación a una entidad del Pacto a una visita del año, ni que alguna haya participado.
annual-compact-entities = Entidades del Pacto y visitas que concluyeron en { $year }

## Priority, improvements

annual-by-priority = E. Por prioridad
annual-table-priorities = Recomendaciones a disposición de los lectores del presente informe, por prioridad, al { $cut_off }
annual-lowered =
    { $lowered_of ->
        [one] De esa misma recomendación
       *[other] De esas mismas { $lowered_of } recomendaciones
    }, número de las que tenían un grado de aplicación más bajo en la segunda fecha: <lowered>{ $lowered ->
        [0] ninguna
       *[other] { $lowered }
    }</lowered> (<lowered>{ $lowered_share } %</lowered>).
annual-improved-with-assistance =
    Recomendaciones a disposición de los lectores del presente informe cuyo grado de aplicación aumentó y para las que un proyecto o programa había previsto o prestado
    asistencia en la fecha de cierre: <assisted>{ $assisted ->
        [0] ninguna
       *[other] { $assisted }
    }</assisted> de { $assisted_of } (<assisted>{ $assisted_share } %</assisted>). Que consten ambas cosas no muestra que una
    sea la causa de la otra.
annual-products-cited =
    { $citing_of ->
        [one] Del programa de asistencia registrado y no cancelado
       *[other] De los { $citing_of } programas de asistencia registrados y no cancelados
    } en la fecha de cierre, número de los que citaban un estudio o producto analítico del Comité: <citing>{ $citing ->
        [0] ninguno
       *[other] { $citing }
    }</citing> (<citing>{ $citing_share } %</citing>).
annual-products-cited-none = No consta en la fecha de cierre ningún programa de asistencia que pueda citar los productos del Comité.

## What is ahead

annual-ahead = VII. Consultas oficiosas y actividades previstas para { $next }
annual-consultations = A. Consultas oficiosas del Consejo sobre la labor del Comité
annual-consultations-listed = { $opening }, consta que se celebraron consultas oficiosas en las fechas siguientes.
annual-consultations-none = No consta { $within } ninguna consulta oficiosa sobre la labor del Comité.
annual-consultations-of-year = Consultas oficiosas celebradas en { $year }
annual-planned = B. Visitas previstas para { $next }
annual-planned-listed =
    Los Estados interesados han aceptado las siguientes visitas en { $next }, según lo que se sabe en la fecha de cierre. No se
    nombran las visitas que el Estado interesado no ha aceptado.
annual-planned-none = No consta en la fecha de cierre ninguna visita en { $next } que el Estado interesado haya aceptado.
annual-visits-planned = Visitas aceptadas para { $next }

## The letter of transmittal, where nobody wrote one

annual-letter-address =
    { $dated ->
        [none] Carta dirigida a la Presidencia del Consejo de Seguridad por la Presidencia del Comité del Consejo de Seguridad establecido en virtud de la resolución 1373 (2001) relativa a la lucha contra el terrorismo
       *[other] Carta de fecha { $dated } dirigida a la Presidencia del Consejo de Seguridad por la Presidencia del Comité del Consejo de Seguridad establecido en virtud de la resolución 1373 (2001) relativa a la lucha contra el terrorismo
    }
annual-letter-report =
    En nombre del Comité del Consejo de Seguridad establecido en virtud de la resolución 1373 (2001) relativa a la lucha contra el terrorismo, tengo el honor de transmitir al Consejo de Seguridad el informe sobre la labor del Comité y de su Dirección Ejecutiva en { $year }{ $authority ->
        [none] { "" }
       *[other] , presentado conforme a lo dispuesto en { $authority }
    }.
annual-letter-request = Le agradecería que tuviera a bien señalar la presente carta y el informe a la atención de los miembros del Consejo de Seguridad y hacerlos publicar como documento del Consejo.
annual-letter-closing = Aprovecho la oportunidad para reiterarle las seguridades de mi más alta consideración.
annual-letter-signature = Presidencia del Comité del Consejo de Seguridad establecido en virtud de la resolución 1373 (2001) relativa a la lucha contra el terrorismo
annual-letter-usual = El texto de la presente carta es el habitual. La Presidencia puede escribir otro en su lugar.

## Who took part; what is not shown

annual-guests = En el cuadro siguiente se indica, para cada grupo de participantes ajenos a la Dirección Ejecutiva, a cuántas visitas del año fue invitado y en cuántas participó, según los datos registrados. Los expertos de la sociedad civil, el mundo académico y el sector privado acuden a petición del Estado.
annual-guests-few = No se indica quién fue invitado a las visitas del año ni quién participó en ellas: las visitas, o los Estados visitados, son tan pocos que cada uno podría reconocerse.
annual-guests-compared = No se indica quién fue invitado a las visitas del año ni quién participó en ellas: una edición publicada anteriormente, con la misma fecha de cierre o una cercana, cuenta otras visitas u otros participantes, y la diferencia podría dar a conocer datos de una visita concreta.
annual-guests-by-sector = Participantes ajenos a la Dirección Ejecutiva en las visitas que concluyeron en { $year }, por grupo
annual-improved-by-state = No corresponde a los lectores del presente informe saber de qué Estados se trata: que un Estado permita publicar un texto no significa que consienta en que se publique su grado de aplicación.
annual-products-untitled = Los lectores del presente informe no pueden conocer el título de ninguno de ellos.
