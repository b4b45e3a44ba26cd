extension Reason {
  package static func slaAlike(_ other: SLAPolicy) -> Reason {
    Reason(
      "sla_policy_alike", en: "Policy “\(other.name)” is for the same tickets; this one would never apply.",
      ru: "Для тех же обращений уже есть соглашение «\(other.name)»: это никогда не применится.")
  }
  package static let slaWithoutTarget = Reason(
    "sla_without_target", en: "A policy has at least one target.", ru: "В соглашении нужен хотя бы один срок.",
    at: "/first_response_minutes")
  package static let slaTooSlow = Reason(
    "sla_too_slow", en: "Messengers and social networks are answered within 60 minutes.",
    ru: "В мессенджерах и соцсетях отвечают не позже 60 минут.", at: "/first_response_minutes")
  package static let slaChannelOfOtherKind = Reason(
    "sla_channel_of_other_kind", en: "The channel is of another kind than the policy.", ru: "Канал другого вида, чем в соглашении.",
    at: "/channel_kind")
  package static let slaEscalationToOne = Reason(
    "sla_escalation_to_one", en: "A step goes to one person or one team.", ru: "Шаг эскалации — одному человеку или одной команде.")
  package static let slaEscalationOrder = Reason(
    "sla_escalation_order", en: "Steps are in the order of time.", ru: "Шаги эскалации идут по порядку времени.")
  package static let noSuchChannel = Reason("no_such_channel", en: "There is no such channel.", ru: "Такого канала нет.")
}
