internal import Domain
internal import SQLite

extension WorkOrder.Kind: Bindable, Column {}
extension WorkOrder.Status: Bindable, Column {}
extension WorkOrder.SignedHow: Bindable, Column {}
extension WorkOrder.OldParts: Bindable, Column {}
extension WorkOrder.OldPartsOutcome: Bindable, Column {}
extension WorkOrder.StandingInstruction: Bindable, Column {}
extension WorkOrder.PartsStatus: Bindable, Column {}
extension OrderLine.Kind: Bindable, Column {}
extension OrderLine.Status: Bindable, Column {}
extension CoverageCheck.Verdict: Bindable, Column {}
extension Estimate.Kind: Bindable, Column {}
