### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Products, meetings, the programme

annual-products-none = Aucune étude ni aucun produit analytique n’est consigné comme adopté { $within }.
annual-products-by-title = Études et produits analytiques adoptés en { $year } que les lecteurs du présent rapport peuvent connaître par leur titre
annual-meetings = D. Réunions et exposés
annual-meetings-none = Aucune réunion de suivi du Comité n’est consignée { $within }.
annual-meetings-held =
    { $opening }, le Comité a tenu <meetings>{ $meetings ->
        [one] { $meetings } réunion
       *[other] { $meetings } réunions
    }</meetings> pour donner suite aux évaluations ou sur des sujets régionaux ou thématiques, d’après les données
    consignées. Les lecteurs du présent rapport n’ont pas à connaître quels États ont été invités à quelle réunion.
annual-meetings-by-kind = Réunions tenues en { $year }, par type
annual-briefings-none = Aucun exposé ni aucune réunion publique avec des experts n’est consigné { $within }.
annual-briefings-given = Exposés et réunions publiques avec des experts consignés { $within } : <briefings>{ $briefings }</briefings>. Ceux qui sont publics sont nommés à la section III.
annual-programme = E. Résultats du programme de visites
annual-programme-none = Aucune liste d’États à visiter n’est consignée pour { $year }.
annual-programme-outcome =
    La liste des États à visiter en { $year } comptait { $visited_of ->
        [one] { $visited_of } État
       *[other] { $visited_of } États
    } à la date d’arrêté. Nombre d’États que la Direction exécutive avait visités au cours de l’année : <visited>{ $visited ->
        [0] aucun
       *[other] { $visited }
    }</visited> (<visited>{ $visited_share } %</visited>).

## Other bodies

annual-committees-visits =
    Le tableau ci-après indique à combien de visites de l’année ces organes ont été invités et à combien ils ont participé,
    d’après les données consignées. Les lecteurs du présent rapport n’ont pas à connaître à quelle visite chacun a participé.
annual-committees-visits-none = Aucune invitation des experts de ces comités à une visite de l’année n’est consignée, ni aucune participation de leur part.
annual-council-bodies = Organes d’experts d’autres comités du Conseil et visites achevées en { $year }
annual-committees-work =
    D’après les données consignées { $within }, réunions conjointes avec d’autres organes : <joint>{ $joint ->
        [0] aucune
       *[other] { $joint }
    }</joint> ; autres activités de coordination avec ces comités : <coordination>{ $coordination ->
        [0] aucune
       *[other] { $coordination }
    }</coordination>.
annual-overlaps =
    Il a été constaté { $within } dans { $resolved_of ->
        [one] { $resolved_of } cas
       *[other] { $resolved_of } cas
    } que la Direction exécutive et un autre organe prévoyaient de se rendre dans le même État à des dates proches. Cas réglés
    à la date d’arrêté : <resolved>{ $resolved ->
        [0] aucun
       *[other] { $resolved }
    }</resolved> (<resolved>{ $resolved_share } %</resolved>).
annual-overlaps-none = Aucun chevauchement entre des visites prévues par la Direction exécutive et par un autre organe n’est consigné { $within }.
annual-unoct = D. Travaux menés avec le Bureau de lutte contre le terrorisme et les entités du Pacte
annual-unoct-briefings =
    D’après les données consignées { $within }, exposés du Bureau de lutte contre le terrorisme au Comité : <briefings>{ $briefings ->
        [0] aucun
       *[other] { $briefings }
    }</briefings> ; réunions des chefs de la Direction exécutive et du Bureau : <heads>{ $heads ->
        [0] aucune
       *[other] { $heads }
    }</heads>.
annual-with-unoct = Exposés du Bureau de lutte contre le terrorisme et réunions avec lui en { $year }
annual-steps =
    À la date d’arrêté, la Direction exécutive et le Bureau de lutte contre le terrorisme étaient convenus de { $done_of ->
        [one] { $done_of } mesure concrète
       *[other] { $done_of } mesures concrètes
    }. Mesures exécutées à cette date : <done>{ $done ->
        [0] aucune
       *[other] { $done }
    }</done> (<done>{ $done_share } %</done>). Une mesure qui concerne un seul État est comptée sans être nommée.
annual-steps-none = Aucune mesure concrète convenue entre la Direction exécutive et le Bureau de lutte contre le terrorisme n’est consignée à la date d’arrêté.
annual-compact =
    Le tableau ci-après indique à combien de visites de l’année des entités du Pacte mondial de coordination contre le
    terrorisme ont été invitées et à combien elles ont participé, d’après les données consignées.
annual-compact-none = Aucune invitation d’une entité du Pacte à une visite de l’année n’est consignée, ni aucune participation.
annual-compact-entities = Entités du Pacte et visites achevées en { $year }

## Priority, improvements

