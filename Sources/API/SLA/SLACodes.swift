extension ErrorCode {
  static let sla = """
    no_such_channel 422 There is no such channel.
    sla_channel_of_other_kind 422 The channel is of another kind than the policy.
    sla_escalation_order 422 Steps are in the order of time.
    sla_escalation_to_one 422 A step goes to one person or one team.
    sla_policy_alike 409 Policy “…” is for the same tickets; this one would never apply.
    sla_too_slow 422 Messengers and social networks are answered within 60 minutes.
    sla_without_target 422 A policy has at least one target.
    """
}
