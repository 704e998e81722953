### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## The figures of the report: annual

figure-annual-missions = Missions en { $year }
    .counts = Missions dont la dernière composante de la dernière visite s’est achevée dans l’année ; une visite qui ne fait partie d’aucune mission en constitue une.
figure-annual-visits = Visites en { $year }
    .counts = Visites de la Direction exécutive, une par État, dont la dernière composante s’est achevée dans l’année.
figure-annual-visit_components = Composantes des visites en { $year }
    .counts = Composantes de ces visites, y compris celles qui se sont achevées une année antérieure.
figure-annual-states_visited = États visités en { $year }
    .counts = Nombre d’États différents où ces visites ont été effectuées.
figure-annual-missions_since_2005 = Missions consignées depuis 2005
    .counts = Missions définies comme ci-dessus, du 1er janvier 2005 à la date d’arrêté.
figure-annual-visits_since_2005 = Visites consignées depuis 2005
    .counts = Visites définies comme ci-dessus, du 1er janvier 2005 à la date d’arrêté.
figure-annual-visit_components_since_2005 = Composantes des visites consignées depuis 2005
    .counts = Composantes des visites effectuées depuis le 1er janvier 2005.
figure-annual-states_visited_since_2005 = États visités depuis 2005, d’après les visites consignées
    .counts = Nombre d’États différents où des visites ont été effectuées depuis le 1er janvier 2005.
figure-annual-never_visited = États Membres sans visite consignée
    .counts = États Membres pour lesquels aucune visite achevée à la date d’arrêté n’est consignée, sur l’ensemble des États Membres à cette date.
figure-annual-assessments_completed = Évaluations achevées en { $year }
    .counts = Évaluations de tout type présentées au Comité dans l’année et non retirées à la date d’arrêté.
figure-annual-reports_released_full = Évaluations communiquées en totalité au système des Nations Unies
    .counts = Parmi celles-ci, celles dont le système des Nations Unies a reçu l’intégralité, y compris les constatations et les recommandations.
figure-annual-reports_released_part = Évaluations communiquées en partie au système des Nations Unies
    .counts = Parmi les mêmes, celles dont le système des Nations Unies a reçu l’évaluation, mais pas toutes les parties.
figure-annual-report_consents_asked = Rapports pour lesquels l’État a été consulté en { $year } sur une communication plus large
    .counts = Évaluations pour lesquelles il a été demandé à l’État, dans l’année, si elles pouvaient être communiquées au-delà du système des Nations Unies. La communication à ce système n’est pas un consentement.
figure-annual-report_consents_full = Rapports dont l’État a consenti à la communication plus large en totalité
    .counts = Parmi ceux-ci, ceux pour lesquels la réponse de l’État à la date d’arrêté est un consentement total.
figure-annual-report_consents_part = Rapports dont l’État a consenti à la communication plus large en partie
    .counts = Parmi les mêmes, ceux pour lesquels la réponse est un consentement portant sur des parties du rapport.
figure-annual-report_consents_refused = Rapports dont l’État a refusé la communication plus large
    .counts = Parmi les mêmes, ceux pour lesquels la réponse est un refus.
figure-annual-report_consents_silent = Rapports pour lesquels l’État n’a pas répondu
    .counts = Parmi les mêmes, ceux pour lesquels aucune réponse n’est enregistrée à la date d’arrêté.
figure-annual-confidentiality_requested = Rapports dont l’État a demandé la confidentialité en { $year }
    .counts = Évaluations dont l’État a demandé, dans l’année, qu’elles restent confidentielles en tout ou en partie.
figure-annual-followups_due = Rapports de suivi arrivés à échéance en { $year }
    .counts = Rapports de suivi dont l’échéance, telle que connue à la date d’arrêté, tombe dans l’année et qui n’ont pas été annulés ni n’étaient encore à établir lorsque leur cycle a été clos.
figure-annual-followups_on_time = Rapports de suivi établis dans les délais
    .counts = Parmi ceux-ci, ceux qui ont été établis à l’échéance au plus tard.
