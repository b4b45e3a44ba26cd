/// The closed list of event types, by subject in the order of the rooms. A type names its subject and what happened to
/// it: `work_order.approved`. Only listed types are recorded, used by web hooks and accepted by filters.
package enum EventType: String, CaseIterable, Sendable {
  case userCreated = "user.created"
  case userChanged = "user.changed"
  case userActive = "user.active"
  case userDisabled = "user.disabled"
  case userLocked = "user.locked"
  case userPasswordSet = "user.password_set"
  case userNoticesSet = "user.notices_set"

  case tokenCreated = "token.created"
  case tokenRevoked = "token.revoked"
  case tokenAllRevoked = "token.all_revoked"

  case webhookCreated = "webhook.created"
  case webhookChanged = "webhook.changed"
  case webhookSecretRotated = "webhook.secret_rotated"
  case webhookSwitchedOff = "webhook.switched_off"
  case webhookDeleted = "webhook.deleted"
  case webhookRedelivered = "webhook.redelivered"

  case calendarCreated = "calendar.created"
  case calendarChanged = "calendar.changed"

  case teamCreated = "team.created"
  case teamChanged = "team.changed"
  case teamMembersChanged = "team.members_changed"

  case channelCreated = "channel.created"
  case channelChanged = "channel.changed"
  case channelSecretRotated = "channel.secret_rotated"
  case channelHookSet = "channel.hook_set"
  case channelHookRemoved = "channel.hook_removed"

  case dispatchSent = "dispatch.sent"
  case dispatchFailed = "dispatch.failed"
  case dispatchSentAgain = "dispatch.sent_again"

  case contactCreated = "contact.created"
  case contactChanged = "contact.changed"
  case contactLinked = "contact.linked"
  case contactUnlinked = "contact.unlinked"

  case slaPolicyCreated = "sla_policy.created"
  case slaPolicyChanged = "sla_policy.changed"

  case ticketOpened = "ticket.opened"
  case ticketChanged = "ticket.changed"
  case ticketClientWrote = "ticket.client_wrote"
  case ticketBotWrote = "ticket.bot_wrote"
  case ticketAnswered = "ticket.answered"
  case ticketAnswerSent = "ticket.answer_sent"
  case ticketAnswerDelivered = "ticket.answer_delivered"
  case ticketAnswerFailed = "ticket.answer_failed"
  case ticketAnswerTakenBack = "ticket.answer_taken_back"
  case ticketNoted = "ticket.noted"
  case ticketMentioned = "ticket.mentioned"
  case ticketMessageCorrected = "ticket.message_corrected"
  case ticketMessageEdited = "ticket.message_edited"
  case ticketTaken = "ticket.taken"
  case ticketAssigned = "ticket.assigned"
  case ticketManyHandovers = "ticket.many_handovers"
  case ticketPersonWanted = "ticket.person_wanted"
  case ticketPersonCame = "ticket.person_came"
  case ticketWaiting = "ticket.waiting"
  case ticketSLAWarning = "ticket.sla_warning"
  case ticketSLABreached = "ticket.sla_breached"
  case ticketEscalated = "ticket.escalated"
  case ticketHeld = "ticket.held"
  case ticketHoldEnded = "ticket.hold_ended"
  case ticketResolved = "ticket.resolved"
  case ticketClosed = "ticket.closed"
  case ticketReopened = "ticket.reopened"
  case ticketMarkedSpam = "ticket.marked_spam"
  case ticketTagged = "ticket.tagged"
  case ticketLinked = "ticket.linked"
  case ticketUnlinked = "ticket.unlinked"
  case ticketMerged = "ticket.merged"
  case ticketMergedInto = "ticket.merged_into"
  case ticketMergeUndone = "ticket.merge_undone"
  case ticketSplit = "ticket.split"
  case ticketOrderOpened = "ticket.order_opened"
  case ticketLeaseTaken = "ticket.lease_taken"
  case ticketLeaseEnded = "ticket.lease_ended"

  case replyTemplateCreated = "reply_template.created"
  case replyTemplateChanged = "reply_template.changed"
  case replyTemplateDeleted = "reply_template.deleted"

  case ticketViewCreated = "ticket_view.created"
  case ticketViewChanged = "ticket_view.changed"
  case ticketViewDeleted = "ticket_view.deleted"

  case callbackPromised = "callback.promised"
  case callbackChanged = "callback.changed"
  case callbackAttempted = "callback.attempted"
  case callbackDone = "callback.done"
  case callbackMissed = "callback.missed"
  case callbackCancelled = "callback.cancelled"

  case surveyCreated = "survey.created"
  case surveyChanged = "survey.changed"
  case surveyActivated = "survey.activated"
  case surveyEnded = "survey.ended"

  case surveyInvitationAsked = "survey_invitation.asked"
  case surveyInvitationReminded = "survey_invitation.reminded"
  case surveyInvitationLinkCreated = "survey_invitation.link_created"
  case surveyInvitationRevoked = "survey_invitation.revoked"
  case surveyInvitationAnswered = "survey_invitation.answered"
  case surveyInvitationAmended = "survey_invitation.amended"
  case surveyInvitationDeclined = "survey_invitation.declined"

  case clientCreated = "client.created"
  case clientChanged = "client.changed"
  case clientConsentGiven = "client.consent_given"
  case clientConsentWithdrawn = "client.consent_withdrawn"
  case clientServiceRefused = "client.service_refused"
  case clientServiceAccepted = "client.service_accepted"
  case clientMerged = "client.merged"
  case clientMergedInto = "client.merged_into"
  case clientMergeUndone = "client.merge_undone"
  case clientErased = "client.erased"

  case proxyCreated = "proxy.created"
  case proxyChanged = "proxy.changed"
  case proxyRevoked = "proxy.revoked"

  case vehicleCreated = "vehicle.created"
  case vehicleChanged = "vehicle.changed"
  case vehicleTransferred = "vehicle.transferred"
  case vehicleOdometerRead = "vehicle.odometer_read"
  case vehicleMerged = "vehicle.merged"
  case vehicleMergedInto = "vehicle.merged_into"
  case vehicleMergeUndone = "vehicle.merge_undone"
  case vehicleDeleted = "vehicle.deleted"

  case coverageCreated = "coverage.created"
  case coverageChanged = "coverage.changed"
  case coverageEnded = "coverage.ended"

  case operationCreated = "operation.created"
  case operationChanged = "operation.changed"
  case operationRetired = "operation.retired"
  case operationOffered = "operation.offered"

  case supplierCreated = "supplier.created"
  case supplierChanged = "supplier.changed"

  case locationCreated = "location.created"

  case partCreated = "part.created"
  case partChanged = "part.changed"
  case partNumberAdded = "part.number_added"
  case partNumberRemoved = "part.number_removed"
  case partReceived = "part.received"
  case partCounted = "part.counted"
  case partTransferred = "part.transferred"
  case partWrittenOff = "part.written_off"

  case purchaseOrderCreated = "purchase_order.created"
  case purchaseOrderChanged = "purchase_order.changed"
  case purchaseOrderSent = "purchase_order.sent"
  case purchaseOrderReceived = "purchase_order.received"
  case purchaseOrderCancelled = "purchase_order.cancelled"

  case workOrderOpened = "work_order.opened"
  case workOrderChanged = "work_order.changed"
  case workOrderOdometerCorrected = "work_order.odometer_corrected"
  case workOrderEstimating = "work_order.estimating"
  case workOrderOffered = "work_order.offered"
  case workOrderOfferLapsed = "work_order.offer_lapsed"
  case workOrderApproved = "work_order.approved"
  case workOrderDeclined = "work_order.declined"
  case workOrderObjected = "work_order.objected"
  case workOrderReoffered = "work_order.reoffered"
  case workOrderStarted = "work_order.started"
  case workOrderReady = "work_order.ready"
  case workOrderReworked = "work_order.reworked"
  case workOrderHandedOver = "work_order.handed_over"
  case workOrderDelivered = "work_order.delivered"
  case workOrderCancelled = "work_order.cancelled"
  case workOrderFilesAdded = "work_order.files_added"
  case workOrderPromised = "work_order.promised"
  case workOrderPromiseAtRisk = "work_order.promise_at_risk"
  case workOrderPartsChanged = "work_order.parts_changed"
  case workOrderPartsExpected = "work_order.parts_expected"
  case workOrderPartsComplete = "work_order.parts_complete"
  case workOrderSubstituteCame = "work_order.substitute_came"

  case complaintAdded = "complaint.added"
  case complaintChanged = "complaint.changed"
  case complaintDiagnosed = "complaint.diagnosed"

  case orderLineAdded = "order_line.added"
  case orderLineChanged = "order_line.changed"
  case orderLineRemoved = "order_line.removed"
  case orderLineMechanicsChanged = "order_line.mechanics_changed"
  case orderLinePayersChanged = "order_line.payers_changed"
  case orderLineCoverageChecked = "order_line.coverage_checked"
  case orderLineClaimRefused = "order_line.claim_refused"
  case orderLineDone = "order_line.done"
  case orderLineResumed = "order_line.resumed"
  case orderLineReserved = "order_line.reserved"
  case orderLineUnreserved = "order_line.unreserved"
  case orderLineReservationLost = "order_line.reservation_lost"
  case orderLineOnOrder = "order_line.on_order"
  case orderLineOffOrder = "order_line.off_order"
  case orderLineSubstituted = "order_line.substituted"
  case orderLineIssued = "order_line.issued"
  case orderLineReturned = "order_line.returned"
  case orderLineWithinTolerance = "order_line.within_tolerance"
  /// No longer recorded, but older databases have such events.
  case orderLineFitted = "order_line.fitted"

  case estimateCreated = "estimate.created"
  case estimateOffered = "estimate.offered"
  case estimateApproved = "estimate.approved"
  case estimateDeclined = "estimate.declined"
  case estimateSuperseded = "estimate.superseded"

  case approvalLinkCreated = "approval_link.created"
  case approvalLinkUsed = "approval_link.used"

  case objectionMade = "objection.made"

  case clockingStarted = "clocking.started"
  case clockingStopped = "clocking.stopped"
  case clockingCorrected = "clocking.corrected"

  case qualityCheckPassed = "quality_check.passed"
  case qualityCheckFailed = "quality_check.failed"

  case documentIssued = "document.issued"
  case documentCredited = "document.credited"
  case documentPaid = "document.paid"

  case paymentReceived = "payment.received"
  case paymentRefunded = "payment.refunded"
  case paymentAllocated = "payment.allocated"
  case paymentFreed = "payment.freed"
}

extension EventType {
  package static let past: Set<EventType> = [.orderLineFitted]

  /// The kind of thing that an event of this type is about.
  package var subject: Noun? { Noun(rawValue: String(rawValue.prefix { $0 != "." })) }

  /// All subjects of events, in the order of the rooms.
  package static let subjects: [Noun] = allCases.reduce(into: []) { all, type in
    if let subject = type.subject, all.last != subject { all.append(subject) }
  }

  /// Selectors of filters and web hooks: a subject, which means all its types, or one type.
  package static let selectors: [String] = subjects.map(\.rawValue) + allCases.map(\.rawValue)
  private static let selectable = Set(selectors)

  package static func checked(selector text: String) throws(Reason) -> String {
    guard selectable.contains(text) else { throw .eventTypeUnknown(text, possible: nearest(to: text)) }
    return text
  }

  /// The types of the named subject, or all subjects if it is unknown.
  private static func nearest(to text: String) -> [String] {
    guard let subject = Noun(rawValue: String(text.prefix { $0 != "." })), subjects.contains(subject) else {
      return subjects.map(\.rawValue)
    }
    return [subject.rawValue] + allCases.filter { $0.subject == subject }.map(\.rawValue)
  }
}
