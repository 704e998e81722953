### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Activities, in the annual report and the annual review

activities-by-kind = Activités en { $year }, par type
activities-by-paragraph = Activités en { $year }, par paragraphe
activities-by-name = Activités en { $year } que les lecteurs du présent rapport peuvent connaître nommément

## The report on the follow-up of one assessment (paragraph 16)

followup-title = Suite donnée aux recommandations d’une évaluation
followup-subtitle = De la Direction exécutive au Comité contre le terrorisme
followup-assessment = L’évaluation
followup-dates = Dates et ponctualité
followup-steps = Mesures prises, par recommandation
followup-capacity = Capacités, ressources et assistance
followup-response = Réponse de l’État
followup-proposals = Observations et propositions de la Direction exécutive
followup-standing-reported = rapport présenté
followup-standing-pending = en attente d’un mandat
followup-standing-open = en cours
followup-days-none = aucun à ce stade
followup-position-none = aucune à ce stade
followup-reported-nothing = rien à ce stade
followup-assessed-not = non encore évaluée
followup-need-none = aucun besoin
followup-need-not-requested = non demandée
followup-need-not-released = non communiquée
followup-not-answered = sans réponse au { $day }
followup-carried-over = { $reference } (reportée)
followup-on-capacity = Capacités et ressources
followup-on-assistance = Assistance
followup-on-cross-cutting = Questions de genre, enfants et droits humains
followup-on-proposal = Suivi ou assistance complémentaires

## The annual review and forecast (paragraph 17)

review-title = Bilan des activités de la Direction exécutive en { $year } et prévisions pour { $next }
review-subtitle = De la Direction exécutive au Comité contre le terrorisme
review-visits = Visites en { $year }
review-assessments = Évaluations achevées en { $year }
review-in-the-un = Coordination au sein de l’Organisation des Nations Unies en { $year }
review-outside-it = Collaboration avec des entités extérieures à l’Organisation des Nations Unies en { $year }
review-meetings = Réunions tenues en { $year }
review-products = Enquêtes et produits analytiques adoptés en { $year }
review-outcome = Prévisions pour { $year } et réalisation
review-forecast = Prévisions pour { $next }
review-outcome-in-numbers = Prévisions pour { $year } en chiffres, et réalité
review-forecast-in-numbers = Prévisions pour { $next } en chiffres
review-done = réalisé
review-not-done = non réalisé
review-occasion-visits = visites dans des États
review-occasion-meetings = réunions avec des États

## UNOCT's briefing of the Committee (paragraph 25)

briefing-title = Exposé sur l’assistance technique en { $year }
briefing-subtitle = Du Bureau de lutte contre le terrorisme au Comité contre le terrorisme
briefing-held = Exposés et réunions en { $year }
briefing-since = Mesures prises depuis le dernier exposé, fait le { $day }
briefing-since-none = Mesures prises depuis le 1er janvier { $year } (aucun exposé n’a été fait)
briefing-cases = Besoins d’assistance et suite donnée, par État
briefing-duplications = Chevauchements en cours, ou réglés en { $year }
briefing-products-used = Programmes citant des produits du Comité
briefing-next-steps = Prochaines mesures convenues

## The joint report of CTED and UNOCT (paragraph 24)

joint-title = Mesures concrètes de la Direction exécutive et du Bureau de lutte contre le terrorisme : { $year }
joint-subtitle = De la Direction exécutive et du Bureau de lutte contre le terrorisme au Comité et à l’Assemblée générale
joint-steps = Mesures concrètes
joint-baseline = Données de référence
joint-arrangements = Modalités de collaboration

## The report on global implementation by provision (paragraph 7)

thematic-title = Application à l’échelle mondiale des dispositions relatives aux déplacements de terroristes, { $year }
thematic-subtitle = De la Direction exécutive du Comité contre le terrorisme
thematic-provisions = États par disposition, dans la mesure où les lecteurs du présent rapport peuvent voir les constatations
thematic-good-practices = Bonnes pratiques et lacunes
thematic-regions = États évalués, par région
thematic-within = { $provision }, { $region }

## The programme of visits (paragraph 12)

programme-title = Programme de visites dans les États Membres en { $year }
# UN
programme-subtitle = Comité contre le terrorisme
programme-list = États dont le consentement à une visite doit être demandé en { $year }
programme-changes = Modifications de la liste de { $year } après son adoption
programme-reasons-none = aucun motif indiqué
programme-consent = { $year } : { $answer }
programme-consent-never = jamais demandé
programme-added = ajouté le { $day } : { $reason }
programme-removed = supprimé le { $day } : { $reason }

## The schedule of visits (paragraph 12)

schedule-title = Calendrier des visites dans les États Membres en { $year }
# UN
schedule-subtitle = Comité contre le terrorisme
schedule-visits = Visites auxquelles l’État a consenti et qui doivent commencer en { $year }

## Visits

visits-by-year = Visites consignées sur dix ans, par année d’achèvement
visits-by-year-shown = Visites consignées sur ces dix ans : { $total }. Dont achevées en { $year } : { $visits }.
visits-of-year = Visites achevées en { $year }
visits-of-year-shown = Visites achevées en { $year } : { $visits }. Chacune figure au jour de son achèvement, sous le numéro du mois.
