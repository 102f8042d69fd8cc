/// Narrative parts in French. Slots hold whole noun phrases in the form their clause needs.
enum FrenchNarratives {
    static let data = """
        [slot counselNames]
        Me Hélène Garrigues | Me Étienne Vasseur | Me Maïté Duquesnoy | Me François Béranger
        Me Noëlle Le Goff | Me Côme d’Aubrac
        [slot contactNames]
        Mme Solène Lefèvre | M. Benoît Marchetti | Mme Anaïs Thévenot
        [slot deLEcriture]
        de l’assignation | des conclusions en réponse | des conclusions récapitulatives
        de la note en délibéré | du bordereau de pièces | de la requête en référé
        du mémoire en réplique | de la sommation de communiquer
        [slot duContrat]
        du contrat de cession d’actions | du protocole d’accord | du pacte d’actionnaires
        de la lettre d’intention | de la garantie d’actif et de passif
        de la convention de séquestre | du contrat de prestations transitoires
        de l’accord de confidentialité
        [slot surLeGrief]
        sur la prescription de l’action | sur le défaut de conformité des pièces livrées
        sur la compétence du tribunal de commerce | sur l’évaluation du préjudice
        sur la clause limitative de responsabilité | sur la recevabilité des demandes nouvelles
        sur l’obligation de conseil du fournisseur | sur la charge de la preuve
        [slot surLeContrat]
        sur le mécanisme d’ajustement du prix | sur les conditions suspensives
        sur la clause de non-concurrence | sur le plafond de la garantie
        sur le traitement fiscal de l’opération | sur la reprise des contrats de travail
        sur le calendrier de signature | sur la gouvernance de la société cible
        [slot desPieces]
        des procès-verbaux de réception | des échanges de courriels entre les parties
        des factures contestées | des comptes rendus de chantier | des bons de commande
        des relevés de l’expert-comptable | des certificats de conformité
        [slot lesAnnexes]
        des baux commerciaux | des contrats clients significatifs | des registres sociaux
        des comptes annuels certifiés | des polices d’assurance | des titres de propriété
        [litigation]
        L210 A103 rédaction {deLEcriture} et mise à jour de la liste des pièces à communiquer
        L210 A104 examen {deLEcriture} de la société {opp} et analyse des moyens nouveaux
        L120 A102 recherches de jurisprudence {surLeGrief} et rédaction d’une note de synthèse
        L120 A104 analyse de la stratégie procédurale {surLeGrief} après l’audience du {past}
        L310 A104 dépouillement {desPieces} produits par la société {opp}
        L320 A110 classement chronologique {desPieces} en vue de la communication du {future}
        L130 A108 échange avec l’expert judiciaire sur la réunion contradictoire du {future}
        L340 A104 lecture critique du prérapport d’expertise et relevé des points à contester
        L340 A103 rédaction d’un dire à l’expert {surLeGrief}
        L160 A107 entretien téléphonique avec {counsel} au sujet d’une éventuelle transaction
        L160 A103 préparation d’une proposition de protocole transactionnel confidentiel
        L230 A109 assistance à l’audience de mise en état devant la chambre commerciale
        L450 A101 préparation de la plaidoirie {surLeGrief} et sélection des pièces essentielles
        L250 A103 rédaction d’une demande de renvoi motivée par la production tardive de pièces
        L110 A106 entretien avec {contact} pour reconstituer le déroulement des livraisons
        L110 A104 vérification {desPieces} au regard des déclarations de la partie adverse
        L510 A102 étude des chances de succès d’un appel {surLeGrief}
        L210 A107 correspondance avec {counsel} relative à la communication des pièces 12 à {n}
        [transaction]
        P400 A103 rédaction {duContrat} et insertion des observations de {contact}
        P500 A104 relecture {duContrat} transmis par les conseils de la société {opp}
        P500 A107 négociation avec {counsel} {surLeContrat}
        P300 A102 étude juridique {surLeContrat} et note à l’attention de la direction
        P210 A104 audit {lesAnnexes} mis à disposition dans la salle de données
        P220 A102 analyse des conséquences en matière de droits d’enregistrement
        P250 A104 examen des accords collectifs applicables aux salariés de la société {opp}
        P280 A103 rédaction de la section du rapport d’audit consacrée à l’examen {lesAnnexes}
        P600 A101 préparation de la liste des documents à remettre lors de la signature du {future}
        P600 A103 mise au point des procès-verbaux du conseil d’administration
        P500 A105 réunion de travail avec {colleague} {surLeContrat}
        P300 A106 conférence téléphonique avec {contact} {surLeContrat}
        P270 A108 échange avec le greffe sur les formalités de dépôt et de publicité
        P400 A103 adaptation {duContrat} à la suite de la réunion de négociation du {past}
        P700 A103 rédaction des avis aux cocontractants prévus par l’acte signé le {past}
        P260 A104 vérification de la chaîne des droits sur les marques et les dessins déposés
        [common]
        - A106 point d’étape avec {contact} et réponse à ses questions sur le calendrier
        - A106 envoi à {contact} d’un compte rendu détaillé accompagné de nos recommandations
        - A105 réunion interne avec {colleague} afin de répartir les travaux de la semaine
        - A107 appel de {counsel} et rédaction d’une note confirmant les points convenus
        - A104 relecture de la traduction anglaise des pièces destinées au siège
        - A103 rédaction d’un courriel à {counsel} pour clarifier sa lettre du {past}
        - A101 préparation de la réunion du {future} avec {contact}
        - A110 constitution du dossier de travail et contrôle des versions successives
        - A102 vérification des textes en vigueur et de leurs modifications récentes
        - A104 examen de la lettre de {counsel} du {past} et préparation d’une réponse
        - A103 mise à jour de l’échéancier et rappel des délais impératifs au client
        [sentences]
        Une réponse est attendue avant le {future}.
        Le client a donné son accord par courriel du {past}.
        La version définitive sera transmise le {future}.
        Aucune difficulté particulière n’a été relevée à ce stade.
        La partie adverse a demandé un délai supplémentaire jusqu’au {future}.
        [costs]
        E112 4000 32000 Droits de greffe et frais de signification de l’acte à la partie adverse
        E123 18000 140000 Traduction assermentée de pièces contractuelles, du français vers l’anglais
        E107 1800 9500 Envoi par coursier international du dossier de plaidoirie à Strasbourg
        E110 22000 96000 Billet de train et hébergement pour l’audience de mise en état
        """
}
