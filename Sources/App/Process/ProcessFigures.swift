import CLinux
import Glibc

/// The kernel's figures of this process, under the names that every Prometheus client uses (Prometheus, "Writing
/// client libraries", Process metrics).
enum ProcessFigures {
  /// The start of the process, in seconds since 1970.
  static let startedAt: Double = {
    let ticks = Double(fields().started) / Double(sysconf(Int32(_SC_CLK_TCK)))
    return seconds(CLOCK_REALTIME) - seconds(CLOCK_BOOTTIME) + ticks
  }()

  static func write(_ text: inout MetricsText) {
    let fields = fields()
    text.counter("process_cpu_seconds", "User and system time spent.", [([], "\(seconds(CLOCK_PROCESS_CPUTIME_ID))")])
    text.gauge("process_start_time_seconds", "When the process started, in seconds since 1970.", startedAt)
    text.gauge("process_threads", "Threads.", fields.threads)
    text.gauge("process_virtual_memory_bytes", "Virtual memory, of which the mapped database is the most.", fields.virtual)
    text.gauge("process_virtual_memory_max_bytes", "Most virtual memory allowed.", linux_address_space_limit())
    text.gauge("process_resident_memory_bytes", "Resident memory.", fields.resident * UInt64(sysconf(Int32(_SC_PAGESIZE))))
    text.gauge("process_open_fds", "File descriptors open.", openDescriptors())
    text.gauge("process_max_fds", "Most file descriptors allowed.", linux_file_limit())
  }

  /// Fields of `/proc/self/stat` (proc(5)), counted after the command's name, which may hold blanks.
  private static func fields() -> (threads: UInt64, started: UInt64, virtual: UInt64, resident: UInt64) {
    let line = (try? FileName.read("/proc/self/stat")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let words = line[(line.lastIndex(of: ")") ?? line.startIndex)...].split(separator: " ").dropFirst()
    func field(_ number: Int) -> UInt64 { words.dropFirst(number - 3).first.flatMap { UInt64($0) } ?? 0 }
    return (field(20), field(22), field(23), field(24))
  }

  /// The number of open descriptors. Linux reports it as the folder's size since 6.2; on older kernels the entries are
  /// counted.
  private static func openDescriptors() -> Int {
    var status = stat()
    if stat("/proc/self/fd", &status) == 0, status.st_size > 0 { return Int(status.st_size) }
    guard let folder = opendir("/proc/self/fd") else { return 0 }
    defer { closedir(folder) }
    var count = -3  // not counted: `.`, `..` and the folder itself
    while readdir(folder) != nil { count += 1 }
    return count
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }
}
