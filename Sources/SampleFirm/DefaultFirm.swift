/// The invented people, clients and matters of the default sample, as tables with bars.
enum DefaultFirm {
    /// id | name | class | title
    static let timekeepers = """
        JMW|Judith M. Whitcombe|partner|Partner
        RAC|Rafael A. Castellanos|partner|Partner
        TKO|Theodora K. Oyelaran|partner|Managing Partner
        HLB|Hugh L. Brannigan|partner|Partner
        SPN|Simone P. Nakagawa|partner|Partner
        EMK|Élise Moreau-Katz|counsel|Of Counsel
        DVG|Dov V. Gershon|counsel|Counsel
        AJF|Amelia J. Farquhar|associate|Senior Associate
        NXT|Nathan X. Tremblay|associate|Associate
        PSD|Priya S. Deshmukh|associate|Senior Associate
        CLW|Connor L. Weatherby|associate|Associate
        MIZ|Mirela I. Zografou|associate|Associate
        KHA|Kenji H. Arakawa|associate|Associate
        BRO|Beatriz R. Olmedo|paralegal|Senior Paralegal
        LTS|Lucas T. Sandoval|paralegal|Paralegal
        WGP|Winifred G. Pell|paralegal|Paralegal
        """

    /// name | address lines between semicolons | attorney | statements | currency | tax |
    /// increment | rounding | minimum | terms | reference
    static let clients = """
        Larkmoor Regional Hospital Group|Office of the General Counsel;1400 Infirmary Road;Larkmoor, OH 44999|TKO|consolidated|||15|nearest|15|45|Vendor 400817
        The Vandermolen Family Trust|c/o Cornelia Vandermolen, Trustee;18 Orchard Lane;Rhinewick, NY 12599|HLB|||||||
        Halvard & Penrose Shipping Line plc|Legal Department;3 Lanyard Court;Wapping Wall;London E1W 9ZZ;United Kingdom|RAC|consolidated|GBP|VAT20||||60|PO 88-20417
        Great Basin Millwrights Pension Fund|Board of Trustees;2210 Foundry Street, Suite 400;Carlin Springs, NV 89899|SPN|per-matter|||||||
        Corvexa Biotherapeutics, Inc.|Attn: Accounts Payable;77 Meniscus Way;Brindle Park, MA 02199|SPN|||||||30|PO 4500013377
        Dr. Marisol Echeverría-Quint|9 Tamarack Close;Fenwick Falls, VT 05799|HLB|||||||
        Pinehollow School District No. 12|Business Office;600 Schoolhouse Road;Pinehollow, MN 55999|JMW|consolidated|||6|nearest||45|
        Ostrander Machine & Tool Co.|Attn: Chief Financial Officer;4100 Lathe Avenue;Millbourne, PA 19899|JMW|||||||
        Northquay Property Partners LP|One Northquay Plaza, 22nd Floor;Harbor Point, CT 06899|RAC|consolidated|||||||
        Brightfen Software, Inc.|Attn: Legal;350 Cattail Street;Alderbrook, WA 98999|TKO|||||||30|Vendor BF-1192
        Ateliers Lefèvre-Brüggemann SE|Direction juridique;27, quai des Tanneurs-Neufs;67999 Strasbourg;France|RAC|per-matter|EUR||||||DJ-2026-014
        Ναυτιλιακή Εταιρεία Ασπρονήσι Α.Ε.|Νομική Υπηρεσία;Ακτή Ποσειδωνιάτη 212;185 99 Πειραιάς;Ελλάδα|RAC|||||||60|
        מעיינות־תבור מערכות השקיה בע״מ|המחלקה המשפטית;רחוב החרובית 14;חיפה 3199900;ישראל|TKO|consolidated|||||||
        霧沢精密機器株式会社|法務部御中;〒999-0142;東京都霧沢区若葉町四丁目7番2号;日本国|SPN|per-matter|||||||契約番号 KS-2207
        """

