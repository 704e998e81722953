### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

# UN
region-africa = Afrique
# UN
region-americas = Amériques
# UN
region-asia = Asie
# UN
region-europe = Europe
# UN
region-oceania = Océanie
region-elsewhere = Autre
# UN
pillar =
    { $pillar ->
        [1] pilier I
        [2] pilier II
        [3] pilier III
        [4] pilier IV
       *[other] aucun pilier indiqué
    }
visit-kind-comprehensive = complète
visit-kind-focused = ciblée
visit-kind-regional = régionale
visit-kind-follow-up = de suivi
visit-kind-advocacy = de sensibilisation
visit-kind-not-stated = non précisé
assessment-kind-comprehensive = complète
assessment-kind-focused = ciblée
assessment-kind-desk = sur dossier
assessment-kind-regional = régionale
assessment-kind-follow-up = de suivi
assessment-kind-advocacy = de sensibilisation
mode-onsite = sur place
mode-virtual = virtuelle
mode-hybrid = hybride
priority-high = élevée
priority-medium = moyenne
priority-low = faible
position-accepted = acceptée
position-partly = acceptée en partie
position-not-accepted = non acceptée
implementation-not-started = non commencée
implementation-in-progress = en cours
implementation-partly-implemented = appliquée en partie
implementation-implemented = appliquée
sector-compact = entité du Pacte
sector-council-body = organe du Conseil
sector-regional-organization = organisation régionale
sector-partner = partenaire
# UN
sector-civil-society = société civile
sector-academia = milieux universitaires
# UN
sector-private-sector = secteur privé
meeting-kind-invitation = sur invitation
meeting-kind-regional = régionale
meeting-kind-thematic = thématique
meeting-kind-joint = conjointe
meeting-kind-other = autre
briefing-kind-briefing = exposé au Comité
briefing-kind-heads-meeting = réunion des chefs de la Direction exécutive et du Bureau de lutte contre le terrorisme
briefing-kind-follow-up-meeting = réunion de suivi de la présidence avec le Bureau de lutte contre le terrorisme
# UN
speaker-under-secretary-general = Secrétaire général(e) adjoint(e)
# UN
speaker-assistant-secretary-general = Sous-Secrétaire général(e)
# UN
speaker-director = Directeur(trice)
speaker-other = autre
product-kind-edis = enquête détaillée sur l’application (eDIS)
product-kind-oia = aperçu de l’évaluation de l’application (OIA)
product-kind-gis = enquête mondiale sur l’application (GIS)
product-kind-trends = tendances
product-kind-alert = alerte
product-kind-advice = avis
product-kind-analysis = analyse
consent-asked = demandé
consent-given = donné
consent-declined = refusé
consent-lapsed = sans réponse
resolved-merged = projets fusionnés
resolved-divided = tâches réparties
resolved-one-withdrawn = un projet retiré
resolved-no-duplication = pas de chevauchement
stage-opened = communiqués au système des Nations Unies, avec la demande de l’État
stage-offered = assistance proposée
stage-taken-up = pris en charge par un projet ou un programme
stage-delivered = assistance fournie en totalité
stage-part-delivered = une partie, parmi plusieurs, de l’assistance fournie
stage-declined = déclinés
stage-cancelled = abandonnés
forecast-follow-up-report = rapport de suivi
forecast-visit = visite
forecast-obligation = obligation
