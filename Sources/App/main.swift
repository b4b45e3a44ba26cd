import Foundation
import Glibc

// Files of the desk are readable by its own user only, because they hold personal data.
umask(0o077)
Signals.block()
exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst())))
