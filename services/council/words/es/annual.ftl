### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

annual-title = Informe sobre la labor del Comité contra el Terrorismo y su Dirección Ejecutiva en { $year }
annual-subtitle = De la Presidencia del Comité contra el Terrorismo al Consejo de Seguridad

## Its sections

# UN
annual-summary = Resumen
# UN
annual-introduction = I. Introducción
annual-overall-work = II. Estado de la labor general en { $year }
annual-coordination = III. Coordinación con otros órganos de las Naciones Unidas
annual-consent = IV. Consentimiento de los Estados Miembros a las visitas y a los informes
annual-implementation = V. Aplicación de las recomendaciones
annual-improvements = VI. Mejoras en la lucha antiterrorista de los Estados Miembros
annual-annex-figures = Anexo I. Cifras
annual-annex-method = Anexo II. Cómo se calculan las cifras

## Introduction

annual-purpose =
    El presente informe sobre el estado de la labor general del Comité contra el Terrorismo y de la Dirección Ejecutiva del
    Comité contra el Terrorismo se presenta al Consejo de Seguridad por conducto de la Presidencia del Comité{ $authority ->
        [none] { "" }
       *[other] , conforme a lo dispuesto en { $authority }
    }. Abarca el período { $period }.
annual-synthetic =
    La presente edición es sintética: las evaluaciones, sus constataciones y recomendaciones, y las visitas realizadas para
    ellas, se inventaron para mostrar cómo se elabora el informe, junto con visitas que sí tuvieron lugar. No dicen nada de
    ningún Estado Miembro, y nada de esta edición puede citarse como un hecho relativo a uno de ellos.
annual-time =
    El informe recoge lo ocurrido hasta la fecha de cierre, el { $cut_off }, según los datos al { $data_as_of }. Lo que se
    conozca después figurará en una edición posterior o en el próximo informe.
annual-early = La presente edición se elaboró antes de que terminara el período: no recoge nada posterior al { $data_as_of }.
annual-units =
    Los totales publicados de visitas y recomendaciones han diferido porque no contaban lo mismo. Por eso cada cifra indica
    su unidad, y cada porcentaje su numerador y su denominador. Todas figuran en el anexo I, cada una con la lista de lo que
    se contó; en el anexo II se explica cómo se calculan.
annual-withheld-none-live =
    En la fecha de cierre no había ninguna recomendación vigente, por lo que ninguna deja de comunicarse a los lectores del
    presente informe.
annual-withheld-none = Ninguna de las recomendaciones contadas deja de comunicarse a los lectores del presente informe.
annual-withheld =
    { $live ->
        [one] De la recomendación contada
       *[other] De las { $live } recomendaciones contadas
    }, { $withheld ->
        [one] { $withheld } no se comunica
       *[other] { $withheld } no se comunican
    } a los lectores del presente informe. Lo que no se comunica se incluye en todos los totales y porcentajes. Los cuadros
    por tema y por región no lo incluyen, ni muestran los grupos tan pequeños que sus elementos podrían reconocerse.

## Visits, assessments, products

annual-visits = A. Visitas a Estados Miembros
annual-visits-made =
    { $opening }, la Dirección Ejecutiva concluyó <visits>{ $visits ->
        [one] { $visits } visita
       *[other] { $visits } visitas
    }</visits> a <states>{ $states ->
        [one] { $states } Estado
       *[other] { $states } Estados
    }</states>, en <missions>{ $missions ->
        [one] { $missions } misión
       *[other] { $missions } misiones
    }</missions> y <components>{ $components ->
        [one] { $components } componente
       *[other] { $components } componentes
    }</components>. Una misión a varios Estados es una visita a cada uno de ellos. Una visita realizada en varios
    componentes, in situ o virtuales, es una sola visita y cuenta en el año en que concluyó su último componente.
annual-visits-none = No consta que haya concluido ninguna visita { $within }.
annual-visits-on-record =
    Desde el 1 de enero de 2005, { $visits ->
        [0] no consta <visits>ninguna visita</visits>.
        [one]
            consta <visits>{ $visits } visita</visits> a <states>{ $states ->
                [one] { $states } Estado
               *[other] { $states } Estados
            }</states>.
       *[other]
            constan <visits>{ $visits } visitas</visits> a <states>{ $states ->
                [one] { $states } Estado
               *[other] { $states } Estados
            }</states>.
    } De { $never_of ->
        [one] { $never_of } Estado Miembro
       *[other] { $never_of } Estados Miembros
    }, <never>{ $never ->
        [0] ninguno
       *[other] { $never }
    }</never> (<never>{ $never_share } %</never>) { $never ->
        [0] carecía
        [one] carecía
       *[other] carecían
    } de visitas registradas al { $cut_off }.