figure-annual-assessed = Recommandations dont l’application a été évaluée
    .counts = Parmi les recommandations en vigueur à la date d’arrêté, celles dont la Direction exécutive a évalué l’application : il s’agit du taux de couverture.
    .cell = Évaluées : { $name }
figure-annual-implemented = Recommandations considérées comme appliquées
    .counts = Parmi les mêmes, celles que la Direction exécutive a considérées comme appliquées lors de sa dernière évaluation.
    .cell = Appliquées : { $name }
figure-annual-improved = Recommandations dont le degré d’application a progressé en un an
    .counts = Parmi celles qui étaient évaluées à la date d’arrêté et un an auparavant, celles dont le degré d’application est plus élevé à la date d’arrêté.
figure-annual-cases_taken_up = Besoins d’assistance pris en charge par un projet ou un programme
    .counts = Parmi les recommandations en vigueur qui nécessitent une assistance, que l’État a demandée, et qui ont été communiquées au système des Nations Unies : celles qu’un projet ou un programme a prises en charge, ou pour lesquelles l’assistance a été fournie.
figure-annual-cases_delivered = Besoins pour lesquels l’assistance a été fournie en totalité
    .counts = Parmi les mêmes, ceux pour lesquels l’assistance a été fournie par chaque organe ou projet qui y contribue.
figure-annual-cases_delivered_in_part = Besoins pour lesquels l’assistance a été fournie en partie
    .counts = Parmi les mêmes, ceux qui ont été pris en charge, pour lesquels un organe ou un projet a fourni sa part et un autre ne l’a pas encore fait.
figure-annual-consents_given = Consentements donnés à des visites
    .counts = Parmi les consentements à une visite demandés dans l’année, ceux que l’État avait donnés à la date d’arrêté.
figure-annual-officials_attended = États dont les responsables ont participé à une réunion avec le Comité
    .counts = Parmi les États dont la présidence a invité de hauts responsables à une réunion tenue dans l’année, ceux dont les responsables y ont participé.
figure-annual-products_adopted = Enquêtes et produits analytiques adoptés en { $year }
    .counts = Enquêtes et produits analytiques que le Comité a adoptés dans l’année et qui sont maintenus à la date d’arrêté.
figure-annual-activities = Activités en { $year }
    .counts = Travaux consignés pour l’année qui ne constituent ni une visite, ni un rapport, ni une réunion : représentation à des réunions d’autres entités, information, ateliers, conseils, consultations et coopération.
figure-annual-lowered = Recommandations dont le degré d’application a reculé en un an
    .counts = Parmi les mêmes que pour celles dont le degré d’application a progressé, celles dont le degré est moins élevé à la date d’arrêté.
figure-annual-improved_with_assistance = Recommandations en progrès ayant bénéficié d’une assistance
    .counts = Parmi les recommandations dont le degré d’application a progressé en un an, celles pour lesquelles un projet ou un programme avait prévu ou fourni une assistance.
figure-annual-consents_lapsed = Demandes de consentement à une visite devenues caduques
    .counts = Parmi les consentements à une visite demandés dans l’année, ceux pour lesquels aucune réponse n’est parvenue avant la fin de l’année de la liste.
figure-annual-consents_open = Consentements à une visite encore attendus
    .counts = Parmi les mêmes, ceux pour lesquels une réponse était encore attendue à la date d’arrêté.
figure-annual-joint_meetings = Réunions conjointes avec d’autres organes en { $year }
    .counts = Parmi les réunions tenues dans l’année, celles tenues conjointement avec d’autres organes.
figure-annual-briefings_given = Exposés et réunions publiques avec des experts en { $year }
    .counts = Parmi les activités de l’année, les exposés et réunions publiques avec des experts.
figure-annual-coordination_activities = Activités de coordination avec les Comités 1267 et 1540 en { $year }
    .counts = Parmi les activités de l’année, celles de coordination avec ces comités et leurs experts.
figure-annual-overlaps_resolved = Chevauchements de visites prévues réglés
    .counts = Parmi les chevauchements constatés dans l’année entre des visites de la Direction exécutive et d’un autre organe, ceux réglés à la date d’arrêté.
