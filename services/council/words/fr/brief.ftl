### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

brief = En bref
followup-brief-status =
    { $assessed_of ->
        [one] De la recommandation en vigueur de ce cycle
       *[other] Des { $assessed_of } recommandations en vigueur de ce cycle
    }, la Direction exécutive avait évalué l’application de <assessed>{ $assessed ->
        [0] aucune
       *[other] { $assessed }
    }</assessed> à la date d’arrêté. Recommandations considérées comme appliquées lors de sa dernière évaluation : <implemented>{ $implemented ->
        [0] aucune
       *[other] { $implemented }
    }</implemented> ; comme appliquées en partie : <partly>{ $partly ->
        [0] aucune
       *[other] { $partly }
    }</partly>.
followup-brief-none = Aucune recommandation de ce cycle n’est en vigueur à la date d’arrêté.
followup-brief-reported =
    Recommandations que l’État déclare appliquées, quelle que soit l’évaluation de la Direction exécutive : <reported>{ $reported ->
        [0] aucune
       *[other] { $reported }
    }</reported>.
followup-brief-needs =
    { $taken_up_of ->
        [one] Du besoin d’assistance que l’État a exprimé et qui a été communiqué
       *[other] Des { $taken_up_of } besoins d’assistance que l’État a exprimés et qui ont été communiqués
    } au système des Nations Unies, des projets ou des programmes en avaient pris en charge <taken_up>{ $taken_up ->
        [0] aucun
       *[other] { $taken_up }
    }</taken_up>.
followup-brief-needs-none = Aucune recommandation en vigueur de ce cycle ne comporte de besoin d’assistance que l’État ait exprimé et qui ait été communiqué au système des Nations Unies.
followup-brief-punctuality =
    { $when ->
        [late]
            La Direction exécutive a établi le présent rapport de suivi <days_late>{ $days ->
                [one] un jour
               *[other] { $days } jours
            }</days_late> après l’échéance.
        [early]
            La Direction exécutive a établi le présent rapport de suivi <days_late>{ $days ->
                [one] un jour
               *[other] { $days } jours
            }</days_late> avant l’échéance.
       *[on_time] La Direction exécutive a établi le présent rapport de suivi <days_late>à l’échéance</days_late>.
    }
review-brief-overdue =
    Rapports de suivi en retard à la date d’arrêté : <up_to_3>{ $up_to_3 ->
        [0] aucun
       *[other] { $up_to_3 }
    }</up_to_3> depuis trois mois au plus, <up_to_6>{ $up_to_6 ->
        [0] aucun
       *[other] { $up_to_6 }
    }</up_to_6> depuis trois à six mois, <up_to_12>{ $up_to_12 ->
        [0] aucun
       *[other] { $up_to_12 }
    }</up_to_12> depuis six à douze mois, <over_12>{ $over_12 ->
        [0] aucun
       *[other] { $over_12 }
    }</over_12> depuis plus de douze mois.
review-brief-overdue-none = Aucun rapport de suivi n’était en retard à la date d’arrêté.
review-brief-forecast =
    Les prévisions pour { $year } portaient sur { $done_of ->
        [one] un rapport, une visite ou une obligation à date connue
       *[other] { $done_of } rapports, visites et obligations à date connue
    }. Éléments établis, effectués ou satisfaits à la date d’arrêté : <done>{ $done ->
        [0] aucun
       *[other] { $done }
    }</done> (<done>{ $done_share } %</done>).
review-brief-forecast-none = Aucun rapport, aucune visite ni aucune obligation à date connue n’était prévu pour { $year }.
review-brief-ahead =
    Les prévisions pour { $next } sont les suivantes : visites, au moins <visits_least>{ $visits_least ->
        [0] zéro
       *[other] { $visits_least }
    }</visits_least> et au plus <visits_most>{ $visits_most ->
        [0] zéro
       *[other] { $visits_most }
    }</visits_most> ; rapports de suivi, au moins <reports_least>{ $reports_least ->
        [0] zéro
       *[other] { $reports_least }
    }</reports_least> et au plus <reports_most>{ $reports_most ->
        [0] zéro
       *[other] { $reports_most }
    }</reports_most> ; obligations, au moins <duties_least>{ $duties_least ->
        [0] zéro
       *[other] { $duties_least }
    }</duties_least> et au plus <duties_most>{ $duties_most ->
        [0] zéro
       *[other] { $duties_most }
    }</duties_most>.
review-brief-ahead-none = Aucune visite, aucun rapport de suivi ni aucune obligation n’est prévu pour { $next }.
briefing-brief-duplications =
    { $resolved_of ->
        [one] Du cas de chevauchement signalé
       *[other] Des { $resolved_of } cas de chevauchement signalés
    } à la date d’arrêté, <resolved>{ $resolved ->
        [0] aucun
       *[other] { $resolved }
    }</resolved> { $resolved ->
        [0] n’avait été réglé
        [one] avait été réglé
       *[other] avaient été réglés
    }.
briefing-brief-duplications-none = Aucun chevauchement de projets n’avait été signalé à la date d’arrêté.
thematic-brief-assessed =
    États Membres : { $assessed_of } ; États Membres pour lesquels une constatation était consignée à la date d’arrêté : <assessed>{ $assessed ->
        [0] aucun
       *[other] { $assessed }
    }</assessed> (<assessed>{ $assessed_share } %</assessed>).
programme-brief-unvisited =
    États Membres sans visite antérieure de la Direction exécutive consignée : { $listed_of } ; inscrits sur la liste : <listed>{ $listed ->
        [0] aucun
       *[other] { $listed }
    }</listed>.
programme-brief-requests =
    Demandes de visite émanant d’États : { $honoured_of } ; prises en compte dans la liste : <honoured>{ $honoured ->
        [0] aucune
       *[other] { $honoured }
    }</honoured>.
programme-brief-requests-none = Aucune demande de visite émanant d’un État pour { $year } n’est consignée.
programme-brief-changes =
    La liste a été modifiée <changes>{ $changes ->
        [one] une fois
       *[other] { $changes } fois
    }</changes> après son adoption.
programme-brief-changes-none = La liste n’a pas été modifiée après son adoption.
schedule-brief-agreed =
    À la date d’arrêté, des États avaient consenti à <agreed>{ $agreed ->
        [one] une visite devant commencer
       *[other] { $agreed } visites devant commencer
    }</agreed> en { $year }.
schedule-brief-none = Aucune visite devant commencer en { $year } et à laquelle l’État ait consenti n’est consignée à la date d’arrêté.
