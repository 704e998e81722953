### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.


## Numbers, days and rows of things

# UN
percentage = { $value } %
so-many-of = { $number } sur { $of }
by-day = au plus tard le { $day }
join-comma = { ", " }
join-semicolon = { " ; " }
join-and = { " et " }
join-or = { " ou " }
with-note = { $text } ({ $note })
with-detail = { $text } : { $detail }

## The period of a report

period = du 1er janvier au { $day }
period-within =
    { $whole ->
        [yes] en { $year }
       *[no] du 1er janvier au { $day }
    }
period-opening =
    { $whole ->
        [yes] En { $year }
       *[no] Du 1er janvier au { $day }
    }

## The mandate on which a report rests

# UN
resolution = la résolution { $number } ({ $year }) du Conseil de sécurité
# UN
resolution-of = la résolution { $number } ({ $year }) du Conseil de sécurité
# UN
resolution-by = la résolution { $number } ({ $year })
authority =
    { $paragraph ->
        [none] { $source }
       *[other] le paragraphe { $paragraph } de { $source }
    }{ $continued ->
        [none] { "" }
       *[other] , prorogée par { $continued }
    }
# A footnote to what rests on a paragraph.
source-note = Voir { $authority }.

## What stands in cells

not-recorded = non enregistré
not-shown = non indiqué
figure-not-shown = { $figure } : le nombre n’est pas indiqué.
none = Néant
yes = oui
no = non
not-yet = pas encore
never = jamais
several = plusieurs

## Units: what is counted

unit-missions = missions
unit-visits = visites
unit-components = composantes
# UN
unit-states = États
unit-assessments = évaluations
unit-follow-up-reports = rapports de suivi
# UN
unit-recommendations = recommandations
unit-consents = consentements
unit-products = produits
unit-activities = activités
unit-days = jours
unit-duplications = chevauchements
unit-programmes = programmes
unit-forecast = rapports, visites et obligations
unit-obligations = obligations
unit-meetings = réunions
unit-findings = constatations
unit-requests = demandes
unit-changes = modifications
unit-steps = mesures
unit-overlaps = chevauchements

## Kinds of things in the lists behind figures

thing-mission = mission
thing-visit = visite
thing-component = composante
# UN
thing-state = État
thing-assessment = évaluation
thing-follow-up-report = rapport de suivi
# UN
thing-recommendation = recommandation
thing-consent = consentement
thing-product = produit
thing-activity = activité
thing-duplication = chevauchement
thing-programme = programme
thing-obligation = obligation
thing-meeting = réunion
thing-finding = constatation
thing-request = demande
thing-change = modification
thing-step = mesure concrète
thing-official = responsable
thing-briefing = exposé
thing-heads-meeting = réunion des chefs
thing-follow-up-meeting = réunion de suivi

## Readers of a report

# UN
readers-committee = Le Comité
readers-council = Le Comité et les autres organes du Conseil
# UN
readers-un = Le système des Nations Unies
readers-partners = Les partenaires
readers-public = Le public
# UN
readers-unoct = le Bureau de lutte contre le terrorisme
# UN
readers-state = l’État concerné

## The title page

particular-period = Période
particular-edition = Édition
particular-cut-off = Date d’arrêté
particular-data-as-of = Données au
particular-for = Destinataires
particular-withheld = Éléments non communiqués aux lecteurs
particular-recommendations-withheld = Recommandations non communiquées aux lecteurs
# UN
particular-state = État
particular-takes-the-place-of = Remplace
particular-edition-number = Édition { $number }
particular-reissue = Nouveau tirage expurgé
title-on-state = { $title } : { $state }
particular-language = Langue
# What the document in this language is.
language-version = français (traduit de l’anglais par le présent système ; traduction non officielle)
marking-synthetic = Synthétique : données inventées

## Parts that all reports have

