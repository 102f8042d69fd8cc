internal import Billing

/// Percentage adjustment: an agreed share of the fee so far, added or taken off, with its reason.
/// Rounded half up once.
extension FeeUnderway {
    mutating func apply(_ adjustment: PercentAdjustment) {
        guard !fee.isZero else { return }
        let share = WorkingStep.percent(.share, adjustment.percent, of: fee)
        items.append(
            FeeItem(
                kind: .adjustment, description: adjustment.reason, working: [share],
                amount: share.money ?? fee))
    }
}
