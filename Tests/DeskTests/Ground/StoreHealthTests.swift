import Domain
import SQLite
import Synchronization
import Testing

@testable import Desk

@Suite struct StoreHealthTests {
  private static let inputOutput = DatabaseError(code: 10 | 1 << 8, message: "disk I/O error", sql: "")
  private static let notADatabase = DatabaseError(code: 26, message: "file is not a database", sql: "")
  private static let busy = DatabaseError(code: 5, message: "database is locked", sql: "")
  private static let full = DatabaseError(code: 13, message: "database or disk is full", sql: "")

  @Test func anInputOutputErrorIsForgottenWhenNoOtherFollows() {
    let clock = Mutex<Int64>(1_000)
    let health = StoreHealth(now: { clock.withLock { $0 } })
    health.note(Self.full)
    #expect(health.trouble == nil)
    health.note(Self.inputOutput)
    clock.withLock { $0 += 29_999 }
    #expect(health.trouble?.code == "disk_failing")
    health.note(Self.inputOutput)
    clock.withLock { $0 += 29_999 }
    #expect(health.trouble?.code == "disk_failing")
    clock.withLock { $0 += 1 }
    #expect(health.trouble == nil)
  }

  @Test func aFullDiskIsOneUntilAChangeIsKept() {
    let health = StoreHealth(now: { 0 })
    #expect(!health.isToBeTried)
    health.noteOfWriter(Self.full)
    #expect(health.trouble?.code == "disk_full" && health.isFull && health.isToBeTried)
    health.began()
    #expect(health.trouble?.code == "disk_full", "beginning needs no room")
    health.wrote()
    #expect(health.trouble == nil && !health.isToBeTried)
  }

  @Test func aFileThatAnotherProgramHoldsForAMomentIsNoTrouble() {
    let clock = Mutex<Int64>(5_000)
    let health = StoreHealth(now: { clock.withLock { $0 } })
    health.note(Self.busy)
    #expect(!health.isToBeTried, "who only reads may find it locked for a moment")
    health.noteOfWriter(Self.busy)
    #expect(health.isHeldForAMoment && health.trouble == nil && health.isToBeTried)
    clock.withLock { $0 += 199 }
    health.noteOfWriter(Self.busy)
    #expect(health.isHeldForAMoment)
    clock.withLock { $0 += 1 }
    #expect(!health.isHeldForAMoment && health.trouble?.code == "database_held")
    health.began()
    #expect(health.trouble == nil && !health.isToBeTried)
  }

  @Test func aDamagedFileStaysDamaged() {
    let clock = Mutex<Int64>(0)
    let health = StoreHealth(now: { clock.withLock { $0 } })
    health.note(Self.notADatabase)
    clock.withLock { $0 += 1_000_000_000 }
    #expect(health.trouble?.code == "database_damaged")
  }
}