all-figures = Tous les chiffres de la présente édition
figures = Chiffres
method = Ce que compte chaque chiffre
about = À propos de la présente édition
nothing-recorded = Rien n’est enregistré.
first-rows = { $caption } (les { $most } premières lignes)
why-not-shown =
    « { $mark } » : moins de trois éléments sont en cause ({ $units }), ou ils concernent moins de trois États, de sorte
    qu’un État pourrait être reconnu ; ou bien le nombre permettrait de retrouver un tel groupe par soustraction,
    y compris à partir de ce qui a été publié auparavant.
about-time =
    La présente édition rend compte de ce qui s’est produit jusqu’au { $cut_off } et qui a été enregistré au plus tard le
    { $data_as_of }. Ce qui sera connu par la suite figurera dans une édition ultérieure.
about-early = Elle a été établie avant la fin de la période considérée : rien de postérieur au { $data_as_of } n’y figure.
about-invented =
    La présente édition est synthétique : ce qu’elle dit des États a été inventé, en tout ou en partie, pour montrer
    comment elle est établie. Rien de ce qu’elle contient ne peut être cité comme un fait concernant un État Membre.
about-withheld =
    { $withheld ->
        [0] Rien de ce qui est compté ici n’est soustrait à la connaissance des lecteurs.
        [one] De ce qui est compté ici, { $withheld } élément n’est pas communiqué aux lecteurs. Il est compris dans les totaux et les pourcentages, mais non dans les ventilations ni dans les listes.
       *[other] De ce qui est compté ici, { $withheld } éléments ne sont pas communiqués aux lecteurs. Ils sont compris dans les totaux et les pourcentages, mais non dans les ventilations ni dans les listes.
    }
# UN
designations =
    Les appellations employées dans le présent document et la présentation des données qui y figurent n’impliquent de la
    part du Secrétariat de l’Organisation des Nations Unies aucune prise de position quant au statut juridique des pays,
    territoires, villes ou zones, ou de leurs autorités, ni quant au tracé de leurs frontières ou limites.
# UN
regions =
    Les régions sont celles des codes standard des pays et des zones à usage statistique (M49) de l’Organisation des
    Nations Unies. Le rattachement de pays ou de zones à ces régions est fait pour des raisons de commodité statistique et
    n’implique aucune hypothèse quant à l’appartenance politique ou autre de ces pays ou territoires.

## Corrections

# UN
corrigenda = Rectificatifs
corrigendum =
    Une évaluation prise en compte dans la présente édition a été retirée le { $day }. L’édition reste telle qu’elle a été
    publiée ; l’évaluation n’est plus prise en compte à partir de la prochaine date d’arrêté.
adjustments = Ajustements relatifs à la période antérieure
adjustments-why =
    Les totaux ci-après ont été publiés dans la dernière édition portant sur l’année précédente. Recalculés à la même date
    d’arrêté, avec ce qui a été connu après l’établissement de cette édition, ils sont différents. L’édition reste telle
    qu’elle a été publiée.
adjustments-table = Totaux de l’édition { $number } sur l’année précédente qui sont désormais différents

## The list behind a figure

basis-title = Éléments comptés : { $figure }
basis = Éléments comptés
basis-absent =
    La liste contient ce que vous êtes autorisé à voir à présent. Seules les personnes habilitées voient si un élément
    entre dans le numérateur ; rien ne remplace ce qui est omis.
basis-suppressed =
    Le chiffre n’est pas indiqué, ni donc ce qu’il compte : les éléments sont si peu nombreux qu’ils pourraient être
    reconnus.
basis-withheld = Éléments comptés dans le rapport et non communiqués à ses lecteurs
basis-next = Page suivante
basis-back = Retour au rapport

## What a form sets around a document

# UN
# UN
distribution =
    { $audience ->
        [public] Distr. générale
       *[other] Distr. restreinte
    }
frame-council = Conseil de sécurité
# UN
frame-body = Comité du Conseil de sécurité créé par la résolution 1373 (2001) concernant la lutte antiterroriste
# UN
frame-original = Original : anglais
# UN
frame-contents = Table des matières
frame-skip = Aller au rapport
# UN
frame-notes = Notes
frame-figures = Chiffres
frame-about = À propos
frame-charts = Graphiques