figure-annual-unoct_briefings = Exposés du Bureau de lutte contre le terrorisme en { $year }
    .counts = Exposés du Bureau au Comité, du 1er janvier à la date d’arrêté.
figure-annual-consents_declined = Consentements refusés
    .counts = { figure-review-consents_declined.counts }
figure-annual-meetings_held = Réunions tenues en { $year }
    .counts = { figure-review-meetings_held.counts }
figure-annual-listed_visited = États de la liste qui ont été visités
    .counts = { figure-review-visits_done.counts }
figure-annual-heads_meetings = Réunions des chefs de la Direction exécutive et du Bureau de lutte contre le terrorisme en { $year }
    .counts = { figure-joint-heads_meetings.counts }
figure-annual-steps_done = Mesures concrètes exécutées
    .counts = { figure-joint-steps_done.counts }
figure-annual-programmes_citing_products = Programmes citant un produit du Comité
    .counts = { figure-briefing-programmes_citing_products.counts }

## The figures of the report: followup

figure-followup-implemented = Considérées comme appliquées
    .counts = Parmi les recommandations en vigueur du cycle, celles que la Direction exécutive a considérées comme appliquées lors de sa dernière évaluation.
    .cell = Considérées comme appliquées : priorité { $name }
figure-followup-partly_implemented = Considérées comme appliquées en partie
    .counts = Parmi les mêmes, celles que la Direction exécutive a considérées comme appliquées en partie lors de sa dernière évaluation.
    .cell = Considérées comme appliquées en partie : priorité { $name }
figure-followup-assessed = Application évaluée
    .counts = Parmi les mêmes, celles dont la Direction exécutive a évalué l’application : il s’agit du taux de couverture.
    .cell = Application évaluée : priorité { $name }
figure-followup-reported_implemented = Déclarées appliquées par l’État
    .counts = Parmi les mêmes, celles que l’État a déclarées appliquées en dernier lieu, quelle que soit l’évaluation de la Direction exécutive.
    .cell = Déclarées appliquées par l’État : priorité { $name }
figure-followup-taken_up = Besoins d’assistance pris en charge
    .counts = Parmi les recommandations en vigueur du cycle qui nécessitent une assistance, que l’État a demandée, et qui ont été communiquées au système des Nations Unies : celles qu’un projet ou un programme a prises en charge, ou pour lesquelles l’assistance a été fournie.
figure-followup-days_late = Jours de retard, ou d’avance si le nombre est négatif
    .counts = Jours écoulés entre l’échéance du présent rapport de suivi et le jour où il a été établi ; nombre négatif si le rapport était en avance, aucun tant qu’il n’est pas établi.

## The figures of the report: review

figure-review-visits_done = États de la liste qui ont été visités
    .counts = Parmi les États figurant sur la liste de l’année telle qu’elle se présente à la date d’arrêté, ceux où une visite de la Direction exécutive s’est achevée entre le 1er janvier et la date d’arrêté ; chaque État compte une fois.
figure-review-consents_given = Consentements donnés à des visites
    .counts = { figure-annual-consents_given.counts }
figure-review-consents_declined = Consentements refusés
    .counts = Parmi les mêmes, ceux que l’État a refusés.
figure-review-consents_silent = Demandes de consentement restées sans réponse
    .counts = Parmi les mêmes, celles auxquelles aucune réponse n’avait été reçue à la date d’arrêté.
figure-review-median_days_visit_to_draft = Jours de la visite au projet de rapport (médiane)
    .counts = Pour les évaluations présentées au Comité dans l’année : médiane du nombre de jours entre la fin de la visite, lorsqu’elle est connue au jour près, et le premier projet communiqué à l’État.
figure-review-median_days_draft_to_final = Jours du projet au rapport final (médiane)
    .counts = Pour les mêmes : médiane du nombre de jours entre ce projet et la date du rapport final.