annual-assessments = B. Evaluaciones
annual-assessments-completed =
    { $opening }, se { $assessments ->
        [one] concluyó
       *[other] concluyeron
    } <assessments>{ $assessments ->
        [one] { $assessments } evaluación
       *[other] { $assessments } evaluaciones
    }</assessments> de todo tipo, es decir, { $assessments ->
        [one] presentada al Comité y no retirada
       *[other] presentadas al Comité y no retiradas
    } en la fecha de cierre.
annual-assessments-none = No se concluyó ninguna evaluación { $within }.
annual-products = C. Estudios y productos analíticos
annual-products-adopted =
    { $opening }, el Comité aprobó <products>{ $products ->
        [one] { $products } estudio o producto analítico
       *[other] { $products } estudios o productos analíticos
    }</products>, sin contar los que se habían retirado en la fecha de cierre.

## Coordination

annual-assistance = A. Asistencia técnica: la Oficina de Lucha contra el Terrorismo y las entidades del Pacto
annual-assistance-needed =
    En la fecha de cierre, { $taken_up_of ->
        [one] { $taken_up_of } recomendación requería
       *[other] { $taken_up_of } recomendaciones requerían
    } asistencia técnica que el Estado interesado había solicitado, y { $taken_up_of ->
        [one] se había comunicado
       *[other] se habían comunicado
    } al sistema de las Naciones Unidas. Los proyectos o programas habían asumido, o prestado, asistencia para
    <taken_up>{ $taken_up ->
        [0] ninguna
       *[other] { $taken_up }
    }</taken_up> de ellas (<taken_up>{ $taken_up_share } %</taken_up>). Una necesidad que atienden varios proyectos cuenta
    una vez. La asistencia se había prestado en su totalidad para <delivered>{ $delivered ->
        [0] ninguna
       *[other] { $delivered }
    }</delivered> y en parte para <in_part>{ $in_part ->
        [0] ninguna
       *[other] { $in_part }
    }</in_part>.
annual-assistance-none =
    En la fecha de cierre, ninguna recomendación comunicada al sistema de las Naciones Unidas requería asistencia técnica
    que el Estado interesado hubiera solicitado.
# UN
annual-committees = B. Comités establecidos en virtud de las resoluciones 1267 (1999) y 1540 (2004)
annual-partners = C. Representación, divulgación y otra labor con los asociados
annual-activities-none = No consta { $within } ninguna actividad además de las visitas, los informes y las reuniones.
annual-activities =
    { $opening }, { $activities ->
        [one] consta
       *[other] constan
    } <activities>{ $activities ->
        [one] { $activities } actividad
       *[other] { $activities } actividades
    }</activities> además de las visitas, los informes y las reuniones: representación en reuniones de otras entidades,
    divulgación, talleres, asesoramiento, consultas y cooperación. Los cuadros las incluyen todas. Las que son públicas se
    mencionan por su nombre.

## Consent

annual-consent-visits = A. Visitas
annual-consent-asked =
    { $opening }, se solicitó a los Estados el consentimiento para una visita en { $given_of ->
        [one] { $given_of } caso
       *[other] { $given_of } casos
    }. Casos en los que se había otorgado en la fecha de cierre: <given>{ $given ->
        [0] ninguno
       *[other] { $given }
    }</given> (<given>{ $given_share } %</given>); denegado: <declined>{ $declined ->
        [0] ninguno
       *[other] { $declined }
    }</declined>; solicitud caducada, porque el año de la lista terminó sin respuesta: <lapsed>{ $lapsed ->
        [0] ninguno
       *[other] { $lapsed }
    }</lapsed>; respuesta todavía pendiente: <open>{ $open ->
        [0] ninguno
       *[other] { $open }
    }</open>.
annual-consent-none = No consta { $within } ninguna solicitud de consentimiento para una visita.
annual-release = B. Comunicación de las evaluaciones al sistema de las Naciones Unidas
annual-released =
    { $full_of ->
        [one] De la evaluación concluida
       *[other] De las { $full_of } evaluaciones concluidas
    } { $within }, en la fecha de cierre <full>{ $full ->
        [0] ninguna
       *[other] { $full }
    }</full> (<full>{ $full_share } %</full>) se { $full ->
        [0] había
        [one] había
       *[other] habían
    } comunicado en su totalidad al sistema de las Naciones Unidas, y <part>{ $part ->
        [0] ninguna
       *[other] { $part }
    }</part> (<part>{ $part_share } %</part>) en parte. Las que no figuran en ninguno de los dos grupos no se habían
    comunicado.
