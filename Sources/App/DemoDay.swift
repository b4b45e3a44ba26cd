/// Some days at the desk.
struct DemoDay {
  let stage: DemoStage
  init(_ stage: DemoStage) { self.stage = stage }

  func play() throws {}
}