figure-review-median_days_final_to_ctc = Jours du rapport final à sa présentation (médiane)
    .counts = Pour les mêmes : médiane du nombre de jours entre la date du rapport final et sa présentation au Comité.
figure-review-followups_on_time = Rapports de suivi établis dans les délais
    .counts = Parmi les rapports de suivi dont l’échéance, telle que connue à la date d’arrêté, tombe dans l’année, ceux qui ont été établis à cette échéance au plus tard.
figure-review-overdue_0_3_months = Rapports de suivi en retard : jusqu’à 3 mois
    .counts = Rapports de suivi arrivés à échéance et non établis à la date d’arrêté, depuis trois mois civils au plus.
figure-review-overdue_3_6_months = Rapports de suivi en retard : de 3 à 6 mois
    .counts = Idem, depuis plus de trois et jusqu’à six mois civils.
figure-review-overdue_6_12_months = Rapports de suivi en retard : de 6 à 12 mois
    .counts = Idem, depuis plus de six et jusqu’à douze mois civils.
figure-review-overdue_over_12_months = Rapports de suivi en retard : plus de 12 mois
    .counts = Idem, depuis plus de douze mois civils.
figure-review-forecast_done = Part réalisée des prévisions pour { $year }
    .counts = De ce qui était prévu pour l’année à la fin de l’année précédente (rapports de suivi à établir, visites prévues ou convenues, obligations dont l’échéance tombait dans l’année), ce qui avait été établi, effectué ou satisfait à la date d’arrêté.
figure-review-forecast_least = Prévisions pour { $year }, au minimum
    .counts = Ce qui était prévu pour l’année à la fin de l’année précédente et compte dans le minimum : visites convenues avec l’État, rapports de suivi dont tous les jours attendus encore à venir tombent dans l’année, obligations dont l’échéance y tombe. Sur dix rapports établis jusque-là, huit l’ont été entre deux écarts, l’un court et l’autre long, par rapport à leur échéance. Ces deux écarts donnent le premier et le dernier jour attendus d’un rapport.
    .cell = Prévisions pour { $year }, au minimum : { $name }
figure-review-forecast_most = Prévisions pour { $year }, au maximum
    .counts = De même, avec les visites seulement prévues et les rapports de suivi dont l’échéance ou un jour attendu tombe dans l’année. Un rapport plus tardif que d’ordinaire peut être établi n’importe quel jour.
    .cell = Prévisions pour { $year }, au maximum : { $name }
figure-review-reports_made = Rapports de suivi établis en { $year }
    .counts = Rapports de suivi que la Direction exécutive a établis du premier jour de l’année à la date d’arrêté, qu’ils aient été prévus ou non.
figure-review-visits = Visites en { $year }
    .counts = { figure-annual-visits.counts }
figure-review-obligations_met = Obligations prévues pour { $year } qui ont été satisfaites
    .counts = Parmi les obligations dont l’échéance tombait dans l’année, telles que connues à la fin de l’année précédente, celles satisfaites à la date d’arrêté.
figure-review-ahead_least = Prévisions pour { $next }, au minimum
    .counts = Ce qui est prévu pour l’année suivante à la date d’arrêté, compté comme le minimum des prévisions pour cette année.
    .cell = Prévisions pour { $next }, au minimum : { $name }
figure-review-ahead_most = Prévisions pour { $next }, au maximum
    .counts = Ce qui est prévu pour l’année suivante à la date d’arrêté, compté comme le maximum des prévisions pour cette année. Les visites que personne n’a encore prévues n’y figurent pas.
    .cell = Prévisions pour { $next }, au maximum : { $name }
figure-review-meetings_held = Réunions tenues en { $year }
    .counts = Réunions de suivi du Comité, de tout type, tenues dans l’année.
figure-review-products_adopted = Enquêtes et produits analytiques adoptés en { $year }
    .counts = { figure-annual-products_adopted.counts }
figure-review-assessments_completed = Évaluations achevées en { $year }
    .counts = { figure-annual-assessments_completed.counts }
figure-review-activities = Activités en { $year }
    .counts = { figure-annual-activities.counts }

