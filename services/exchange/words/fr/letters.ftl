# Draft translation: no wording here comes from a source of the United Nations.

report-annual = Rapport annuel
report-followup = Rapport de suivi
report-review = Examen annuel et prévisions
report-briefing = Exposé du BLT
report-joint = Rapport conjoint de la DECT et du BLT
report-thematic = Synthèse thématique
report-programme = Résultats du programme de visites
report-schedule = Calendrier des visites

letter-code-subject = Confirmez cette adresse
letter-code = Quelqu’un a demandé que les éditions de rapports soient annoncées à cette adresse. Si c’est vous, renvoyez ce code. Sinon, ne faites rien : vous ne recevrez rien d’autre.
letter-paused-subject = Un de vos abonnements est suspendu
letter-paused = Rien ne peut être remis par votre abonnement { $failing } : il est suspendu. Il reprendra si vous le rétablissez au plus tard le { $day }. Passé ce jour, il prendra fin. La raison est indiquée ici :
letter-ended-subject = Un de vos abonnements a pris fin
letter-ended = Rien n’a pu être remis par votre abonnement { $failing } pendant un mois : il a pris fin. Créez-en un nouveau si vous le souhaitez. La raison est indiquée ici :
letter-new-subject = { $title } : édition { $edition }
letter-new = Une édition de ce rapport a été transmise.
letter-corrected = Une édition corrigée de ce rapport a été transmise. Elle remplace la précédente.
letter-reissued = Cette édition a été publiée à nouveau, avec un contenu réduit. Supprimez ce que vous en détenez et consultez-la ici.
letter-withdrawn-subject = Une édition d’un rapport a été retirée
letter-withdrawn = Cette édition ne vous est plus accessible. Supprimez ce que vous en détenez.
letter-digest = Pour la vérifier : l’empreinte SHA-256 de cette édition au format JSON, en anglais, est { $digest }. Le fichier JSON est ici :
letter-end = Ce message vous parvient en raison de l’abonnement { $subscription }. Vous pouvez le résilier à tout moment.
