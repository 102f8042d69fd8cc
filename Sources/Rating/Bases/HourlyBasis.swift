internal import Billing

/// Hourly: each entry at its billed hours times its rate, as priced.
func chargeHourly(_ priced: [Charge], to rated: inout RatedMatter) {
    rated.charges = priced
}