annual-by-priority = E. Par degré de priorité
annual-table-priorities = Recommandations accessibles aux lecteurs du présent rapport, par degré de priorité, au { $cut_off }
annual-lowered =
    { $lowered_of ->
        [one] De la même recommandation
       *[other] De ces { $lowered_of } mêmes recommandations
    }, nombre de celles dont le degré d’application était moins élevé à la seconde date : <lowered>{ $lowered ->
        [0] aucune
       *[other] { $lowered }
    }</lowered> (<lowered>{ $lowered_share } %</lowered>).
annual-improved-with-assistance =
    Recommandations accessibles aux lecteurs du présent rapport dont le degré d’application a progressé et pour lesquelles un projet ou un programme avait prévu ou fourni
    une assistance à la date d’arrêté : <assisted>{ $assisted ->
        [0] aucune
       *[other] { $assisted }
    }</assisted> sur { $assisted_of } (<assisted>{ $assisted_share } %</assisted>). Que l’un et l’autre soient consignés ne
    montre pas que l’un est la cause de l’autre.
annual-products-cited =
    { $citing_of ->
        [one] Du programme d’assistance consigné et non annulé
       *[other] Des { $citing_of } programmes d’assistance consignés et non annulés
    } à la date d’arrêté, nombre de ceux qui citaient une étude ou un produit analytique du Comité : <citing>{ $citing ->
        [0] aucun
       *[other] { $citing }
    }</citing> (<citing>{ $citing_share } %</citing>).
annual-products-cited-none = Aucun programme d’assistance qui puisse citer les produits du Comité n’est consigné à la date d’arrêté.

## What is ahead

annual-ahead = VII. Consultations et activités prévues pour { $next }
annual-consultations = A. Consultations du Conseil sur les travaux du Comité
annual-consultations-listed = { $opening }, des consultations sont consignées comme tenues aux dates suivantes.
annual-consultations-none = Aucune consultation sur les travaux du Comité n’est consignée { $within }.
annual-consultations-of-year = Consultations tenues en { $year }
annual-planned = B. Visites prévues pour { $next }
annual-planned-listed =
    Les États concernés ont accepté les visites suivantes en { $next }, selon ce qui est connu à la date d’arrêté. Une visite
    que l’État concerné n’a pas acceptée n’est pas nommée.
annual-planned-none = Aucune visite acceptée par l’État concerné n’est consignée pour { $next } à la date d’arrêté.
annual-visits-planned = Visites acceptées pour { $next }

## The letter of transmittal, where nobody wrote one

annual-letter-address =
    { $dated ->
        [none] Lettre adressée à la présidence du Conseil de sécurité par la présidence du Comité du Conseil de sécurité créé par la résolution 1373 (2001) concernant la lutte antiterroriste
       *[other] Lettre datée du { $dated }, adressée à la présidence du Conseil de sécurité par la présidence du Comité du Conseil de sécurité créé par la résolution 1373 (2001) concernant la lutte antiterroriste
    }
annual-letter-report =
    Au nom du Comité du Conseil de sécurité créé par la résolution 1373 (2001) concernant la lutte antiterroriste, j’ai l’honneur de transmettre au Conseil de sécurité le rapport sur les travaux du Comité et de sa Direction exécutive en { $year }{ $authority ->
        [none] { "" }
       *[other] , présenté conformément à ce que prévoit { $authority }
    }.
annual-letter-request = Je vous prie de bien vouloir porter la présente lettre et le rapport à l’attention des membres du Conseil de sécurité et les faire publier comme document du Conseil.
annual-letter-closing = Je vous prie d’agréer, Excellence, les assurances de ma très haute considération.
annual-letter-signature = Présidence du Comité du Conseil de sécurité créé par la résolution 1373 (2001) concernant la lutte antiterroriste
annual-letter-usual = Le texte de la présente lettre est le texte habituel. La présidence peut en écrire un autre à sa place.

## Who took part; what is not shown

annual-guests = Le tableau ci-après indique, pour chaque groupe de participants extérieurs à la Direction exécutive, à combien de visites de l’année il a été invité et à combien il a participé, d’après les données consignées. Les experts de la société civile, des milieux universitaires et du secteur privé viennent à la demande de l’État.
annual-guests-few = Il n’est pas indiqué qui a été invité aux visites de l’année ni qui y a participé : les visites, ou les États visités, sont si peu nombreux que chacun pourrait être reconnu.
annual-guests-compared = Il n’est pas indiqué qui a été invité aux visites de l’année ni qui y a participé : une édition publiée auparavant, dont la date d’arrêté est la même ou proche, compte d’autres visites ou d’autres participants, et la différence pourrait renseigner sur une visite donnée.
annual-guests-by-sector = Participants extérieurs à la Direction exécutive aux visites achevées en { $year }, par groupe
annual-improved-by-state = Les lecteurs du présent rapport n’ont pas à connaître de quels États il s’agit : le fait qu’un État accepte la publication d’un texte ne vaut pas consentement à la publication de son degré d’application.
annual-products-untitled = Les lecteurs du présent rapport ne peuvent connaître le titre d’aucun de ces documents.
