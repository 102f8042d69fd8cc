/// What other programs call the columns of a register.
///
/// Names are written as they are compared: small letters and digits alone, with `no` for `#`. Of
/// several columns for one thing the first listed that says something counts.
struct ImportVocabulary<Column: RegisterColumn> {
    /// Besides these every column of the register is known by its own name.
    var names: [Column: [String]]
    /// The column that a person's first, middle and last name make up where it is blank.
    var person: Column
    /// What stands before `first name` and its like: `client` in a list of matters.
    var personPrefixes = [""]
    /// Columns that hold another name by which the row is known.
    var otherNames: [String] = []
    /// The register's columns of address lines.
    var address: [Column] = []
    /// The columns that a list must have: one of these groups.
    var needed: [[Column]]
    /// What else may be done where a column is missing.
    var otherRemedy = ""

    func names(of column: Column) -> [String] {
        let own = comparedHeader(column.rawValue)
        let others = names[column] ?? []
        return others.contains(own) ? others : others + [own]
    }
}

/// A column name as the vocabulary has it: `Client No.` is `clientno`, and so is `Client #`.
func comparedHeader(_ name: String) -> String {
    var compared = String.UnicodeScalarView()
    for scalar in folded(name).unicodeScalars {
        if scalar == "#" { compared.append(contentsOf: "no".unicodeScalars) }
        let isKept = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        if isKept { compared.append(scalar) }
    }
    return String(compared)
}

/// The parts of an address, as programs call them behind a word for what the address is for.
enum AddressVocabulary {
    /// Where a file has several addresses, the first of these that has a street or a city is taken.
    static let prefixes = [
        "", "billing", "billto", "billingaddress", "mailing", "mailingaddress", "primary",
        "primaryaddress", "business", "work", "office", "main", "po", "client", "customer",
        "contact", "company", "home",
    ]

    static func line(_ number: Int) -> [String] {
        let numbered = ["address", "addressline", "street", "streetaddress", "line", ""].map {
            "\($0)\(number)"
        }
        return number > 1 ? numbered : ["street", "streetaddress", "address"] + numbered
    }

    static let city = ["city", "town", "citytown"]
    static let state = ["state", "stateprovince", "province", "stateregion", "region"]
    static let zip = [
        "zip", "zipcode", "postalcode", "postcode", "zippostalcode", "postalzip", "zippostcode",
    ]
    static let country = ["country", "countryregion"]
}

protocol ImportColumn: RegisterColumn {
    static var vocabulary: ImportVocabulary<Self> { get }
    /// What the cells of this column hold, where that can be said in more than one way.
    var importedValue: ImportedValue { get }
    /// Whether no report quotes the cells.
    var isSecret: Bool { get }
}

extension ImportColumn {
    var isSecret: Bool { false }
}

enum ImportedValue {
    case text, word, client, matter, timekeeper, date, amount, currency, aliases
}

extension ClientColumn: ImportColumn {
    static let vocabulary = ImportVocabulary<ClientColumn>(
        names: [
            .id: [
                "clientid", "clientno", "clientnumber", "clientcode", "customerid", "customerno",
                "customernumber", "customercode", "accountno", "accountnumber", "displaynumber",
                "contactno", "contactnumber", "no", "number", "code",
            ],
            .name: [
                "name", "clientname", "client", "customerfullname", "customername", "customer",
                "displayname", "contactname", "fullname", "companyname", "company", "organization",
                "organisation", "organizationname",
            ],
            .attorney: [
                "billingattorney", "responsibleattorney", "billinglawyer", "responsiblelawyer",
                "billingtimekeeper", "responsible", "partner", "lawyer",
            ],
            .currency: ["currencycode", "billingcurrency"],
            .tax: ["taxcode"],
            .termsDays: ["termsdays", "paymentterms", "paymenttermsdays", "terms", "netdays"],
            .reference: ["clientreference", "ponumber", "pono", "vendornumber", "vendorid"],
            .aliases: [
                "alias", "othernames", "alsoknownas", "aka", "dba", "shortname", "nickname",
            ],
        ],
        person: .name, address: ClientColumn.address, needed: [[.id], [.name]])

    var importedValue: ImportedValue {
        switch self {
        case .attorney: .timekeeper
        case .statements, .increment, .rounding, .roundedPer: .word
        case .currency: .currency
        case .aliases: .aliases
        default: .text
        }
    }

    var isSecret: Bool { self == .pdfPassword }
}

