internal import Billing
internal import PDFArchive

/// Whose files only who knows a password opens. The client's row in clients.csv says so whenever a file
/// is written; the ledger keeps neither passwords nor protected bytes, and what it keeps the digest of,
/// renders again and compares are the bytes without protection.
struct Protection: Sendable {
    private let clients: Register<Client>

    init(_ registers: Registers) {
        clients = registers.clients
    }

    /// The bytes as they leave the firm. Pro formas do not leave it.
    func delivered(
        _ bytes: [UInt8], of statement: Statement
    ) throws(EnvironmentError) -> [UInt8] {
        statement.kind == .proforma ? bytes : try delivered(bytes, to: statement.billTo.id)
    }

    func delivered(_ bytes: [UInt8], to client: ClientID) throws(EnvironmentError) -> [UInt8] {
        guard let password = try password(of: client) else { return bytes }
        do {
            return try protected(bytes, by: password.text)
        } catch {
            throw EnvironmentError(
                "protect", "a file of client \(client)", String(describing: error))
        }
    }

    func protects(_ statement: Statement) throws(EnvironmentError) -> Bool {
        statement.kind == .proforma ? false : try protects(statement.billTo.id)
    }

    func protects(_ client: ClientID) throws(EnvironmentError) -> Bool {
        try password(of: client) != nil
    }

    /// Of a client without a row nobody knows whether it has one.
    private func password(of client: ClientID) throws(EnvironmentError) -> FilePassword? {
        guard let known = clients[client] else {
            throw EnvironmentError(
                "protect", "a file of client \(client)",
                "the client is not in clients.csv, which says whether its files have a password",
                remedy: "put its row back")
        }
        return known.pdfPassword
    }
}