## Titles of columns

column-activities = Activités
column-added = Ajoutés
column-adopted-on = Date d’adoption
column-agreed-on = Date de l’accord
column-assessed = Évaluées
column-assistance-needed = Assistance nécessaire
column-at = Au
column-basis = Base
column-body = Organe
column-by-the-cut-off = À la date d’arrêté
column-capacity = Capacités et ressources
column-changes = Modifications après l’adoption
column-components = Composantes
column-consent = Consentement
column-counts = Ce qui est compté
column-cut-off = Date d’arrêté
column-dated = Date du document
column-day = Date
column-days-late = Jours de retard
column-declined = Déclinée
column-delivered = Fournie
column-delivered-in-full = Fournie en totalité
column-delivered-in-part = En partie
column-denominator = Dénominateur
column-done = Exécutée
column-draft-to-final = Du projet au rapport final
column-due = Échéance
column-end = Fin
column-ended-on = Achevée le
column-events = Événements
column-figure = Chiffre
column-final-to-committee = Du rapport final au Comité
column-flagged = Signalé
column-follow-up = Suivi
column-group = Groupe
column-good-practices = Bonnes pratiques
column-held = Tenue le
column-held-on = Date de la réunion
column-id = Identifiant
column-implemented = Appliquées
column-in-full = En totalité
column-in-numerator = Dans le numérateur
column-in-part = En partie
column-in-need = Assistance nécessaire
column-in-year = En { $year }
column-indicator = Indicateur
column-invited = Invitations
column-kind = Type
column-last-visit = Dernière visite
column-lead = Organe chef de file
column-level-of-speaker = Rang de l’intervenant
column-meeting = Réunion
column-meetings = Réunions
column-mode = Modalité
column-needs = Besoins
column-not = Non appliquée
column-now = À présent
column-number = Nombre
column-numerator = Numérateur
column-occasion = Occasion
column-of = Sur
column-offered = Proposée
column-old = De plus de cinq ans
column-on = Objet
column-owner = Responsable
column-paragraph = Paragraphe
column-position = Position
column-priority = Priorité
column-product = Produit
column-products-cited = Produits cités
column-programme = Programme
column-provision = Disposition
column-published = Publié
column-reason = Motif
column-reasons = Motifs et éléments d’appréciation
column-received = Reçue
column-recommendation = Recommandation
column-recommendations = Recommandations
column-region = Région
column-removed = Supprimés
column-reported = Rapport présenté
column-requested = Demandée
column-resolution = Règlement
column-resolved = Réglé
column-sector = Secteur
column-share = Pourcentage
column-shortfalls = Lacunes
column-since-2005 = Depuis 2005
column-standing = Situation
column-start = Début
# UN
column-state = État
# UN
column-states = États
column-states-assessed = États évalués
column-states-attending = États participants
column-states-invited = États invités
column-state-reports = Selon l’État
column-step = Mesure
column-steps = Mesures
column-subject = Sujet
column-subjects = Sujets
column-submitted = Présentée au Comité
column-submitted-on = Présentée le
column-taken-up = Prise en charge
column-text = Texte
column-theme = Thème
column-themes = Thèmes
column-took-part = Participations
column-unit = Unité
column-value = Valeur
column-visit-to-draft = Jours de la visite au projet
column-visits-invited = Visites auxquelles il a été invité
column-visits-took-part = Visites auxquelles il a participé
column-was-assessed = Selon l’évaluation de la Direction exécutive
column-what = Objet
column-at-least = Au minimum
column-at-most = Au maximum
column-in-fact = En réalité
column-what-was-done = Suite donnée
column-with-whom = Partenaires
column-year = Année
column-visits = Visites
column-visits-with-invitation = Visites avec invitation
column-visits-with-part = Visites avec participation
