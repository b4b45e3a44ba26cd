internal import Domain

/// The centre that a file is of.
package struct Centres {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Enters what the configuration says. Without a change nothing is written.
  package func takeConfiguration() throws {
    let settings = context.settings
    let centre = Centre(
      name: settings.centre, company: settings.company, currency: settings.currency, timeZone: settings.zone.name)
    if try CentreTable(context.db).find() != centre { try CentreTable(context.db).set(centre) }
  }
}
