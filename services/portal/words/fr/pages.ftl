# Draft translation: no wording here comes from a source of the United Nations.

site-name = CTC Reporting
skip-to-content = Aller au contenu
synthetic = Données synthétiques : tout est inventé
search-label = Recherche
search-hint = État, thème, rapport ou identifiant
search-button = Chercher

nav-main = Navigation principale
nav-start = Accueil
nav-reports = Rapports
nav-states = États
nav-recommendations = Recommandations
nav-calendar = Calendrier
nav-sign-in = Se connecter
nav-languages = Langues
nav-crumbs = Où vous êtes
nav-within = Sur cette page
nav-months = Mois

seen-as-public = Vous voyez ce qui est public.
seen-as = Vous voyez ce qui est destiné à : { $audience }.
seen-as-unknown = Impossible de savoir pour l’instant qui vous êtes.

start-title = Évaluations, suivi et rapports
start-lead = Le Comité contre le terrorisme évalue comment les États appliquent les résolutions du Conseil de sécurité contre le terrorisme. Vous trouvez ici ses rapports, ce qu’il a recommandé et ce qui en est advenu, dans la mesure où vous pouvez le voir.
start-latest = Derniers rapports
start-find = Trouver
start-due = Prochaines échéances
start-overdue = En retard
all-reports = Tous les rapports
no-reports = Il n’y a aucun rapport que vous puissiez voir.
find-state = Un État : visites, recommandations, suivi
find-recommendation = Recommandations par État, thème et priorité
find-due = Les échéances, mois par mois
whole-calendar = Tout le calendrier
nothing-due = Aucune échéance.
nothing-due-in-month = Aucune échéance ce mois-ci.

part-away = { $what } : le service concerné ne répond pas pour l’instant. Réessayez dans un moment.
part-too-much = { $what } : il y en a plus qu’une page ne peut montrer.
part-missing = { $what } : il n’y en a pas.
part-denied = { $what } : vous ne pouvez pas le voir.
what-statuses = État des recommandations
what-responses = Réponses de l’État
what-cases = Besoins d’assistance
what-projects = Projets

col-state = État
col-standing = Situation
col-year = Année
col-report = Rapport
col-about = Sujet
col-edition = Édition
col-published = Publié le
col-cut-off = Arrêté au
col-for = Destinataires
col-figure = Chiffre
col-value = Valeur
col-thing = Ce qui a été compté
col-in-numerator = Au numérateur
col-events = Événements à l’appui
col-when = Quand
col-kind = Type
col-mode = Mode
col-body = Organe
col-project = Projet

late = en retard
today = aujourd’hui
no-fixed-day = sans date fixe
not-recorded = non enregistré
not-shown = non montré
yes = oui
no = non
show = Afficher
show-all = Tout afficher
read-on = Lire la suite
next-page = Page suivante
back-to-start = Retour à l’accueil

reports-title = Rapports
reports-lead = Chaque rapport a des éditions numérotées. Une édition reste telle qu’elle a été publiée.
reports-caption = Rapports et leurs dernières éditions
reissued = rééditée
edition-number = Édition { $number }
corrects-earlier = corrige une édition antérieure
report-read = Lire
other-languages = Autres langues
report-editions = Éditions
report-figures = Chiffres
figures-note = Chaque chiffre mène à ce qui a été compté, et de là aux événements.
no-figures = Cette édition ne donne aucun chiffre.
corrigenda = Ce qui a été dit depuis de cette édition :
fact-symbol = Cote
fact-as-of = Données au
fact-withheld = Non montré aux lecteurs
fact-unit = Unité
figure-share = { $part } sur { $whole }
percent = { $value } %
figure-suppressed = non montré
figure-suppressed-why = Le chiffre n’est pas montré, car un si petit nombre pourrait être reconnu.
figure-counted = Ce qui a été compté
figure-note = La liste montre ce que vous pouvez voir maintenant. Rien ne remplace ce qui est omis.
nothing-to-show = Rien que vous puissiez voir.

in-preparation = En préparation
report-drafts = Projets
draft-number = Projet { $number }
not-transmitted-yet = Ce rapport n’a pas encore été transmis. Ses projets sont réservés à ceux qui l’établissent.
withdrawn-on = retirée le { $day }
objections-until = objections jusqu’au { $day }
objections-count = { $count ->
    [one] { $count } objection
   *[other] { $count } objections
}
breakdowns = Ventilation
suppressed-count = { $count ->
    [one] Un chiffre n’est pas montré, car un si petit nombre pourrait être reconnu.
   *[other] { $count } chiffres ne sont pas montrés, car un si petit nombre pourrait être reconnu.
}

states-title = États
visits-count = { $count ->
    [one] { $count } visite
   *[other] { $count } visites
}
last-visited = dernière en { $year }
member-until = Membre jusqu’au { $day }
state-cycles = Suivi
state-visits = Visites
state-assistance = Besoins et projets
state-due = Échéances
state-consents = Consentement aux visites
state-meetings = Réunions
asked-on = demandé le { $day }
subject-to-renewal = sous réserve du renouvellement du mandat
no-visits = Aucune visite que vous puissiez voir.
no-cycles = Aucun suivi que vous puissiez voir.
no-projects = Aucun projet que vous puissiez voir.
newest-only = { $count ->
    [one] La plus récente est montrée.
   *[other] Les { $count } plus récentes sont montrées.
}
assessment-of = Évaluation du { $day } ({ $kind })
assessment-unknown = Une évaluation dont le rapport ne vous est pas accessible
chosen-of-all = { $chosen } sur { $all }, thème : { $theme }.