annual-released-none = No se concluyó ninguna evaluación { $within }, por lo que ninguna debía comunicarse.
annual-wider = C. Consentimiento para una comunicación más amplia de las evaluaciones
annual-wider-rule =
    Las evaluaciones están a disposición del sistema de las Naciones Unidas, a menos que el Estado interesado solicite que
    se mantengan confidenciales. Esa comunicación no es un consentimiento y no se cuenta como tal. Cualquier otro
    destinatario solo puede recibir una evaluación con el consentimiento del Estado, previa consulta con el Comité.
annual-wider-asked =
    { $opening }, se solicitó a los Estados ese consentimiento para <asked>{ $asked ->
        [one] { $asked } evaluación
       *[other] { $asked } evaluaciones
    }</asked>. En la fecha de cierre se había otorgado en su totalidad para <full>{ $full ->
        [0] ninguna
       *[other] { $full }
    }</full>, en parte para <part>{ $part ->
        [0] ninguna
       *[other] { $part }
    }</part> y se había denegado para <refused>{ $refused ->
        [0] ninguna
       *[other] { $refused }
    }</refused>. Evaluaciones sin respuesta: <silent>{ $silent ->
        [0] ninguna
       *[other] { $silent }
    }</silent>.
annual-wider-none = No consta { $within } ninguna solicitud de ese consentimiento.
annual-confidential =
    { $opening }, los Estados solicitaron que <confidential>{ $confidential ->
        [one] { $confidential } evaluación, o partes de ella, se mantuviera confidencial
       *[other] { $confidential } evaluaciones, o partes de ellas, se mantuvieran confidenciales
    }</confidential>.

## Implementation

annual-follow-up = A. Informes de seguimiento presentados al Comité
annual-follow-up-none = No venció { $within } el plazo de ningún informe sobre la aplicación de las recomendaciones de una evaluación.
annual-follow-up-due =
    { $opening }, venció el plazo de <due>{ $due ->
        [one] { $due } informe
       *[other] { $due } informes
    }</due> sobre la aplicación de las recomendaciones de una evaluación{ $authority ->
        [none] { "" }
       *[other] , conforme a lo dispuesto en { $authority }
    }. La Dirección Ejecutiva elaboró <on_time>{ $on_time ->
        [0] ninguno
       *[other] { $on_time }
    }</on_time> de ellos (<on_time>{ $on_time_share } %</on_time>) a más tardar en la fecha de vencimiento, según se conocía
    en la fecha de cierre.
annual-officials =
    { $opening }, la Presidencia había invitado a altas autoridades de { $attended_of ->
        [one] { $attended_of } Estado
       *[other] { $attended_of } Estados
    } a una reunión que se celebró. Estados cuyas autoridades asistieron: <attended>{ $attended ->
        [0] ninguno
       *[other] { $attended }
    }</attended> (<attended>{ $attended_share } %</attended>).
annual-status = B. Recomendaciones evaluadas y aplicadas
annual-status-none = En la fecha de cierre no había ninguna recomendación vigente.
annual-status-live =
    En la fecha de cierre, { $implemented_of ->
        [one] { $implemented_of } recomendación de todas las evaluaciones realizadas hasta entonces estaba vigente: no se había sustituido, ni había perdido su razón de ser, ni se había retirado
       *[other] { $implemented_of } recomendaciones de todas las evaluaciones realizadas hasta entonces estaban vigentes: no se habían sustituido, ni habían perdido su razón de ser, ni se habían retirado
    }. Se incluyen las que el Estado interesado no acepta. La Dirección Ejecutiva había evaluado la aplicación de
    <assessed>{ $assessed ->
        [0] ninguna
       *[other] { $assessed }
    }</assessed> (<assessed>{ $assessed_share } %</assessed>) y, según su última evaluación, se { $implemented ->
        [0] había
        [one] había
       *[other] habían
    } aplicado <implemented>{ $implemented ->
        [0] ninguna
       *[other] { $implemented }
    }</implemented> (<implemented>{ $implemented_share } % del total</implemented>).