## The figures of the report: briefing

figure-briefing-offered = Besoins pour lesquels une assistance a été proposée
    .counts = Parmi les recommandations en vigueur qui nécessitent une assistance, que l’État a demandée, et qui ont été communiquées au système des Nations Unies : celles pour lesquelles un organe a proposé une assistance, quelle que soit la suite donnée.
    .cell = Proposée : { $name }
figure-briefing-taken_up = Besoins pris en charge par un projet ou un programme
    .counts = Parmi les mêmes, ceux qu’un projet ou un programme a pris en charge, ou pour lesquels l’assistance a été fournie ; un besoin auquel plusieurs répondent compte une fois.
    .cell = Pris en charge : { $name }
figure-briefing-delivered = Besoins pour lesquels l’assistance a été fournie en totalité
    .counts = { figure-annual-cases_delivered.counts }
    .cell = Fournie : { $name }
figure-briefing-delivered_in_part = Besoins pour lesquels l’assistance a été fournie en partie
    .counts = { figure-annual-cases_delivered_in_part.counts }
    .cell = Fournie en partie : { $name }
figure-briefing-declined = Besoins pour lesquels l’assistance a été déclinée
    .counts = Parmi les mêmes, ceux pour lesquels l’assistance a été déclinée et n’a pas été proposée de nouveau depuis.
    .cell = Déclinée : { $name }
figure-briefing-median_days_release_to_uptake = Jours de la communication à la prise en charge (médiane)
    .counts = Pour les besoins pris en charge pour la première fois entre le 1er janvier et la date d’arrêté : médiane du nombre de jours entre leur communication, avec le besoin et la demande, et ce jour. Le dénominateur indique combien ont été mesurés.
figure-briefing-duplications_resolved = Chevauchements réglés
    .counts = Parmi les paires de projets répondant à un même besoin qui avaient été signalées à la date d’arrêté, et dont l’évaluation n’était alors pas retirée, celles qui ont été réglées.
figure-briefing-programmes_citing_products = Programmes citant un produit du Comité
    .counts = Parmi les programmes qui n’étaient pas annulés à la date d’arrêté, ceux qui citent une enquête ou un produit analytique.

## The figures of the report: joint

figure-joint-steps_done = Mesures concrètes exécutées
    .counts = Parmi les mesures concrètes convenues à la date d’arrêté, celles qui étaient alors exécutées.
    .cell = Mesures concrètes exécutées : { $name }
figure-joint-offered = { figure-briefing-offered }
    .counts = { figure-briefing-offered.counts }
figure-joint-taken_up = Besoins d’assistance pris en charge
    .counts = Parmi les mêmes, ceux qu’un projet ou un programme a pris en charge, ou pour lesquels l’assistance a été fournie.
figure-joint-delivered = { figure-briefing-delivered }
    .counts = { figure-briefing-delivered.counts }
figure-joint-delivered_in_part = { figure-briefing-delivered_in_part }
    .counts = { figure-briefing-delivered_in_part.counts }
figure-joint-declined = { figure-briefing-declined }
    .counts = { figure-briefing-declined.counts }
figure-joint-heads_meetings = Réunions des chefs de la Direction exécutive et du Bureau de lutte contre le terrorisme en { $year }
    .counts = Réunions des chefs de la Direction exécutive et du Bureau de lutte contre le terrorisme, du 1er janvier à la date d’arrêté.

## The figures of the report: thematic

figure-thematic-findings = Constatations
    .counts = Une constatation par État Membre et par disposition, quelle qu’elle soit, à la date d’arrêté : la plus récente que les lecteurs peuvent voir ou, s’ils n’en peuvent voir aucune, la plus récente.
figure-thematic-findings_other = Constatations sur d’autres dispositions
    .counts = Parmi celles-ci, dans la mesure où les lecteurs peuvent les voir, celles qui ne portent sur aucune des dispositions dont traite le présent rapport.
figure-thematic-recommendations = Recommandations en vigueur
    .counts = Recommandations en vigueur à la date d’arrêté, chacune comptée une fois ; par thème, celles qui relèvent de ce thème et que les lecteurs peuvent voir.
    .cell = En vigueur : { $name }
