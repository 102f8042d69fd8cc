/// Narrative parts in German. Slots hold whole noun phrases in the case their clause needs.
enum GermanNarratives {
    static let data = """
        [slot counselNames]
        Rechtsanwältin Dr. Weiß | Rechtsanwalt Jörg Kühnel | Rechtsanwältin Übelacker
        Rechtsanwalt Dr. Großmann | Rechtsanwältin Sabine Hößl
        [slot contactNames]
        Frau Brüggemann | Frau Dr. Kißling | Frau Annegret Schäfer
        [slot desSchriftsatzes]
        der Klageschrift | der Klageerwiderung | der Replik | des Beweisantrags
        der Berufungsbegründung | des Schriftsatzes zur Zuständigkeit | der Streitverkündung
        der Stellungnahme zum Sachverständigengutachten
        [slot desVertrags]
        des Anteilskaufvertrags | der Gesellschaftervereinbarung | der Absichtserklärung
        des Geschäftsführerdienstvertrags | der Garantievereinbarung | des Treuhandvertrags
        der Vertraulichkeitsvereinbarung | des Rahmenliefervertrags
        [slot zurStreitfrage]
        zur Verjährung der Gewährleistungsansprüche | zur internationalen Zuständigkeit
        zur Wirksamkeit der Haftungsbeschränkung | zur Höhe des entgangenen Gewinns
        zur Rügeobliegenheit nach § 377 HGB | zur Beweislast für den Mangel
        zur Einbeziehung der Allgemeinen Geschäftsbedingungen | zum Zurückbehaltungsrecht
        [slot zurVertragsfrage]
        zur Kaufpreisanpassung | zu den Vollzugsbedingungen | zum Wettbewerbsverbot
        zur Haftungshöchstgrenze | zur Freistellung von Steuerrisiken
        zu den Zustimmungserfordernissen der Banken | zum Zeitplan der Unterzeichnung
        zur Behandlung der Gesellschafterdarlehen
        [slot derUnterlagen]
        der Abnahmeprotokolle | der Lieferscheine | der Prüfberichte | der Besprechungsnotizen
        der gewechselten E-Mails | der Rechnungen aus dem Vorjahr | der Maßblätter
        [slot derDatenraumunterlagen]
        der wesentlichen Kundenverträge | der Mietverträge | der Jahresabschlüsse
        der Arbeitsverträge der Führungskräfte | der Versicherungspolicen
        der Schutzrechtsübersicht | der Fördermittelbescheide
        [litigation]
        L210 A103 Entwurf {desSchriftsatzes} und Zusammenstellung der Anlagen
        L210 A104 Prüfung {desSchriftsatzes} der {opp} und Vermerk zu den neuen Angriffsmitteln
        L120 A102 Auswertung der Rechtsprechung {zurStreitfrage}
        L120 A104 Überarbeitung der Prozessstrategie nach dem Hinweisbeschluss vom {past}
        L310 A104 Durchsicht {derUnterlagen} der {opp} auf Widersprüche zum bisherigen Vortrag
        L320 A110 Ordnen {derUnterlagen} für das Anlagenkonvolut K {n}
        L130 A108 Telefonat mit dem Sachverständigen über die Ergebnisse des Ortstermins
        L340 A104 Auswertung des Gutachtens und Formulierung von Ergänzungsfragen
        L160 A107 Vergleichsgespräch mit {counsel} über eine Abgeltung sämtlicher Ansprüche
        L160 A103 Entwurf eines Vergleichsvorschlags mit Widerrufsvorbehalt bis zum {future}
        L230 A109 Wahrnehmung der Güteverhandlung vor der Kammer für Handelssachen
        L450 A101 Vorbereitung der mündlichen Verhandlung, insbesondere {zurStreitfrage}
        L250 A103 begründeter Antrag auf Fristverlängerung bis zum {future}
        L110 A106 Besprechung mit {contact} über den Ablauf der Lieferungen
        L110 A104 Abgleich {derUnterlagen} mit den Angaben der Zeugen
        L410 A101 Vorbereitung der Vernehmung zweier Zeugen aus der Qualitätssicherung
        L510 A102 Prüfung der Erfolgsaussichten einer Berufung {zurStreitfrage}
        L250 A103 Stellungnahme {zurStreitfrage} auf die gerichtliche Verfügung vom {past}
        [transaction]
        P400 A103 Entwurf {desVertrags} unter Berücksichtigung der Anmerkungen der Mandantin
        P500 A104 Durchsicht {desVertrags} in der von {counsel} übersandten Fassung
        P500 A107 Verhandlung mit {counsel} {zurVertragsfrage}
        P300 A102 gutachterliche Stellungnahme {zurVertragsfrage}
        P210 A104 Prüfung {derDatenraumunterlagen} im virtuellen Datenraum der {opp}
        P220 A102 Prüfung der Grunderwerbsteuer und der Verlustvorträge der {opp}
        P250 A104 Durchsicht der Betriebsvereinbarungen und der Versorgungszusagen
        P280 A103 Berichtsteil zur Auswertung {derDatenraumunterlagen}
        P600 A101 Abstimmung der Vollzugsliste und der Vollmachten mit dem Notariat
        P600 A103 Vorbereitung der Gesellschafterbeschlüsse für den Vollzug am {future}
        P300 A106 Telefonkonferenz mit {contact} {zurVertragsfrage}
        P270 A102 Prüfung der Anmeldepflicht beim Bundeskartellamt
        P400 A103 Anpassung {desVertrags} nach der Verhandlungsrunde vom {past}
        P700 A108 Veranlassung der Handelsregisteranmeldung und Prüfung der Gesellschafterliste
        P260 A104 Prüfung der Inhaberschaft an Marken und Gebrauchsmustern der {opp}
        P500 A103 Erstellung einer Übersicht der offenen Punkte {zurVertragsfrage}
        [common]
        - A106 Sachstandsbericht an {contact} mit einer Empfehlung zum weiteren Vorgehen
        - A105 interne Abstimmung mit {colleague} über die Aufteilung der Arbeiten
        - A107 Telefonat mit {counsel} und Bestätigung der besprochenen Punkte per E-Mail
        - A104 Durchsicht der englischen Übersetzung der Anlagen auf fachliche Richtigkeit
        - A103 Schreiben an {counsel} in Erwiderung auf die Nachricht vom {past}
        - A101 Vorbereitung der Besprechung mit {contact} am {future}
        - A110 Aktualisierung der Akte und Abgleich der verschiedenen Fassungen
        - A106 Beantwortung der Rückfragen von {contact} zu Kosten und Zeitplan
        - A102 Überprüfung der maßgeblichen Vorschriften auf jüngste Änderungen
        - A104 Auswertung des Schreibens von {counsel} vom {past}
        - A103 Fristenübersicht für die Rechtsabteilung mit Erläuterung der nächsten Schritte
        [sentences]
        Die Gegenseite hat um Antwort bis zum {future} gebeten.
        Die Mandantin hat dem Vorgehen am {past} zugestimmt.
        Die überarbeitete Fassung wird am {future} versandt.
        Weitere Unterlagen wurden bei der Mandantin angefordert.
        Besondere Risiken haben sich dabei nicht gezeigt.
        [costs]
        E112 6000 48000 Gerichtskostenvorschuss und Zustellungsauslagen für die Klageerweiterung
        E123 15000 120000 Beglaubigte Übersetzung der Vertragsanlagen aus dem Deutschen ins Englische
        E107 1500 8200 Kurierversand der Originalurkunden an das Notariat in Karlsruhe
        E110 18000 88000 Reisekosten zum Verhandlungstermin einschließlich einer Übernachtung
        """
}
