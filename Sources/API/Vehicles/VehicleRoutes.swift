internal import Desk
internal import Domain

extension Room {
  package static let vehicles = Room("Vehicles") { r in
    r.list("/v1/vehicles", "Find vehicles", .readDesk, query: VehicleQuery.self, VehicleJSON.vehicle, on: .worker) {
      call, query, page in
      try Vehicles(call.context).list(query.filter, page)
    }
    r.get("/v1/vehicles/{id}", "One vehicle", .readDesk, VehicleJSON.vehicle) { call in try Vehicles(call.context).find(call.id()) }
    r.create(
      "/v1/vehicles", "Add a vehicle", .editVehicles, takes: VehicleBody.self, VehicleJSON.vehicle, at: { "/v1/vehicles/\($0.id)" }
    ) { call, body in
      try Vehicles(call.context).create(body.draft, clientID: body.clientID, since: body.ownedFromOn, odometerKm: body.odometerKm)
    }
    r.patch("/v1/vehicles/{id}", "Change a vehicle", .editVehicles, takes: VehiclePatch.self, VehicleJSON.vehicle) { call, body, version in
      try Vehicles(call.context).edit(call.id(), version: version, body.apply)
    }
    r.delete("/v1/vehicles/{id}", "Delete a vehicle entered by mistake; one with a history stays", .editVehicles) { call, version in
      try Vehicles(call.context).delete(call.id(), version: version)
    }

    r.action("/v1/vehicles/{id}/transfer", "Record a new owner", .editVehicles, takes: TransferBody.self, VehicleJSON.vehicle) {
      call, body, version in
      try Vehicles(call.context).transfer(call.id(), version: version, to: body.clientID, on: body.on, reason: body.reason)
    }
    r.list("/v1/vehicles/{id}/owners", "Whose it was when", .readDesk, VehicleJSON.owner) { call, page in
      try Vehicles(call.context).owners(call.id(), page)
    }

    r.list("/v1/vehicles/{id}/odometer-readings", "Odometer readings, the newest first", .readDesk, VehicleJSON.reading) { call, page in
      try Odometers(call.context).list(vehicleID: call.id(), page)
    }
    r.create(
      "/v1/vehicles/{id}/odometer-readings", "Record a reading; it must fit its neighbours in time", .editVehicles, takes: ReadingBody.self,
      VehicleJSON.reading
    ) { call, body, version in
      try Odometers(call.context).record(vehicleID: call.id(), version: version, body.new)
    }

    r.list("/v1/vehicles/{id}/coverages", "The vehicle's warranties", .readDesk, CoverageJSON.coverage) { call, page in
      try Coverages(call.context).list(vehicleID: call.id(), page)
    }
    r.get("/v1/coverages/{id}", "One warranty", .readDesk, CoverageJSON.coverage) { call in try Coverages(call.context).find(call.id()) }
    r.create(
      "/v1/vehicles/{id}/coverages", "Add a warranty", .editVehicles, takes: CoverageBody.self, CoverageJSON.coverage,
      at: { "/v1/coverages/\($0.id)" }
    ) { call, body in try Coverages(call.context).create(body.coverage(of: call.id(), at: call.context.now)) }
    r.patch("/v1/coverages/{id}", "Change a warranty", .editVehicles, takes: CoveragePatch.self, CoverageJSON.coverage) {
      call, body, version in
      try Coverages(call.context).edit(call.id(), version: version, body.apply)
    }
    r.action("/v1/coverages/{id}/end", "End a warranty before its time", .editVehicles, takes: ReasonBody.self, CoverageJSON.coverage) {
      call, body, version in
      try Coverages(call.context).end(call.id(), version: version, reason: body.reason)
    }
  }
}
