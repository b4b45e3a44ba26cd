internal import Domain
internal import SQLite

// Domain values that a column stores by their raw value.
extension Instant: Bindable, Column {}
extension Day: Bindable, Column {}
extension Money: Bindable, Column {}
extension Quantity: Bindable, Column {}
extension Share: Bindable, Column {}
extension Measure: Cell {}
extension TaxCategory: Cell {}
extension Client.Kind: Cell {}
extension PayerRole: Cell {}
