#include <crypt.h>
// Glibc's Swift module leaves getrandom out.
#include <sys/random.h>
