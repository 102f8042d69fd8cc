internal import Billing

/// Matters of one statement that make different offers for prompt payment.
func offersThatDiffer(on statements: [Statement], in workspace: Workspace) -> [Diagnostic] {
    let registers = workspace.registers
    return statements.compactMap { statement in
        let ids = statement.matterIDs
        guard registers.promptPayment(ofAll: ids, in: workspace.firm).differ else { return nil }
        return Diagnostic(
            .warning, .offerDiffers, at: registers.clients[statement.billTo.id]?.place,
            "the matters \(ids.map(\.text).joined(separator: ", ")) are on one invoice and offer "
                + "different discounts for prompt payment",
            remedy: "the invoice offers none; write the same prompt-payment: into their "
                + "arrangements, or bill them one by one")
    }
}