figure-thematic-assessed = Recommandations dont l’application a été évaluée
    .counts = Parmi les recommandations en vigueur, celles dont la Direction exécutive a évalué l’application : il s’agit du taux de couverture.
    .cell = Évaluées : { $name }
figure-thematic-implemented = Recommandations considérées comme appliquées
    .counts = Parmi les recommandations en vigueur, celles que la Direction exécutive a considérées comme appliquées lors de sa dernière évaluation.
    .cell = Appliquées : { $name }
figure-thematic-states_assessed = États évalués
    .counts = États Membres pour lesquels il existe une constatation, sur l’ensemble des États Membres ; par disposition et par région, ceux pour lesquels il en existe une que les lecteurs peuvent voir, sur les États Membres de la région.
    .cell = États évalués : { $name }
figure-thematic-full = Pleinement appliquée
    .counts = Parmi les États évalués au regard de la disposition, ceux pour lesquels la dernière constatation est qu’ils l’appliquent pleinement.
    .cell = Pleinement appliquée : { $name }
figure-thematic-partial = Appliquée en partie
    .counts = Parmi les mêmes, ceux pour lesquels la dernière constatation est qu’ils l’appliquent en partie.
    .cell = Appliquée en partie : { $name }
figure-thematic-none = Non appliquée
    .counts = Parmi les mêmes, ceux pour lesquels la dernière constatation est qu’ils ne l’appliquent pas.
    .cell = Non appliquée : { $name }
figure-thematic-with_need = Ayant besoin d’assistance
    .counts = Parmi les mêmes, ceux pour lesquels une recommandation en vigueur sur la disposition, ou relevant d’un de ses thèmes, nécessite une assistance.
    .cell = Ayant besoin d’assistance : { $name }
figure-thematic-older_than_five_years = Évalués il y a plus de cinq ans
    .counts = Parmi les mêmes, ceux pour lesquels la dernière constatation a été présentée au Comité plus de cinq ans avant la date d’arrêté.
    .cell = Évalués il y a plus de cinq ans : { $name }

## The figures of the report: programme

figure-programme-listed_never_visited = États Membres de la liste sans visite antérieure consignée
    .counts = Parmi les États Membres sans visite de la Direction exécutive consignée au début de l’année, ceux qui figurent sur la liste.
figure-programme-requests_honoured = Demandes de visite émanant d’États et prises en compte dans la liste
    .counts = Parmi les visites que des États ont eux-mêmes demandées (pour l’année considérée, ou sans indication d’année et sans qu’une visite ait eu lieu depuis lorsque celle-ci a commencé), celles d’États figurant sur la liste.
figure-programme-listed_visited = États de la liste qui ont été visités
    .counts = Parmi les États figurant sur la liste, ceux où une visite de la Direction exécutive s’est achevée dans l’année, à la date d’arrêté.
figure-programme-changes_after_adoption = Modifications de la liste après son adoption
    .counts = Nombre de fois que la liste a été modifiée après son adoption.
figure-programme-visits_without_report = Visites sans rapport
    .counts = Visites de la Direction exécutive, quelle que soit l’année, des types qui donnent lieu à un rapport, sur lesquelles aucun rapport final ne se fonde à la date d’arrêté. Les visites anciennes ne comptent que s’il est établi qu’un rapport est attendu.

## The figures of the report: schedule

figure-schedule-visits_agreed = Visites convenues pour { $year }
    .counts = Visites de la Direction exécutive devant commencer dans l’année, auxquelles l’État a consenti et qui n’avaient pas été annulées à la date d’arrêté.
figure-schedule-median_days_publication_to_start = Jours de la publication au début (médiane)
    .counts = Médiane du nombre de jours entre le jour où une visite a été inscrite au présent calendrier et son début tel qu’il est prévu actuellement, pour celles dont le début est fixé au jour près. Un nombre inférieur à 0 signifie qu’elle avait déjà commencé.
