import Foundation
import Glibc

// Only the desk's own user may read what it writes, because it holds personal data.
umask(0o077)
Signals.block()
exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst())))
