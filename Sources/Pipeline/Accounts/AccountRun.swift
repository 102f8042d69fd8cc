package import Billing
internal import Composing
internal import Foundation
internal import Grouping
internal import Ledger
internal import Paper

/// `engross statement`: statements of account, from what the ledger says as of a day. It posts
/// nothing.
package struct AccountRun {
    package struct Request: Sendable {
        package var clients: [String]
        package var matters: [String]
        package var date: CivilDate
        package var from: CivilDate?
        /// Every client who owes something, rather than those named.
        package var isAllOpen: Bool

        package init(
            clients: [String] = [], matters: [String] = [], date: CivilDate,
            from: CivilDate? = nil, isAllOpen: Bool = false
        ) {
            self.clients = clients
            self.matters = matters
            self.date = date
            self.from = from
            self.isAllOpen = isAllOpen
        }
    }

    package struct Made: Sendable, Encodable {
        package var client: ClientID
        package var clientName: String
        package var accounts: [ClientAccount]
        package var pages: Int
        package var path: String
        /// Whether a password is needed to open the file.
        package var isProtected: Bool
    }

    package struct Report: Sendable, Encodable {
        package var date: CivilDate
        package var made: [Made] = []
        /// The folder that the paths are relative to; nil where nothing was made.
        package var output: String?
        package var diagnostics: [Diagnostic] = []
    }

    private let workspace: Workspace
    private let output: String

    package init(workspace: Workspace, output: String) {
        self.workspace = workspace
        self.output = URL(fileURLWithPath: output).standardizedFileURL.path
    }

    package func run(_ request: Request) throws(EnvironmentError) -> Report {
        var report = Report(date: request.date)

        // 1. What happened on each account, and what is open of it.
        let payors = try workspace.ledger.read { transaction throws(EnvironmentError) in
            try readPayors(
                named: request.clients, matters: request.matters, through: request.date,
                in: workspace, reading: transaction, reporting: &report.diagnostics)
        }
        let statements = payors.map { statement(for: $0, request) }.filter { statement in
            !request.isAllOpen || statement.accounts.contains { $0.closing.minorUnits > 0 }
        }
        reportEmpty(request, besides: statements, to: &report.diagnostics)

        // 2. A page or more of each, under its name at once: the ledger has no part in it.
        let renderer = Renderer(finder: workspace.templates)
        let protection = Protection(workspace.registers)
        for statement in statements {
            guard statement.accounts.allSatisfy(\.addsUp) else {
                throw EnvironmentError(
                    "make", "the statement of \(statement.head.billTo.name)",
                    "its figures do not add up")
            }
            let template = renderer.template(
                statement.head.template, in: statement.head.language, reporting: &report.diagnostics
            )
            guard let template else { continue }
            let document = composeAccount(statement, in: template.template)
            let file = try renderer.render(document, in: template)
            let path = letterPath(
                statement.head, in: "statements", called: "Statement of account")
            let client = statement.head.billTo.id
            try writeFile(
                try protection.delivered(file.bytes, to: client), to: output + "/" + path)
            report.made.append(
                Made(
                    client: client, clientName: statement.head.billTo.name,
                    accounts: statement.accounts, pages: file.pageCount, path: path,
                    isProtected: try protection.protects(client)))
        }
        try syncFolders(of: report.made.map { output + "/" + $0.path })
        report.diagnostics += renderer.missingCharacters
        if !report.made.isEmpty { report.output = output }
        return report
    }

    private func statement(for payor: Payor, _ request: Request) -> AccountStatement {
        AccountStatement(
            head: workspace.letterHead(to: payor.client, on: request.date),
            letter: workspace.firm.statementLetter, from: request.from,
            accounts: clientAccounts(
                of: payor.events, on: request.date, from: request.from,
                ageing: workspace.firm.ageing))
    }

    /// Whoever is named and has no account would be missed without a word.
    private func reportEmpty(
        _ request: Request, besides statements: [AccountStatement],
        to diagnostics: inout [Diagnostic]
    ) {
        let known = Set(statements.map(\.head.billTo.id.text))
        for client in request.clients
        where !known.contains(client) && !diagnostics.hasErrors {
            diagnostics.append(
                Diagnostic(
                    .warning, .accountEmpty, at: nil,
                    request.isAllOpen
                        ? "client \(client) owes nothing on \(request.date)"
                        : "nothing was billed to client \(client) or paid by \(request.date)",
                    remedy: "it gets no statement; leave it out, or name a later --date"))
        }
    }
}

extension Renderer {
    /// A letter: whatever is set with an invoice's styles and is no statement.
    func render(
        _ document: Document, in template: LoadedTemplate
    ) throws(EnvironmentError) -> RenderedFile {
        try render(document, by: template.invoices, as: .plain)
    }
}
