extension LeadingWords {
  /// In the order in which they are tried; the first that applies is named.
  static let english: [Rule] =
    [
      Rule("how ..1 @satisfied|happy|pleased|delighted|impressed|glad|thrilled", .addOpposite, yields: true),
      Rule("how strongly|much|very|deeply ..3 @satisfied|happy|pleased", .addOpposite, yields: true),
      Rule("how much|well ..3 @like|liked", .addOpposite, yields: true),
      Rule("how much ..3 love|loved|enjoy|enjoyed|appreciate|appreciated", .ask(plain), yields: true),
      Rule("extent|degree ..4 @satisfied|happy|pleased|delighted", .addOpposite, yields: true),
      Rule("how highly", .ask(plain)),
    ] + flattery + pressure + score

  private static let praise = """
    friendly|professional|skilled|expert|dedicated|caring|helpful|fast|modern|experienced|reliable|best|great|good|qualified|efficient|courteous|\
    premium|hardworking|talented|polite|trusted|attentive|convenient|comfortable|affordable|quick|lovely|perfect|honest|low|competent|spotless
    """
  private static let superlatives = """
    excellent|amazing|awesome|fantastic|wonderful|outstanding|superb|brilliant|exceptional|incredible|delightful|magnificent|stellar|unbeatable|\
    fabulous|terrific|marvelous|marvellous|phenomenal|unmatched
    """
  private static let between = "new|very|highly|truly|own|always|ever|most|team of"

  private static let flattery = [
    Rule("our @\(praise) !survey|form|questionnaire|question|poll", .drop),
    Rule("our \(between.replacing("|team of", with: "")) @\(praise) !survey|form|questionnaire", .drop),
    Rule("our team of @\(praise)", .drop), Rule("our hard working", .ask(plain)),
    Rule("our @\(superlatives)", .drop), Rule("@award|first|world|top|best winning|class|notch|in", .ask(plain)),
    Rule("the best|finest|leading ..1 service|garage|workshop|mechanics|team|dealership|experts|care", .ask(plain)),
    Rule("great service|job|experience|work|team|care|time", .ask(plain), yields: true, in: .outsideOpenQuestions),
    Rule("how great|good|perfect|professional|friendly|polite|helpful was|were|is|are", .ask(plain), yields: true),
    Rule("@\(superlatives)", .ask(plain), yields: true, in: .chosenAnswers),
    Rule("you ..1 love", .ask(plain), yields: true),
  ]

  private static let pressure = [
    Rule(
      "^ isn't|wasn't|aren't|weren't|don't|didn't|doesn't|wouldn't|won't|haven't|hasn't|couldn't it|you|we|our|the|they|your", .ask(plain)),
    Rule("isn't|wasn't|aren't|weren't|don't|didn't|doesn't|wouldn't|won't|haven't|hasn't it|you|we|they|he|she $", .ask(plain)),
    Rule("^ do|would you ..1 agree that|with", .ask(plain), yields: true), Rule("^ do|would you ..1 agree $", .ask(plain), yields: true),
    Rule(",right|correct|yes $", .ask(plain), in: .outsideOpenQuestions),
    Rule("@obviously|surely|undoubtedly|certainly|naturally|definitely|unquestionably|undeniably", .drop), Rule("of course", .ask(plain)),
    Rule("^ would you say ..6 @great|good|best|perfect|low", .ask(plain), yields: true),
    Rule("as always", .ask(plain)), Rule("as you know", .ask(plain)), Rule("no doubt", .ask(plain)),
    Rule(
      "most|all|many|everyone|everybody|other|our ..2 customers|clients|drivers|people|owners ..3 love|loved|agree|rate|recommend|say|think|give|choose|trust|tell",
      .ask(plain)),
    Rule("like|as most|all|many|other ..3 customers|clients|drivers", .ask(plain)),
  ]

  private static let score = [
    Rule("give|rate|leave|award|score ..3 @5|five|10|ten star|stars|points", .ask(plain), yields: true),
    Rule("give|rate|award|score ..3 @5|five|10|ten $", .ask(plain), yields: true, in: .outsideOpenQuestions),
    Rule(
      "give|leave|award ..4 @top|highest|high|good|great|positive|perfect|full|excellent ..1 score|rating|grade|mark|marks|review|points",
      .ask(plain), yields: true),
    Rule("rate us highly|well", .ask(plain)), Rule("highly as possible", .ask(plain)),
    Rule("score|scores|rating|ratings|below ..6 costs|cost|loses|lose ..5 bonus|job|pay|wage|wages|salary", .ask(plain)),
    Rule("score|scores|rating|ratings|below ..6 fined|fired|punished", .ask(plain)),
    Rule("help us|him|her|them ..4 reach|get|keep|earn|win ..4 score|rating|stars|star|bonus", .ask(plain)),
    Rule("only ..2 10|ten|5|five|9 ..3 counts|count|helps|help|is|means", .ask(plain)), Rule("anything ..1 less|lower|below", .ask(plain)),
    Rule("hope|trust|sure|confident ..3 you|your ..4 enjoyed|loved|liked|happy|satisfied|great|pleasant|good|pleased", .ask(plain)),
    Rule("we ..1 worked|tried|try|work ..1 hard", .ask(plain)),
    Rule("bonus|pay|salary|job|wage|wages ..3 depends|depend", .ask(plain)),
    Rule("depends|depend ..2 on ..2 your ..1 score|rating|answer|grade", .ask(plain)),
  ]
}
