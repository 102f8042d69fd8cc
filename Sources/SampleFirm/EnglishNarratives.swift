/// Narrative parts in English, for every practice area.
enum EnglishNarratives {
    static let data = """
        [slot counselNames]
        M. Trevanion | D. Okonjo-Hale | S. Lindqvist | P. Abernathy | R. Villaseñor | C. Dunleavy
        J. Marchetti-Boyd | F. Harcastle | N. Sørensen | L. Pemberthy | T. Achebe | B. Kowalczyk
        G. Fontaine | A. Müller-Kent | W. Stradbroke | V. Iyer | E. O'Shaughnessy | K. Halloran
        [slot contactNames]
        Ms. Kessler | Mr. Abiodun | Ms. Thornquist | Mr. Delacroix | Ms. Yamane | Mr. Pruitt
        Ms. Vantongeren | Mr. Holloway | Dr. Basu | Ms. McCready | Mr. Zielinski | Ms. Arrieta
        [slot opponentBrief]
        motion to dismiss | motion for summary judgment | opposition to motion to compel
        motion to strike expert testimony | motion to stay discovery | second amended answer
        cross-motion for sanctions | reply in support of motion to transfer | jury demand
        [slot ourBrief]
        motion for partial summary judgment | motion to compel further responses
        opposition to motion to dismiss | motion in limine no. {n} | trial brief
        motion for protective order | reply memorandum | proposed findings of fact
        joint status report | motion for leave to amend | request for judicial notice
        [slot discoveryPaper]
        first set of interrogatories | second requests for production | requests for admission
        deposition notice under Rule 30(b)(6) | amended initial disclosures | privilege log
        third-party subpoena to the freight broker | supplemental responses to interrogatories
        [slot records]
        dispatch records | board minutes | insurance correspondence | invoices and bills of lading
        internal e-mail of the operations group | maintenance logs | call notes | audit workpapers
        text messages produced from company phones | personnel files | draft agreements
        [slot witness]
        {opp}'s corporate designee | the former plant controller | the warehouse supervisor
        the independent adjuster | {opp}'s damages expert | the regional sales director
        the records custodian | the treating engineer | {contact}
        [slot court]
        the magistrate judge | Judge Ferrante | Judge Abelard | the special master | the mediator
        [slot issue.litigation]
        the statute of limitations defense | personal jurisdiction over {opp}
        the economic loss rule | calculation of lost profits | spoliation of electronic records
        the enforceability of the indemnity clause | comparative fault | prejudgment interest
        the notice provisions of the master agreement | the forum selection clause
        alter ego liability | waiver of the attorney-client privilege | the duty to mitigate
        [slot issue]
        the open questions raised by {opp} | the timetable for the coming month
        the allocation of responsibility between the parties | the proposed next steps
        [litigation]
        L210 A103 draft and revise answer and affirmative defenses to claims by {opp}
        L210 A104 review {opp}'s pleading and outline grounds for response as to {issue}
        L240 A103 draft argument section of {ourBrief} addressing {issue}
        L240 A102 research authority on {issue} for use in {ourBrief}
        L240 A104 analyze {opp}'s {opponentBrief} (Dkt. {dkt}) and list points for reply
        L250 A103 revise {ourBrief} to incorporate comments of {colleague}
        L250 A103 prepare declaration of {witness} in support of {ourBrief}
        L250 A104 cite-check {ourBrief} and conform the table of authorities
        L230 A109 attend telephonic conference before {court} regarding {issue}
        L230 A103 prepare joint report on scheduling and propose deadline of {future}
        L310 A103 prepare {discoveryPaper} directed to {opp}
        L310 A104 review {opp}'s responses to {discoveryPaper} and identify deficiencies
        L310 A107 meet and confer with {counsel} about deficiencies in {discoveryPaper}
        L320 A104 review {records} (batch {n}) for responsiveness and privilege
        L320 A110 organize {records} for production and apply confidentiality designations
        L320 A104 second-level review of documents withheld from {records}
        L330 A101 prepare outline for deposition of {witness} with emphasis on {issue}
        L330 A109 take deposition of {witness}, including preparation of exhibits
        L330 A109 defend deposition of {witness} and debrief afterwards with {contact}
        L330 A104 summarize transcript of deposition of {witness} by page and line
        L340 A108 conference call with consulting expert on methodology for {issue}
        L340 A104 review rebuttal report served by {opp} on {past}
        L130 A108 interview candidate for damages expert and review curriculum vitae
        L350 A103 draft letter brief to {court} on dispute over {records}
        L110 A108 interview {witness} concerning events preceding the dispute with {opp}
        L110 A104 assemble chronology from {records} and note gaps in coverage
        L120 A104 evaluate exposure and settlement range in light of {issue}
        L120 A102 memorandum to file on {issue} after ruling of {past}
        L160 A107 negotiate terms of standstill and tolling with {counsel}
        L160 A103 draft mediation statement with damages appendix
        L160 A109 attend mediation session with {contact} before retired Judge Mayhew
        L190 A106 prepare litigation hold reminder for custodians at the client
        L410 A101 prepare {witness} for direct examination on {issue}
        L420 A103 draft cross-examination outline for {witness}
        L430 A103 prepare proposed jury instructions and verdict form on {issue}
        L440 A110 assemble trial exhibits {n} through 96 and update the joint exhibit list
        L440 A101 prepare demonstrative charts from {records} for opening statement
        L110 A112 travel to and from inspection of {records} held at {opp}'s regional office
        [slot dealPaper]
        purchase agreement | disclosure schedules | escrow agreement | investor rights agreement
        transition services agreement | credit agreement | form of stockholder consent
        side letter | non-competition covenant | bring-down certificate | assignment of contracts
        intercreditor agreement | management incentive plan | voting agreement
        [slot issue.transaction]
        the working capital adjustment | the indemnity basket and cap | the closing conditions
        survival of the representations | the treatment of unvested options | the earn-out
        change-of-control consents | the material adverse effect definition | lien releases
        the anti-dilution formula | the allocation of transfer taxes | protective provisions
        [slot diligence]
        material customer contracts | cap table and option grants | corporate minute books
        real property leases | open-source license inventory | employee benefit plans
        insurance policies | pending claims and litigation summaries | data privacy policies
        [transaction]
        P400 A103 prepare first draft of {dealPaper} for {subject}
        P400 A103 revise {dealPaper} to reflect business terms confirmed by {contact}
        P500 A104 review {counsel}'s markup of {dealPaper} and prepare issues list
        P500 A107 negotiate {issue} with {counsel} on behalf of the client
        P500 A103 turn comments of counsel for {opp} on {dealPaper}
        P500 A105 work through {issue} with {colleague} before call with the other side
        P300 A104 analyze alternatives for {issue} and recommend a position to {contact}
        P300 A102 research Delaware authority bearing on {issue}
        P210 A104 due diligence review of {diligence} in data room (folder {n})
        P210 A103 prepare summary of {diligence} for diligence memorandum
        P220 A105 coordinate with tax group on structure of {subject}
        P240 A104 review title, lien and judgment searches against {opp}
        P250 A104 review {diligence} and flag retention and severance obligations
        P260 A104 confirm chain of title for registered marks and patents of {opp}
        P270 A104 assess antitrust filing thresholds and waiting period for {subject}
        P280 A103 update diligence request list and follow up on missing {diligence}
        P600 A101 prepare closing checklist for {subject} and collect signature pages
        P600 A103 draft officer's certificates, resolutions and {dealPaper}
        P600 A109 attend closing call for {subject} and release signatures from escrow
        P600 A107 coordinate funds flow and payoff letters with {counsel}
        P100 A103 update working group list and timetable for {subject}
        P100 A106 weekly status call with {contact} on {issue} and {diligence}
        P700 A103 prepare post-closing notices required under the {dealPaper}
        P700 A110 assemble closing binder and index of executed documents
        [slot leasePaper]
        ground lease | estoppel certificate | subordination agreement | landlord consent
        construction rider | reciprocal easement agreement | memorandum of lease
        guaranty of lease | purchase and sale contract | assignment of rents
        [slot issue.realEstate]
        the restoration obligation | the exclusive-use covenant | the tenant allowance
        the environmental indemnity | the percentage rent clause | the renewal option
        the zoning variance | the title exceptions | the survey encroachment | parking ratios
        [realEstate]
        P400 A103 draft {leasePaper} for {subject} on the client's form
        P400 A103 revise {leasePaper} to address {issue}
        P500 A104 review {opp}'s comments on {leasePaper} and compare with term sheet
        P500 A107 call with {counsel} to resolve {issue}
        P240 A104 review title commitment, exception documents and {leasePaper}
        P240 A104 compare updated survey with legal description and note {issue}
        P240 A108 follow up with title company on endorsements and {issue}
        P230 A104 review Phase I report and summarize recognized conditions for {contact}
        P230 A106 advise {contact} on further sampling and on {issue}
        P270 A108 call with city planning staff about {issue}
        P270 A104 review code sections on setbacks and height for {subject}
        P300 A104 analyze economics of {issue} over the initial term
        P300 A106 advise {contact} on negotiating position regarding {issue}
        P280 A104 abstract {n} tenant leases affecting {subject}
        P600 A103 prepare closing statement, transfer returns and {leasePaper}
        P600 A107 coordinate escrow deposits and recording order with {counsel}
        P600 A101 prepare closing checklist and confirm satisfaction of contingencies
        P700 A110 obtain recorded copies and update lease abstract for {subject}
        P100 A106 status call with {contact} on open items and {issue}
        P800 A103 calendar option dates and prepare renewal notice under {leasePaper}
        [slot employmentPaper]
        position statement | severance agreement | updated handbook | non-solicitation covenant
        response to agency request for information | final written warning | offer letter
        accommodation letter | wage statement template | investigation report
        [slot issue.employment]
        classification of field supervisors | the interactive process | the overtime exemption
        the retaliation claim | comparator evidence | the seniority provision | back pay exposure
        the arbitration program | leave entitlement | the legitimacy of the business reason
        [employment]
        L110 A108 interview supervisor and two coworkers about {issue}
        L110 A104 review personnel file and payroll data bearing on {issue}
        L120 A106 advise {contact} on {issue} and on risk of termination before {future}
        L120 A102 research recent decisions concerning {issue}
        L120 A103 memorandum to {contact} assessing {issue}
        L210 A103 draft {employmentPaper} in the matter of {opp}
        L210 A104 review charge filed by {opp} and identify response deadline
        L210 A103 revise {employmentPaper} after discussion with {colleague}
        L310 A103 prepare document requests to {opp} on mitigation and later employment
        L310 A104 review text messages and calendar entries produced by {opp}
        L320 A110 collect and number policies and training records on {issue}
        L330 A101 prepare human resources director for deposition on {issue}
        L330 A109 take deposition of {opp}, first session
        L160 A107 exchange settlement proposals with {counsel}
        L160 A103 draft release and {employmentPaper} with revocation period
        L160 A109 attend agency mediation with {contact}
        L240 A103 draft statement of undisputed facts on {issue}
        L230 A109 attend scheduling conference and report to {contact}
        L190 A106 train managers on {issue} and answer follow-up questions
        L250 A103 draft opposition to motion for conditional certification
        [slot patentPaper]
        response to office action | continuation application | claim charts | inventor declaration
        license agreement | petition for review | information disclosure statement
        freedom-to-operate opinion | assignment recordation | appeal brief
        [slot issue.patents]
        the obviousness rejection | written description support | the priority date
        the means-plus-function limitations | inventorship | the prior public use
        the term "adaptive substrate" | enablement across the claimed range | double patenting
        [patents]
        P260 A103 draft {patentPaper} for {subject}
        P260 A104 review cited references and compare with claims 1–{n}
        P260 A106 call with inventors on {issue} and available test data
        P300 A102 research recent appellate decisions on {issue}
        P300 A104 analyze {opp}'s portfolio for potential conflict over {issue}
        P400 A103 revise claims and specification of {subject} to address {issue}
        P400 A103 prepare drawings instructions and {patentPaper}
        P500 A108 interview with examiner concerning {issue}
        P500 A103 prepare amendment after final and remarks on {issue}
        P500 A107 discuss cross-license of {subject} with {counsel}
        P200 A104 review invention disclosure no. {n} and docket bar date
        P200 A104 review prior art search results on {subject}
        P600 A103 finalize and file {patentPaper} and confirm receipt
        P800 A110 review annuity schedule and obtain instructions from {contact}
        P280 A104 prepare claim charts comparing {subject} with {opp}'s device
        P400 A105 conference with {colleague} on scope of independent claims
        P270 A104 assess export classification of technical data for {subject}
        P800 A108 instruct foreign associates on national phase entry by {future}
        [slot taxPaper]
        ruling request | protest letter | basis study | opinion letter | transfer pricing report
        response to information document request | refund claim | plan amendment
        [slot issue.tax]
        the unrelated business income rules | the step-transaction doctrine | state nexus
        the characterization of the exit fee | withholding on foreign partners
        the prohibited transaction exemption | withdrawal liability | the consolidated return rules
        the economic substance requirement | the minimum funding standard
        [tax]
        C100 A104 review returns and workpapers for years under examination
        C100 A106 gather facts from {contact} on {issue}
        C100 A104 review actuarial valuation and plan document for {subject}
        C200 A102 research regulations and rulings under § 482 and on {issue}
        C200 A102 review legislative history bearing on {issue}
        C200 A102 survey state authorities concerning {issue}
        C300 A103 draft {taxPaper} addressing {issue}
        C300 A104 analyze alternatives for {subject} and model their effect
        C300 A103 revise {taxPaper} after comments of {colleague}
        C300 A106 advise {contact} on {issue} and on estimated exposure
        C300 A103 prepare slides for trustees on {issue}
        C400 A108 call with revenue agent regarding {issue}
        C400 A108 conference with actuary on assumptions behind {subject}
        C400 A103 letter to {opp} enclosing {taxPaper}
        C400 A109 attend meeting of the trustees on {subject}
        C300 A104 review draft financial statement disclosure of {issue}
        C100 A110 assemble documents for response due {future}
        [slot estatePaper]
        revocable trust amendment | pour-over will | inventory and account | receipt and release
        family limited partnership agreement | health care proxy | notice of proposed action
        petition for instructions | gift tax return schedule | deed to trustees
        [slot issue.estate]
        the spendthrift provision | generation-skipping exemption | valuation discounts
        the successor trustee clause | the elective share | the interests of minor beneficiaries
        distribution of tangible property | the power of appointment
        [estate]
        C100 A106 meet with {contact} on family circumstances and {issue}
        C100 A104 review prior instruments and schedule of assets
        C100 A108 obtain account statements and date-of-death values from custodian
        C200 A102 research {issue} under the law of the situs
        C200 A102 review authorities on construction of {estatePaper}
        C300 A103 draft {estatePaper} with alternative language on {issue}
        C300 A103 revise {estatePaper} following call with {contact}
        C300 A104 compare tax effect of alternatives for {issue}
        C300 A106 explain {issue} to {contact} and answer questions
        C300 A103 prepare diagram of proposed distributions for {subject}
        C400 A107 call with {counsel}, representing {opp}, on {issue}
        C400 A108 correspondence with appraiser on valuation of {subject}
        C400 A109 supervise execution of {estatePaper}
        C400 A108 file {estatePaper} with the surrogate and confirm acceptance
        C100 A110 index original documents and prepare vault receipt
        C400 A106 report to beneficiaries on administration of {subject}
        [slot agencyPaper]
        comment letter | license renewal application | corrective action plan | visa petition
        response to request for evidence | compliance manual | self-disclosure | labor attestation
        notice of change of control | grant assurance
        [slot issue.regulatory]
        the safe harbor | recordkeeping duties | the specialty occupation standard
        the physician ownership restriction | sanctions screening | the reporting threshold
        patient data access | the prevailing wage determination | conditions of the permit
        [regulatory]
        C100 A104 review client's records relevant to {issue}
        C100 A106 interview {contact} and department heads about {issue}
        C200 A102 research guidance of the agency on {issue}
        C200 A104 review proposed rule and summarize effect on {issue}
        C300 A103 draft {agencyPaper} for {subject}
        C300 A103 revise {agencyPaper} and assemble exhibits A through J
        C300 A106 advise {contact} on the bearing of {issue} on {subject}
        C300 A104 evaluate enforcement risk connected with {issue}
        C400 A108 call with {opp} staff concerning {agencyPaper}
        C400 A108 follow up with {opp} on status of {subject}
        C400 A109 attend meeting with {opp} and report to {contact}
        C400 A103 file {agencyPaper} and confirm docketing
        C100 A110 prepare document checklist and tracker for {subject}
        C300 A103 prepare training outline on {issue} for client staff
        C200 A102 compare state requirements on {issue}
        C300 A105 discuss {issue} with {colleague} and settle recommendation
        [common]
        - A106 telephone conference with {contact} regarding {issue}
        - A106 e-mail to {contact} summarizing developments since {past}
        - A106 prepare written update for {contact} with recommendation on {issue}
        - A105 confer with {colleague} about {issue} and division of work
        - A105 strategy meeting with {colleague} and {colleague} on {issue}
        - A105 brief {colleague} on assignment due {future}
        - A107 exchange of e-mails with {counsel} regarding {issue}
        - A107 telephone call with {counsel} to discuss extension to {future}
        - A107 letter to {counsel} responding to correspondence of {past}
        - A104 review correspondence from {counsel} dated {past} and consider response
        - A104 review materials forwarded by {contact} and note follow-up items
        - A102 targeted research on {issue} and short note of results
        - A101 prepare agenda and talking points for call with {contact} on {future}
        - A101 prepare for meeting of {future} by reviewing file on {issue}
        - A110 update matter calendar, index and working folder for {subject}
        - A103 outline memorandum on {issue} for discussion with {colleague}
        - A103 proofread and finalize papers due {future}
        - A108 call with outside vendor on logistics and follow-up e-mail
        [sentences]
        Response requested by {future}.
        {contact} approved the approach on {past}.
        Awaiting comments from {counsel}.
        No further action required at this time.
        Draft circulated to the working group.
        [awkward]
        - A104 review Dkt. {dkt} & Dkt. 3{n} in No. 24-cv-0188 (S.D.) & related filings
        - A104 review markup in which all <b>bold</b> text marks changes & <i>italics</i> comments
        - A103 revise ¶¶ 14–{n} of agreement — "Confidential Information" — per {contact}
        - A102 research 28 U.S.C. § 1404(a) and § 1406 transfer; see also 42 U.S.C. § 1983
        - A103 replace template field "{{name}}" left in draft letter to {counsel}
        - A103 correct merge fields {{client.name}} & {{matter.number}} in closing letters
        - A106 call with {contact} re € 45.000,00 deposit vs. £38,500 quoted by {opp}
        - A107 call with Zoë Châtelain-Núñez and Łukasz Wójcik on behalf of {opp}
        - A103 dictate note to file:⏎1) {opp} to revert by {future};⏎2) {contact} to confirm
        - A104 =SUM(B2:B14) does not tie to schedule; reconcile damages spreadsheet with {contact}
        - A104 review e-mail "RE: FW: Your “final” offer" from {counsel} and advise on reply
        - A104 review O'Dwyer & Sons' 50 % discount claim @ $1,200/unit; e-mail re: same
        - A103 draft release; "and/or" language <deleted>; carve-out for §§ 3.2(a)–(c) claims
        - A105 conf. w/ {colleague} re 100% owner's position; "if/then" tree <draft #{n}>
        - A104 review C:\\Closing\\v{n}\\final_FINAL.docx and the *executed* copy; note _differences_
        - A106 explain to {contact} that 5 < x ≤ 10 in the price formula, with Δ = ±2.5 %
        [costs]
        E101 240 18500 Photocopies of production set and index, {n} binders in all
        E102 4500 96000 Outside color printing of demonstrative boards, {n} copies
        E105 85 4200 Conference call service for all-hands call of {past}
        E106 900 38000 Online legal research charges, research on {subject}
        E107 1450 9800 Overnight courier of original documents to {counsel}
        E107 1800 6500 Messenger delivery of courtesy copies to chambers on {past}
        E108 85 3200 Certified mail, return receipt requested, notice to {opp}
        E109 1100 8400 Taxi fares to and from meeting with {contact} on {past}
        E110 18500 142000 Airfare and one night's lodging for meeting held {past}
        E111 1800 24000 Working lunch for {n} participants at meeting of {past}
        E112 40200 60500 Court filing fee paid to clerk for filing of {past}
        E113 6500 22000 Process server, service of subpoena upon records custodian
        E114 4000 16500 Statutory witness fee and mileage, appearance of {past}
        E115 38000 265000 Certified deposition transcript with exhibits, session of {past}
        E118 25000 310000 Electronic document hosting, {n} gigabytes, monthly charge
        E119 120000 400000 Consulting expert, professional services through {past}
        E123 12000 180000 Translation and certification of foreign records, {n} pages
        E124 1500 45000 Certified copies of public records, county clerk, {n} documents
        """
}
