internal import Domain

extension RoomSheet {
  static let sla = RoomSheet(
    kept: [
      "about policies": ["sla_policies.name", "sla_policies.topic", "sla_policies.tier", "sla_policies.escalation"]
    ],
    things: [.slaPolicy: .nobodys],
    timers: [.ticketAlarm: { try TicketTiming($0).ring($1) }, .slaRound: { context, _ in try SLARounds(context).goOn() }],
    check: { try SLACheck($0).faults() })
}