annual-status-committee-none = De las que están a disposición de los lectores del presente informe, el propio Comité no formuló ninguna; todas las formuló la Dirección Ejecutiva.
annual-status-committee =
    De las { $committee_of } que están a disposición de los lectores del presente informe, el propio Comité formuló
    <committee>{ $committee }</committee>; las demás las formuló la Dirección Ejecutiva. Recomendaciones del Comité que, según la última evaluación, se habían aplicado: <done>{ $done ->
        [0] ninguna
       *[other] { $done }
    }</done> (<done>{ $done_share } %</done>).
annual-status-scale =
    Solo se cuenta lo que evaluó la Dirección Ejecutiva; no se cuenta lo que los Estados comunican sobre sí mismos. La
    escala (no iniciada, en curso, aplicada en parte, aplicada) es propia de este sistema, ya que no se ha publicado ninguna.
annual-by-theme = C. Por tema
annual-by-theme-note =
    El cuadro siguiente cuenta las recomendaciones que los lectores del presente informe pueden ver. Una recomendación
    puede referirse a varios temas y entonces cuenta en cada uno de ellos, por lo que la suma puede superar el total.
annual-by-region = D. Por región

## Improvements

annual-improved =
    { $improved_of ->
        [one] De la recomendación vigente cuya aplicación se había evaluado
       *[other] De las { $improved_of } recomendaciones vigentes cuya aplicación se había evaluado
    } tanto al { $before } como al { $cut_off }, <improved>{ $improved ->
        [0] ninguna
       *[other] { $improved }
    }</improved> (<improved>{ $improved_share } %</improved>) { $improved ->
        [0] tenía
        [one] tenía
       *[other] tenían
    } un grado de aplicación más alto en la segunda fecha. La cifra muestra que el grado de aplicación aumentó. No muestra
    por qué.
annual-improved-none =
    No se había evaluado ninguna recomendación vigente tanto al { $before } como al { $cut_off }, por lo que todavía no
    puede mostrarse ninguna mejora.

## Tables and charts

annual-table-summary = Cifras principales al { $cut_off }
annual-table-visits = Visitas, por unidad de cuenta, al { $cut_off }
annual-row-missions = Misiones
annual-row-visits = Visitas
annual-row-visit-components = Componentes de las visitas
annual-row-states-visited = Estados visitados
annual-table-themes = Recomendaciones a disposición de los lectores del presente informe, por tema, al { $cut_off }
annual-table-regions = Recomendaciones a disposición de los lectores del presente informe, por región, al { $cut_off }
annual-cross-cutting = tema transversal
annual-chart-overall = Recomendaciones vigentes evaluadas y aplicadas, al { $cut_off }
annual-chart-overall-words =
    De { $implemented_of ->
        [one] { $implemented_of } recomendación vigente
       *[other] { $implemented_of } recomendaciones vigentes
    }, { $assessed ->
        [0] ninguna se había evaluado
        [one] { $assessed } se había evaluado
       *[other] { $assessed } se habían evaluado
    } ({ $assessed_share } %) y { $implemented ->
        [0] ninguna se había aplicado
        [one] { $implemented } se había aplicado
       *[other] { $implemented } se habían aplicado
    } ({ $implemented_share } %).
annual-chart-all = Todas las recomendaciones vigentes
annual-chart-themes = Recomendaciones evaluadas y aplicadas, por tema, al { $cut_off }
annual-chart-themes-words = Porcentajes del cuadro anterior, para cada tema que figura en él.
annual-chart-regions = Recomendaciones evaluadas y aplicadas, por región, al { $cut_off }
annual-chart-regions-words = Porcentajes del cuadro anterior, para cada región que figura en él.

## Annexes

annual-method-assessed = Evaluadas: un tema o una región
annual-method-assessed-counts = Como para todas las recomendaciones vigentes, entre las que los lectores pueden ver.
annual-method-implemented = Aplicadas: un tema o una región
annual-method-implemented-counts = Ídem.
annual-method-note =
    Los porcentajes se dan con un decimal, redondeando la mitad hacia arriba a partir de números enteros; cuando no hay
    nada de lo que pudiera calcularse un porcentaje, se indica “{ none }”. Una corrección cuenta desde el día en que se hizo.
    Una evaluación retirada deja de contarse desde la primera fecha de cierre posterior a su retirada, mientras que la visita
    realizada para ella sigue siendo una visita. “Comunicado” significa a disposición del sistema de las Naciones Unidas en
    la fecha de cierre; si se trata de una necesidad de asistencia, en esa fecha o antes.
