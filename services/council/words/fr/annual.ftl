### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

annual-title = Rapport sur les travaux du Comité contre le terrorisme et de sa Direction exécutive en { $year }
annual-subtitle = De la présidence du Comité contre le terrorisme au Conseil de sécurité

## Its sections

# UN
annual-summary = Résumé
# UN
annual-introduction = I. Introduction
annual-overall-work = II. État des travaux d’ensemble en { $year }
annual-coordination = III. Coordination avec d’autres organes de l’Organisation des Nations Unies
annual-consent = IV. Consentement des États Membres aux visites et à la communication des rapports
annual-implementation = V. Application des recommandations
annual-improvements = VI. Améliorations de l’action antiterroriste des États Membres
annual-annex-figures = Annexe I. Chiffres
annual-annex-method = Annexe II. Méthode de calcul

## Introduction

annual-purpose =
    Le présent rapport sur l’état des travaux d’ensemble du Comité contre le terrorisme et de la Direction exécutive du
    Comité contre le terrorisme est présenté au Conseil de sécurité par la présidence du Comité{ $authority ->
        [none] { "" }
       *[other] , conformément à ce que prévoit { $authority }
    }. Il porte sur la période suivante : { $period }.
annual-synthetic =
    La présente édition est synthétique : les évaluations, leurs constatations et leurs recommandations, ainsi que les
    visites qui s’y rapportent, ont été inventées pour montrer comment le rapport est établi, à côté de visites qui ont eu
    lieu. Elles ne disent rien d’aucun État Membre, et rien de ce que contient la présente édition ne peut être cité comme
    un fait concernant un État Membre.
annual-time =
    Le rapport rend compte de ce qui s’est produit jusqu’à la date d’arrêté, le { $cut_off }, d’après les données au
    { $data_as_of }. Ce qui sera connu par la suite figurera dans une édition ultérieure ou dans le prochain rapport.
annual-early =
    La présente édition a été établie avant la fin de la période considérée : rien de postérieur au { $data_as_of } n’y
    figure.
annual-units =
    Les totaux publiés pour les visites et les recommandations ont différé parce qu’ils ne comptaient pas la même chose.
    Chaque chiffre est donc accompagné de son unité, et chaque pourcentage de son numérateur et de son dénominateur. Tous
    sont énumérés à l’annexe I, avec la liste de ce qui a été compté ; l’annexe II indique comment ils sont calculés.
annual-withheld-none-live =
    Aucune recommandation n’était en vigueur à la date d’arrêté, de sorte qu’aucune n’est soustraite à la connaissance des
    lecteurs du présent rapport.
annual-withheld-none = Aucune des recommandations comptées n’est soustraite à la connaissance des lecteurs du présent rapport.
annual-withheld =
    { $live ->
        [one] De la recommandation comptée
       *[other] Des { $live } recommandations comptées
    }, { $withheld ->
        [one] { $withheld } n’est pas communiquée
       *[other] { $withheld } ne sont pas communiquées
    } aux lecteurs du présent rapport. Ce qui n’est pas communiqué entre dans chaque total et dans chaque pourcentage. Les
    tableaux par thème et par région n’en tiennent pas compte et n’indiquent pas les groupes si petits que leurs éléments
    pourraient être reconnus.

## Visits, assessments, products

annual-visits = A. Visites dans les États Membres
annual-visits-made =
    { $opening }, la Direction exécutive a achevé <visits>{ $visits ->
        [one] { $visits } visite
       *[other] { $visits } visites
    }</visits> dans <states>{ $states ->
        [one] { $states } État
       *[other] { $states } États
    }</states>, en <missions>{ $missions ->
        [one] { $missions } mission
       *[other] { $missions } missions
    }</missions> et <components>{ $components ->
        [one] { $components } composante
       *[other] { $components } composantes
    }</components>. Une mission dans plusieurs États constitue une visite dans chacun d’eux. Une visite effectuée en
    plusieurs composantes, sur place ou virtuelles, constitue une seule visite et compte pour l’année au cours de laquelle
    sa dernière composante s’est achevée.
annual-visits-none = Aucune visite achevée n’est consignée { $within }.
annual-visits-on-record =
    Depuis le 1er janvier 2005, { $visits ->
        [0] <visits>aucune visite</visits> n’est consignée.
        [one]
            <visits>{ $visits } visite</visits> dans <states>{ $states ->
                [one] { $states } État
               *[other] { $states } États
            }</states> est consignée.
       *[other]
            <visits>{ $visits } visites</visits> dans <states>{ $states ->
                [one] { $states } État
               *[other] { $states } États
            }</states> sont consignées.
    } Sur { $never_of ->
        [one] { $never_of } État Membre
       *[other] { $never_of } États Membres
    }, <never>{ $never ->
        [0] aucun
       *[other] { $never }
    }</never> (<never>{ $never_share } %</never>) { $never ->
        [0] n’était
        [one] était
       *[other] étaient
    } sans visite consignée au { $cut_off }.
