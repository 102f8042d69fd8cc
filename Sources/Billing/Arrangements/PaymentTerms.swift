/// How statements of a matter are paid, whatever they come to.
package struct PaymentTerms: Sendable, Equatable {
    /// Nil where nothing was agreed about an advance.
    package var retainer: RetainerTerms?
    /// Nil where the firm's own holds.
    package var promptPayment: PromptPaymentRule?

    package init(retainer: RetainerTerms? = nil, promptPayment: PromptPaymentRule? = nil) {
        self.retainer = retainer
        self.promptPayment = promptPayment
    }
}

extension Registers {
    package func paymentTerms(of matter: Matter) -> PaymentTerms {
        arrangement(of: matter)?.payment ?? PaymentTerms()
    }
}
