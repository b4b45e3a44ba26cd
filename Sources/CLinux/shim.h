// Functions that Glibc's module map leaves out or that Swift cannot call: flags that C converts silently, and functions
// hidden behind _GNU_SOURCE. Defining it here would make this module's view of the system headers differ from Glibc's.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <sys/socket.h>
#include <sys/resource.h>
#include <sys/un.h>
#include <fcntl.h>
#include <spawn.h>
#include <netinet/tcp.h>
#include <pthread.h>

extern int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
extern int pipe2(int ends[2], int flags);
extern int memfd_create(const char *name, unsigned int flags);
extern int pthread_setname_np(pthread_t thread, const char *name);

// The new limit of file descriptors, or -1.
static inline int linux_raise_file_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit)) return -1;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit)) return -1;
  return limit.rlim_max > 1 << 30 ? 1 << 30 : (int)limit.rlim_max;
}
static inline int linux_accept(int fd, struct sockaddr *address, socklen_t *length) {
  return accept4(fd, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}
static inline int linux_stream_socket(int family) { return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0); }
static inline int linux_name_thread(pthread_t thread, const char *name) { return pthread_setname_np(thread, name); }

// The limits in force; RLIM_INFINITY without one.
static inline unsigned long linux_file_limit(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_NOFILE, &limit) ? RLIM_INFINITY : limit.rlim_cur;
}
static inline unsigned long linux_address_space_limit(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_AS, &limit) ? RLIM_INFINITY : limit.rlim_cur;
}
// Descriptors that are closed with the process and that programs started by it do not inherit.
static inline int linux_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
static inline int linux_memory_file(const char *name) { return memfd_create(name, 1 /* MFD_CLOEXEC */); }