annual-assessments = B. Évaluations
annual-assessments-completed =
    { $opening }, <assessments>{ $assessments ->
        [one] { $assessments } évaluation
       *[other] { $assessments } évaluations
    }</assessments> de tout type { $assessments ->
        [one] a été achevée, c’est-à-dire présentée
       *[other] ont été achevées, c’est-à-dire présentées
    } au Comité et non { $assessments ->
        [one] retirée
       *[other] retirées
    } à la date d’arrêté.
annual-assessments-none = Aucune évaluation n’a été achevée { $within }.
annual-products = C. Enquêtes et produits analytiques
annual-products-adopted =
    { $opening }, le Comité a adopté <products>{ $products ->
        [one] { $products } enquête ou produit analytique
       *[other] { $products } enquêtes ou produits analytiques
    }</products>, sans compter ceux qui avaient été retirés à la date d’arrêté.

## Coordination

annual-assistance = A. Assistance technique : le Bureau de lutte contre le terrorisme et les entités du Pacte
annual-assistance-needed =
    À la date d’arrêté, { $taken_up_of ->
        [one] { $taken_up_of } recommandation nécessitait
       *[other] { $taken_up_of } recommandations nécessitaient
    } une assistance technique que l’État concerné avait demandée, et { $taken_up_of ->
        [one] avait été communiquée
       *[other] avaient été communiquées
    } au système des Nations Unies. Des projets ou des programmes avaient pris en charge, ou fourni, une assistance pour
    <taken_up>{ $taken_up ->
        [0] aucune
       *[other] { $taken_up }
    }</taken_up> d’entre elles (<taken_up>{ $taken_up_share } %</taken_up>). Un besoin auquel répondent plusieurs projets
    compte une fois. L’assistance avait été fournie en totalité pour <delivered>{ $delivered ->
        [0] aucune
       *[other] { $delivered }
    }</delivered> et en partie pour <in_part>{ $in_part ->
        [0] aucune
       *[other] { $in_part }
    }</in_part>.
annual-assistance-none =
    À la date d’arrêté, aucune recommandation communiquée au système des Nations Unies ne nécessitait une assistance
    technique que l’État concerné avait demandée.
# UN
annual-committees = B. Comités créés par les résolutions 1267 (1999) et 1540 (2004)
annual-partners = C. Représentation, information et autres travaux avec les partenaires
annual-activities-none = Aucune activité autre que les visites, les rapports et les réunions n’est consignée { $within }.
annual-activities =
    { $opening }, <activities>{ $activities ->
        [one] { $activities } activité
       *[other] { $activities } activités
    }</activities> { $activities ->
        [one] est consignée
       *[other] sont consignées
    } outre les visites, les rapports et les réunions : représentation à des réunions d’autres entités, information,
    ateliers, conseils, consultations et coopération. Les tableaux les comptent toutes. Celles qui sont publiques y sont
    nommées.

## Consent

annual-consent-visits = A. Visites
annual-consent-asked =
    { $opening }, le consentement à une visite a été demandé à des États dans { $given_of ->
        [one] { $given_of } cas
       *[other] { $given_of } cas
    }. Nombre de cas dans lesquels il avait été donné à la date d’arrêté : <given>{ $given ->
        [0] aucun
       *[other] { $given }
    }</given> (<given>{ $given_share } %</given>) ; refusé : <declined>{ $declined ->
        [0] aucun
       *[other] { $declined }
    }</declined> ; demande devenue caduque, l’année de la liste s’étant achevée sans réponse : <lapsed>{ $lapsed ->
        [0] aucun
       *[other] { $lapsed }
    }</lapsed> ; réponse encore attendue : <open>{ $open ->
        [0] aucun
       *[other] { $open }
    }</open>.
annual-consent-none = Aucune demande de consentement à une visite n’est consignée { $within }.
annual-release = B. Communication des évaluations au système des Nations Unies
annual-released =
    { $full_of ->
        [one] De l’évaluation achevée
       *[other] Des { $full_of } évaluations achevées
    } { $within }, <full>{ $full ->
        [0] aucune
       *[other] { $full }
    }</full> (<full>{ $full_share } %</full>) { $full ->
        [0] n’avait été communiquée
        [one] avait été communiquée
       *[other] avaient été communiquées
    } en totalité au système des Nations Unies à la date d’arrêté, et <part>{ $part ->
        [0] aucune
       *[other] { $part }
    }</part> (<part>{ $part_share } %</part>) en partie. Celles qui n’entrent dans aucun de ces groupes n’avaient pas été
    communiquées.
