internal import Billing

/// Percentage adjustment: an agreed share of the fee so far, added or taken off, with its reason.
/// Rounded half up once.
func apply(_ adjustment: PercentAdjustment, to rated: inout RatedMatter) {
    let base = rated.fees
    guard !base.isZero else { return }
    rated.items.append(
        FeeItem(
            kind: .adjustment, description: adjustment.reason,
            arithmetic: .percent(adjustment.percent, of: base),
            amount: base.times(adjustment.percent)))
}