    /// client | name | attorney | area | language | coded | arrangement | budget | opened |
    /// reference | aliases | opponent | subject | volume
    static let matters = """
        1|General regulatory advice|TKO|regulatory|en|y|||2024-02-12|LRH-LEG-0021||the state health department|the outpatient license|
        1|Estate of Brandreth v. Larkmoor Regional, No. 25-cv-03317|JMW|litigation|en|y||250000|2025-03-04|LRH-CLM-7714||Estate of Brandreth|the emergency department records|
        1|Physician practice acquisition (Cedar Fork)|SPN|transaction|en|y|acquisition-phases||2026-03-16|LRH-LEG-0048||Cedar Fork Physicians, P.C.|the Cedar Fork acquisition|
        1|H-1B and permanent residence petitions 2026|TKO|regulatory|en||immigration-flat||2026-05-04|||the service center|the hospitalist petitions|few
        2|Trust administration|HLB|estate|en||||2019-09-30|||the remainder beneficiaries|the residuary trust|
        2|Estate plan of Cornelia Vandermolen|HLB|estate|en||estate-phases||2026-04-20|||the cotrustee|the Rhinewick farm|
        2|Lease of 4 Dock Street|RAC|realEstate|en|y|||2026-02-09|||Tidewrack Chandlery LLC|4 Dock Street|few
        3|Penrose Meridian – cargo claim (Port of Savannah)|RAC|litigation|en|y|||2025-06-17|HP/CL/2291|Meridian|Gulfstrand Commodities Corp.|the cargo of steel coils|
        3|Charter of MV Halvard Tern|RAC|transaction|en|y||40000|2026-01-22|HP/CH/0817||Bellweather Tankers Ltd|the time charter|
        3|Sanctions compliance review|TKO|regulatory|en||||2025-11-03|||the licensing office|the compliance program|
        4|Withdrawal liability – Kestrel Fabricators|SPN|tax|en|y|||2025-08-11|GBM-0107||Kestrel Fabricators, Inc.|the 2025 assessment|
        4|Opinion on plan merger|SPN|tax|en||opinion-agreed-value||2026-07-06|||the actuary of the merging plan|the plan merger|
        4|Infrastructure fund IV investment|SPN|transaction|en|y|||2026-05-18|GBM-0112||Longmere Capital Partners|the commitment to fund IV|
        5|Series C Financing|SPN|transaction|en|y|closing-flat||2026-06-01|||Altiplano Growth Fund II, L.P.|the Series C financing|
        5|Adaptive substrate patent family|TKO|patents|en||||2022-10-05|CVX-IP-004|CVX patents|Nordlys Biologics AS|the '441 application|
        5|Corvexa v. Nordlys Biologics AS, No. 25-cv-1120 (D. Del.)|JMW|litigation|en|y|discount-12-5|900000|2025-09-15|CVX-LIT-001||Nordlys Biologics AS|the '207 patent|
        5|Employment and equity matters|TKO|employment|en|y|||2024-01-08|||a former vice president|the equity plan|
        6|Sale of Fenwick Falls practice|HLB|transaction|en||||2026-06-15|||Green Ridge Dental Partners|the sale of the practice|
        6|Quint v. Quint (interlocutory appeal), Dkt. 2026-114|HLB|litigation|en||||2026-01-30|||Mr. Quint|the property settlement|
        7|Labor and personnel advice|JMW|employment|en||||2018-07-01|PO 2026-0044||the teachers' association|the master contract|
        7|In re J.T. (special education due process)|JMW|litigation|en||||2026-03-27|||the parents of J.T.|the individualized program|
        7|Middle school construction contract|RAC|realEstate|en|y||60000|2026-04-13|||Stonebarrow Builders, Inc.|the middle school addition|
        8|Ostrander v. Calloway Freight, No. 24-cv-0188|JMW|litigation|en|y||1200000|2024-04-02||Calloway|Calloway Freight|the damaged press shipment|trial
        8|Revolving credit facility|SPN|transaction|en|y|||2026-06-22|||Mariner's Commercial Bank|the revolving credit facility|
        8|Wage and hour audit|JMW|employment|en|y|||2026-02-02|||the wage and hour division|the piece-rate plan|
        8|OSHA citation no. 1714402|JMW|regulatory|en||||2026-05-28|||the area director|the press-brake citation|
        9|Northquay Plaza refinancing|RAC|realEstate|en|y|expedited-5||2026-07-13|||Sound Shore Life Insurance Co.|the permanent loan|
        9|Acquisition of 88 Ropewalk|RAC|realEstate|en|y||75000|2026-06-29|||Ropewalk Holdings LLC|88 Ropewalk|
        9|Tidewell Brewing lease dispute|HLB|litigation|en|y|||2025-12-08|||Tidewell Brewing Co.|the taproom lease|
        9|Property tax appeals 2025–26|SPN|tax|en|y|||2025-10-20|||the board of assessment|the plaza assessment|
        10|Commercial contracts (general)|TKO|transaction|en||||2023-05-15|BF-LEGAL-GEN||various customers|the master subscription terms|
        10|Larchmont Analytics, LLC – "data scraping" claim|JMW|litigation|en|y|discount-12-5||2026-04-07|BF-LEGAL-019||Larchmont Analytics, LLC|the scraped listings|
        10|Trademark portfolio|TKO|patents|en||||2023-06-01|||Brightfin Apps Oy|the BRIGHTFEN marks|
        10|Acquisition of Quillpoint, Inc.|SPN|transaction|en|y||350000|2026-07-20|BF-LEGAL-022|Project Heron|Quillpoint, Inc.|the merger with Quillpoint|
        11|Litige Mécanor Industrie – pièces non conformes|RAC|litigation|fr|y|||2025-11-24|CT-77||Mécanor Industrie|les pièces non conformes|
        11|Cession de la filiale Outillage de l’Ill|RAC|transaction|fr||||2026-05-11|AC-12||Financière du Ried|la cession de la filiale|
        11|Lieferstreit Talweg Antriebstechnik GmbH|RAC|litigation|de|y||80000|2026-01-12|ST-41||Talweg Antriebstechnik GmbH|die Antriebswellen|
        11|Beteiligung an der Weißbach Präzisionsguß GmbH|SPN|transaction|de||||2026-06-08|BT-09||Weißbach Präzisionsguß GmbH|die Beteiligung|
        12|Διαιτησία για το Μ/Τ «Ασπρονήσι Αυγή»|RAC|litigation|el|y|||2025-10-06|||Κυκλαδική Ναυλωτική|το ναυλοσύμφωνο|
        12|Χρηματοδότηση αγοράς δύο φορτηγών πλοίων|SPN|transaction|el||||2026-05-25|||Τράπεζα Νοτίου Αιγαίου|η χρηματοδότηση|
        13|תביעה נגד צינורות הגליל־העליון בע״מ|TKO|litigation|he|y|||2025-12-15|||צינורות הגליל־העליון|התביעה|
        13|הסכם רישיון טכנולוגיית טפטוף|TKO|transaction|he|||50000|2026-04-27|||אקוודריפ אמריקה|הרישיון|
        14|東浜電装株式会社に対する損害賠償請求事件|JMW|litigation|ja|y|||2025-09-29|KS-訴-031||東浜電装株式会社|損害賠償請求|
        14|センサー事業の株式取得および特許実施許諾|SPN|transaction|ja||||2026-06-15|KS-契-118||白樺センサー株式会社|株式取得|
        """

