### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

stage-provisional = Provisoire : calculé à la demande, non publié
stage-draft = Projet { $number } : non publié
stage-under-consideration = Projet { $number }, à l’examen : non publié
stage-adopted = Projet { $number }, adopté : pas encore transmis
stage-transmitted = Projet { $number }, tel qu’il a été transmis
stage-set-aside = Projet { $number }, écarté : non publié
stage-and-marking = { $stage }. { $marking }

## Words of people

people-letter = Lettre d’envoi
people-introduction = Introduction
people-mark =
    Les paragraphes bordés d’un double trait ont été rédigés par des personnes. Toutes les autres phrases ont été établies
    à partir des chiffres.

## Transmission

particular-transmitted-on = Transmis le
particular-transmitted-to = Destinataire
