import Foundation
import Glibc

// What the desk writes holds people's data: nobody but its own user may read it.
umask(0o077)
Signals.block()
exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst())))