annual-released-none = Aucune évaluation n’a été achevée { $within }, de sorte qu’aucune n’était à communiquer.
annual-wider = C. Consentement à une communication plus large des évaluations
annual-wider-rule =
    Les évaluations sont accessibles au système des Nations Unies, à moins que l’État concerné ne demande qu’elles restent
    confidentielles. Cette communication n’est pas un consentement et n’est pas comptée comme tel. Tout autre destinataire
    ne peut recevoir une évaluation qu’avec le consentement de l’État, après consultation du Comité.
annual-wider-asked =
    { $opening }, ce consentement a été demandé aux États pour <asked>{ $asked ->
        [one] { $asked } évaluation
       *[other] { $asked } évaluations
    }</asked>. À la date d’arrêté, il avait été donné en totalité pour <full>{ $full ->
        [0] aucune
       *[other] { $full }
    }</full>, en partie pour <part>{ $part ->
        [0] aucune
       *[other] { $part }
    }</part> et refusé pour <refused>{ $refused ->
        [0] aucune
       *[other] { $refused }
    }</refused>. Nombre d’évaluations restées sans réponse : <silent>{ $silent ->
        [0] aucune
       *[other] { $silent }
    }</silent>.
annual-wider-none = Aucune demande de ce consentement n’est consignée { $within }.
annual-confidential =
    { $opening }, des États ont demandé que <confidential>{ $confidential ->
        [one] { $confidential } évaluation, ou des parties de celle-ci, reste confidentielle
       *[other] { $confidential } évaluations, ou des parties de celles-ci, restent confidentielles
    }</confidential>.

## Implementation

annual-follow-up = A. Rapports de suivi présentés au Comité
annual-follow-up-none = Aucun rapport sur l’application des recommandations d’une évaluation n’est arrivé à échéance { $within }.
annual-follow-up-due =
    { $opening }, <due>{ $due ->
        [one] { $due } rapport
       *[other] { $due } rapports
    }</due> sur l’application des recommandations d’une évaluation { $due ->
        [one] est arrivé
       *[other] sont arrivés
    } à échéance{ $authority ->
        [none] { "" }
       *[other] , conformément à ce que prévoit { $authority }
    }. La Direction exécutive en a établi <on_time>{ $on_time ->
        [0] aucun
       *[other] { $on_time }
    }</on_time> (<on_time>{ $on_time_share } %</on_time>) à l’échéance au plus tard, telle que connue à la date d’arrêté.
annual-officials =
    { $opening }, la présidence avait invité de hauts responsables de { $attended_of ->
        [one] { $attended_of } État
       *[other] { $attended_of } États
    } à une réunion qui s’est tenue. Nombre d’États dont les responsables y ont participé : <attended>{ $attended ->
        [0] aucun
       *[other] { $attended }
    }</attended> (<attended>{ $attended_share } %</attended>).
annual-status = B. Recommandations évaluées et appliquées
annual-status-none = À la date d’arrêté, aucune recommandation n’était en vigueur.
annual-status-live =
    À la date d’arrêté, { $implemented_of ->
        [one] { $implemented_of } recommandation issue de toutes les évaluations effectuées jusqu’alors était en vigueur : elle n’avait été ni remplacée, ni rendue caduque, ni retirée
       *[other] { $implemented_of } recommandations issues de toutes les évaluations effectuées jusqu’alors étaient en vigueur : elles n’avaient été ni remplacées, ni rendues caduques, ni retirées
    }. Celles que l’État concerné n’accepte pas y sont comprises. La Direction exécutive avait évalué l’application de
    <assessed>{ $assessed ->
        [0] aucune
       *[other] { $assessed }
    }</assessed> d’entre elles (<assessed>{ $assessed_share } %</assessed>) et, selon sa dernière évaluation,
    <implemented>{ $implemented ->
        [0] aucune
       *[other] { $implemented }
    }</implemented> (<implemented>{ $implemented_share } % du total</implemented>) { $implemented ->
        [0] n’était appliquée
        [one] était appliquée
       *[other] étaient appliquées
    }.
