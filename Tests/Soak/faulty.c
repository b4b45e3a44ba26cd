/* Preloaded into the server: makes the disk full, broken or slow on command. The page of FAULTY_CONTROL says what happens to files whose
   name ends in .db or .db-wal: byte 0 to writes (1: ENOSPC, 2: EIO), byte 1 to syncs (1: EIO), byte 2: milliseconds a sync takes longer;
   the eight bytes at 8: seconds that the wall clock is off. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static volatile unsigned char *control;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAULTY_CONTROL");
  int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (page != MAP_FAILED) control = page;
}

static int ends(const char *text, const char *end) {
  size_t a = strlen(text), b = strlen(end);
  return a >= b && !strcmp(text + a - b, end);
}

static int concerned(int file) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return ends(path, ".db") || ends(path, ".db-wal");
}

static int refused(int file, int what) {
  unsigned char fault = control ? control[what] : 0;
  if (!fault || !concerned(file)) return 0;
  errno = what == 0 && fault == 1 ? ENOSPC : EIO;
  return 1;
}

static void delay(int file) {
  unsigned char milliseconds = control ? control[2] : 0;
  if (!milliseconds || !concerned(file)) return;
  struct timespec time = {0, milliseconds * 1000000L};
  nanosleep(&time, 0);
}

#define NEXT(name) static __typeof__(name) *next; if (!next) next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
  NEXT(pwrite);
  return refused(file, 0) ? -1 : next(file, bytes, count, at);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
  NEXT(pwrite64);
  return refused(file, 0) ? -1 : next(file, bytes, count, at);
}
ssize_t write(int file, const void *bytes, size_t count) {
  NEXT(write);
  return refused(file, 0) ? -1 : next(file, bytes, count);
}
int clock_gettime(clockid_t clock, struct timespec *time) {
  NEXT(clock_gettime);
  int result = next(clock, time);
  if (control && clock == CLOCK_REALTIME && !result) time->tv_sec += *(volatile long *)(control + 8);
  return result;
}
int fdatasync(int file) {
  NEXT(fdatasync);
  delay(file);
  return refused(file, 1) ? -1 : next(file);
}
int fsync(int file) {
  NEXT(fsync);
  delay(file);
  return refused(file, 1) ? -1 : next(file);
}
