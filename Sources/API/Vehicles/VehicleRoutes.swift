internal import Desk
internal import Domain

extension Room {
  package static let vehicles = Room("Vehicles") { r in
    r.list("/v1/vehicles", "Find vehicles", .readDesk, query: VehicleQuery.self, VehicleJSON.entry, on: .worker) {
      call, query, page in
      try Vehicles(call.context).list(query.filter, page)
    }
    r.get("/v1/vehicles/{id}", "One vehicle; a merged card's id answers with the survivor", .readDesk, VehicleJSON.card) { call in
      try Vehicles(call.context).find(call.id())
    }
    r.create(
      "/v1/vehicles", "Add a vehicle", .editVehicles, takes: VehicleBody.self, VehicleJSON.card, at: { "/v1/vehicles/\($0.vehicle.id)" }
    ) { call, body in
      try Vehicles(call.context).create(clientID: body.clientID, since: body.ownedFromOn, odometerKm: body.odometerKm, body.fill)
    }
    r.patch("/v1/vehicles/{id}", "Change a vehicle", .editVehicles, takes: Change<Vehicle>.self, VehicleJSON.card) {
      call, body, version in
      try Vehicles(call.context).edit(call.id(), version: version, body.apply)
    }
    r.delete("/v1/vehicles/{id}", "Delete a vehicle entered by mistake; one with a history stays", .editVehicles) { call, version in
      try Vehicles(call.context).delete(call.id(), version: version)
    }

    r.action("/v1/vehicles/{id}/transfer", "Record a new owner", .editVehicles, takes: TransferBody.self, VehicleJSON.card) {
      call, body, version in
      try Vehicles(call.context).transfer(call.id(), version: version, to: body.clientID, on: body.on, reason: body.reason)
    }
    r.list("/v1/vehicles/{id}/owners", "Whose it was when", .readDesk, VehicleJSON.owner) { call, page in
      try Vehicles(call.context).owners(call.id(), page)
    }

    r.list(
      "/v1/vehicle-duplicates", "Cards that share a plate: one car twice, or a plate that passed on", .readDesk, VehicleJSON.twins,
      on: .worker
    ) { call, page in
      try Vehicles(call.context).duplicates(page)
    }
    r.action("/v1/vehicles/{id}/merge", "Merge another card into this one", .override, takes: MergeBody.self, MergeJSON.merge) {
      call, body, version in
      try VehicleMerges(call.context).merge(body.mergedID, into: call.id(), version: version, reason: body.reason)
    }
    r.list("/v1/vehicle-merges", "Merges, undone ones too", .readDesk, query: VehicleMergeQuery.self, MergeJSON.merge) {
      call, query, page in
      try Merges(call.context, .vehicle).list(of: query.vehicleID, page)
    }
    r.get("/v1/vehicle-merges/{id}", "One merge and what it moved", .readDesk, MergeJSON.merge) { call in
      try Merges(call.context, .vehicle).find(call.id())
    }
    r.action("/v1/vehicle-merges/{id}/undo", "Move back exactly what the merge moved", .override, MergeJSON.merge) { call, version in
      try VehicleMerges(call.context).undo(call.id(), version: version)
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
      "/v1/vehicles/{id}/coverages", "Add a warranty", .editVehicles, takes: New<Coverage>.self, CoverageJSON.coverage,
      at: { "/v1/coverages/\($0.id)" }
    ) { call, body in try Coverages(call.context).create(of: call.id(), body.fill) }
    r.patch("/v1/coverages/{id}", "Change a warranty", .editVehicles, takes: Change<Coverage>.self, CoverageJSON.coverage) {
      call, body, version in
      try Coverages(call.context).edit(call.id(), version: version, body.apply)
    }
    r.action("/v1/coverages/{id}/end", "End a warranty before its time", .editVehicles, takes: ReasonBody.self, CoverageJSON.coverage) {
      call, body, version in
      try Coverages(call.context).end(call.id(), version: version, reason: body.reason)
    }
  }
}