extension MatterColumn: ImportColumn {
    static let vocabulary = ImportVocabulary<MatterColumn>(
        names: [
            .id: [
                "matterid", "matterno", "matternumber", "mattercode", "customnumber",
                "displaynumber", "caseid", "caseno", "casenumber", "filenumber", "fileno",
                "projectid", "projectno", "projectnumber", "projectcode", "no", "number", "code",
            ],
            .client: [
                "clientid", "clientno", "clientnumber", "clientcode", "client", "clientname",
                "clientcompanyname", "customerid", "customernumber", "customer", "customername",
                "contact", "company", "companyname",
            ],
            .name: [
                "name", "mattername", "mattertitle", "matterdescription", "casename", "casetitle",
                "projectname", "caption", "title", "description", "matter", "case", "project",
            ],
            .attorney: [
                "billingattorney", "responsibleattorney", "billinglawyer", "responsiblelawyer",
                "billingtimekeeper", "leadattorney", "responsible", "lawyer",
            ],
            .arrangement: ["feearrangement", "billingmethod", "billingtype", "feetype"],
            .budget: ["budgetamount", "feebudget"],
            .opened: ["opendate", "dateopened", "openingdate", "openedon", "startdate"],
            .closed: ["closedate", "dateclosed", "closingdate", "closedon", "enddate"],
            .reference: [
                "clientreference", "clientmatternumber", "claimnumber", "claimno", "ponumber",
                "pono",
            ],
            .aliases: ["alias", "othernames", "shortname"],
        ],
        person: .client, personPrefixes: ["client"], needed: [[.id], [.client, .name]])

    var importedValue: ImportedValue {
        switch self {
        case .client: .client
        case .attorney: .timekeeper
        case .increment, .rounding, .roundedPer: .word
        case .budget, .cap, .flatFee, .blendedRate: .amount
        case .opened, .closed, .flatFeeDue: .date
        case .aliases: .aliases
        default: .text
        }
    }
}

extension TimekeeperColumn: ImportColumn {
    static let vocabulary = ImportVocabulary<TimekeeperColumn>(
        names: [
            .id: [
                "timekeeperid", "timekeeperno", "timekeepernumber", "timekeepercode", "initials",
                "employeeid", "employeeno", "employeenumber", "staffnumber", "staffid", "userid",
                "no", "number", "code",
            ],
            .name: [
                "name", "timekeepername", "timekeeper", "fullname", "employeename", "employee",
                "staffname", "staff", "displayname", "user", "attorney", "lawyer",
            ],
            .class: ["rateclass", "timekeeperclass", "level", "timekeeperlevel", "classification"],
            .title: ["jobtitle", "position", "role"],
            .aliases: ["alias", "othernames", "nickname"],
        ],
        person: .name,
        otherNames: [
            "email", "emailaddress", "mainemail", "primaryemail", "workemail", "username",
        ],
        needed: [[.id], [.name]])

    var importedValue: ImportedValue { self == .aliases ? .aliases : .text }
}

extension RateColumn: ImportColumn {
    static let vocabulary = ImportVocabulary<RateColumn>(
        names: [
            .effective: [
                "effectivedate", "effectivefrom", "effectiveon", "validfrom", "startdate", "from",
                "since", "date",
            ],
            .until: ["effectiveuntil", "effectiveto", "validuntil", "validto", "enddate", "to"],
            .client: ["clientid", "clientno", "clientnumber", "clientname", "customer"],
            .matter: [
                "matterid", "matterno", "matternumber", "mattername", "project", "projectcode",
            ],
            .timekeeper: [
                "timekeeperid", "timekeeperno", "timekeepernumber", "initials", "employeeid",
                "employeenumber", "userid", "timekeepername", "user", "username", "employee",
                "employeename", "attorney", "lawyer", "staff", "name", "fullname", "email",
                "emailaddress",
            ],
            .class: ["rateclass", "timekeeperclass", "level", "timekeeperlevel", "classification"],
            .task: ["taskcode"],
            .activity: ["activitycode"],
            .rate: [
                "billingrate", "hourlyrate", "defaultrate", "standardrate", "billablerate",
                "rateperhour", "perhour", "price", "amount",
            ],
            .currency: ["currencycode"],
        ],
        person: .timekeeper, needed: [[.effective, .rate]],
        otherRemedy: "; or say from when the rates hold, like --effective 2026-01-01")

    var importedValue: ImportedValue {
        switch self {
        case .effective, .until: .date
        case .client: .client
        case .matter: .matter
        case .timekeeper: .timekeeper
        case .rate: .amount
        case .currency: .currency
        default: .text
        }
    }
}