annual-status-committee-none = Parmi celles qui sont accessibles aux lecteurs du présent rapport, aucune n’émane du Comité lui-même ; toutes émanent de la Direction exécutive.
annual-status-committee =
    Parmi les { $committee_of } qui sont accessibles aux lecteurs du présent rapport, le Comité en a lui-même formulé
    <committee>{ $committee }</committee>, les autres émanant de la Direction exécutive. Selon la dernière évaluation, nombre de recommandations du Comité qui étaient appliquées :
    <done>{ $done ->
        [0] aucune
       *[other] { $done }
    }</done> (<done>{ $done_share } %</done>).
annual-status-scale =
    Seul ce que la Direction exécutive a évalué est compté ; ce que les États déclarent eux-mêmes ne l’est pas. L’échelle
    (non commencée, en cours, appliquée en partie, appliquée) est propre au présent système, aucune n’ayant été publiée.
annual-by-theme = C. Par thème
annual-by-theme-note =
    Le tableau ci-après compte les recommandations que les lecteurs du présent rapport peuvent voir. Une recommandation
    peut relever de plusieurs thèmes et compte alors dans chacun d’eux, de sorte que la somme des lignes peut dépasser le
    total.
annual-by-region = D. Par région

## Improvements

annual-improved =
    { $improved_of ->
        [one] De la recommandation en vigueur dont l’application avait été évaluée
       *[other] Des { $improved_of } recommandations en vigueur dont l’application avait été évaluée
    } à la fois au { $before } et au { $cut_off }, <improved>{ $improved ->
        [0] aucune
       *[other] { $improved }
    }</improved> (<improved>{ $improved_share } %</improved>) { $improved ->
        [0] n’avait
        [one] avait
       *[other] avaient
    } un meilleur degré d’application à la seconde date. Le chiffre montre que le degré d’application a progressé. Il ne
    montre pas pourquoi.
annual-improved-none =
    Aucune recommandation en vigueur n’avait été évaluée à la fois au { $before } et au { $cut_off }, de sorte qu’aucune
    amélioration ne peut encore être montrée.

## Tables and charts

annual-table-summary = Principaux chiffres au { $cut_off }
annual-table-visits = Visites, par unité de compte, au { $cut_off }
annual-row-missions = Missions
annual-row-visits = Visites
annual-row-visit-components = Composantes des visites
annual-row-states-visited = États visités
annual-table-themes = Recommandations accessibles aux lecteurs du présent rapport, par thème, au { $cut_off }
annual-table-regions = Recommandations accessibles aux lecteurs du présent rapport, par région, au { $cut_off }
annual-cross-cutting = thème transversal
annual-chart-overall = Recommandations en vigueur évaluées et appliquées, au { $cut_off }
annual-chart-overall-words =
    Sur { $implemented_of ->
        [one] { $implemented_of } recommandation en vigueur
       *[other] { $implemented_of } recommandations en vigueur
    }, { $assessed ->
        [0] aucune n’était évaluée
        [one] { $assessed } était évaluée
       *[other] { $assessed } étaient évaluées
    } ({ $assessed_share } %) et { $implemented ->
        [0] aucune n’était appliquée
        [one] { $implemented } était appliquée
       *[other] { $implemented } étaient appliquées
    } ({ $implemented_share } %).
annual-chart-all = Toutes les recommandations en vigueur
annual-chart-themes = Recommandations évaluées et appliquées, par thème, au { $cut_off }
annual-chart-themes-words = Pourcentages du tableau ci-dessus, pour chaque thème qui y figure.
annual-chart-regions = Recommandations évaluées et appliquées, par région, au { $cut_off }
annual-chart-regions-words = Pourcentages du tableau ci-dessus, pour chaque région qui y figure.

## Annexes

annual-method-assessed = Évaluées : un thème ou une région
annual-method-assessed-counts = Comme pour l’ensemble des recommandations en vigueur, parmi celles que les lecteurs peuvent voir.
annual-method-implemented = Appliquées : un thème ou une région
annual-method-implemented-counts = Idem.
annual-method-note =
    Un pourcentage est donné avec une décimale, arrondi au plus proche (la demie vers le haut) à partir de nombres
    entiers ; lorsqu’il n’y a rien dont il puisse être la part, il est indiqué « { none } ». Une correction compte à partir
    du jour où elle a été faite. Une évaluation retirée n’entre plus dans aucun compte à partir de la première date
    d’arrêté qui suit son retrait, tandis que la visite faite pour cette évaluation reste une visite. « Communiqué »
    signifie accessible au système des Nations Unies à la date d’arrêté ; s’agissant d’un besoin d’assistance, à cette
    date ou avant.