theme = Thème
themes = Thèmes
priority = Priorité
all-themes = Tous les thèmes
all-states = Tous les États
all-priorities = Toutes les priorités

recommendations-title = Recommandations
recommendation-title = Recommandation : { $state }
all-recommendations = Toutes les recommandations, page par page
no-recommendations = Aucune recommandation que vous puissiez voir.
text-not-shown = Vous ne pouvez pas voir le texte.
statuses-not-yours = La suite donnée aux recommandations est réservée au Comité et à l’État lui-même.
what-came-of-it = Suite donnée
aspect-position = Position de l’État
aspect-reported = Selon l’État
aspect-assessed = Selon la DECT
aspect-none-position = pas encore exprimée
aspect-none-reported = rien de communiqué à ce jour
aspect-none-assessed = pas encore évaluée
earlier-statuses = Indiqué auparavant
assistance = Assistance
assistance-requested = L’État demande une assistance.
assistance-needed = Une assistance est nécessaire ; l’État ne l’a pas demandée.
assistance-none = Aucune assistance n’est nécessaire.
case-stands = Situation du besoin :
projects-that-serve = Projets qui y répondent
where-from = Origine
fact-recommended-in = Formulée dans
fact-reference = Référence
fact-provision = Disposition
fact-made-by = Auteur
fact-pillar = Pilier de la Stratégie mondiale

mark-submitted = Rapport remis au Comité
mark-response-due = Réponse de l’État attendue
mark-response-received = Réponse de l’État reçue
mark-report-due = Rapport de la DECT attendu
mark-reported = La DECT a fait rapport
mark-today = Aujourd’hui

calendar-title = Calendrier : { $month }
month = Mois
month-before = ← { $month }
month-after = { $month } →
this-month = Ce mois-ci
calendar-feed = Le calendrier pour votre agenda (iCalendar)

trace-title = Trace
trace-link = Causes et effets
trace-lead = Ce qui a causé ceci, et ce que ceci a causé. Les causes précèdent les effets.
trace-not-complete = Il y en a plus que l’on ne peut suivre en une fois.
trace-graph = La trace en dessin
trace-graph-words = { $count ->
    [one] { $count } événement
   *[other] { $count } événements, chacun sous sa cause ; la liste ci-dessous dit la même chose
}
trace-events = Les événements
fact-time = Enregistré
fact-occurred = Survenu
fact-thing = Concerne
fact-told-by = Annoncé par
fact-about = État
fact-deadline = Échéance
fact-event = Événement
fact-caused-by = Causé par

search-title = Recherche
search-lead = Cherchez un État, un thème, un rapport ou un identifiant. Les noms sont trouvés dans les six langues.
search-nothing = Rien n’a été trouvé. Essayez le nom d’un État, comme Kenya, ou d’un thème, comme sécurité des frontières.
search-both = Ce qui a été recommandé : { $state }, thème : { $theme }
search-theme = Recommandations, thème : { $theme }
search-things = Ce qui porte cet identifiant

session-title = Qui vous êtes ici
session-public = Personne n’est connecté. Vous voyez ce qui est public.
sign-in-provider = Se connecter
sign-out = Se déconnecter
fact-you-are = Vous êtes
fact-you-see = Vous voyez
fact-until = Connecté jusqu’au
token-label = Jeton
token-whence = Les jetons sont remis par ceux qui exploitent cette installation.
token-note = Ce navigateur garde le jeton huit heures, et ne l’envoie qu’à cette installation. Utilisez-le sur votre propre machine.
token-enter = Lire avec ce jeton
token-refused = Ce jeton n’ouvre rien : il a été révoqué, a expiré ou a été mal saisi.
token-not-here = Un jeton peut être saisi là où l’on accède à cette installation par TLS.
forget-token = Oublier le jeton

error-400 = Cette demande ne peut pas être lue
error-400-what = L’adresse n’est pas comme elle devrait être.
error-401 = Vous n’êtes plus connecté
error-401-what = Ce qui prouvait votre identité a expiré ou n’ouvre rien. Connectez-vous de nouveau.
error-403 = Vous ne pouvez pas voir ceci
error-403-what = Cela existe, pour d’autres lecteurs.
error-404 = Il n’y a rien ici
error-404-what = Une telle page ou chose n’existe pas, ou vous ne pouvez pas la voir.
error-406 = Ceci n’existe pas sous cette forme ou dans cette langue
error-406-what = Choisissez une autre forme ou une autre langue.
error-410 = Ceci a été retiré
error-410-what = Cela ne vaut plus.
error-422 = L’adresse n’est pas comme elle devrait être
error-422-what = Un élément a une autre forme que celle qui est attendue.
error-429 = Trop de questions à la fois
error-429-what = Attendez un moment, puis réessayez.
error-500 = Une erreur s’est produite
error-500-what = Elle a été notée. Signalez-la aux opérateurs si elle se répète.
error-502 = C’est plus qu’une page ne peut montrer
error-502-what = Demandez-en moins.
error-503 = Le service concerné ne répond pas
error-503-what = Réessayez dans un moment. Les autres pages sont peut-être accessibles.
error-sign-in-hint = Peut-être pourrez-vous le voir une fois connecté.
error-number = Son numéro est