    /// Names the generated part of a larger firm is combined from.
    static let givenNames = words(
        """
        Adrian Bettina Caleb Daphne Elias Fiona Gareth Helena Isaac Josephine Kieran Lorena
        Malcolm Nadia Oscar Petra Quentin Rosalind Stefan Tamsin Ulric Vivian Warren Xenia
        Yusuf Zelda Anjali Bogdan Chidi Dolores Emeka Farida Goran Hanako Ibrahim Jelena
        """)
    static let familyNames = words(
        """
        Ashgrove Bellamy Carrow Dunmore Eastlake Farrow Glenister Hartwell Ingram Jessup
        Kirkbride Lomax Marlowe Netherby Orwin Pascoe Quillan Ravenel Stroud Tillotson Umber
        Varga Winslade Yardley Zeller Abara Banerjee Cardoso Demir Eriksen Fuentes Grabowski
        """)
    static let firmNames = words(
        """
        Amberline Birchgate Coldwater Drumlin Elmshade Fallowfield Granite Highmoor Ironbridge
        Juniper Keystone Larkspur Millrace Northfold Oakhurst Pinnacle Quarry Ridgeline Silverton
        Thornbury Underhill Valewood Westering Yarrow Ashford Brackwater Copperfield Dovetail
        """)
    static let trades = words(
        """
        Logistics Foods Robotics Minerals Textiles Insurance Energy Aviation Pharmacy Printing
        Dairy Hotels Systems Timber Marine Optics Packaging Capital Nurseries Instruments
        """)
    static let companyForms = ["Inc.", "LLC", "Corp.", "Co.", "LP", "Partners LLP", "Group, Inc."]
    static let towns = [
        "Millbourne, PA 19899", "Harbor Point, CT 06899", "Alderbrook, WA 98999",
        "Larkmoor, OH 44999", "Carlin Springs, NV 89899", "Rhinewick, NY 12599",
        "Pinehollow, MN 55999", "Brindle Park, MA 02199",
    ]
    static let streets = words("Foundry Lathe Orchard Cattail Ferry Chapel Mercer Depot Summit")

    static func rows(_ table: String) -> [[String]] {
        table.split(separator: "\n").map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private static func words(_ text: String) -> [String] {
        text.split { $0 == " " || $0 == "\n" }.map(String.init)
    }
}
