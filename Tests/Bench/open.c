/* An open-loop driver: sends requests at a fixed rate whatever the answers, over as many connections as are given, and counts what comes back.
   open PORT RATE SECONDS CONNECTIONS FILE — FILE as for replay.lua. A request whose turn has come waits for a free connection; an answer's time
   (served) runs from its turn, so nothing is left out because the server was slow; how long it waited in the server, and how soon a refusal
   left it, is told from when the request was sent. Prints one line of JSON. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <fcntl.h>

typedef struct { char *bytes; size_t length; } Request;
typedef struct { int file; int busy; double due, sent; char head[4096]; size_t have; long missing; int status; } Line;

static Request *requests;
static size_t count, next;
static double *served, *waited, *refused;
static size_t servedCount, refusedCount, otherCount, brokenCount, unsent;
static int port, poller;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void load(const char *path) {
  FILE *f = fopen(path, "rb");
  size_t length;
  if (!f) exit(2);
  while (fscanf(f, "%zu", &length) == 1) {
    fgetc(f);
    requests = realloc(requests, (count + 1) * sizeof *requests);
    requests[count] = (Request){malloc(length), length};
    if (fread(requests[count++].bytes, 1, length, f) != length) exit(2);
  }
  fclose(f);
}

static int dial(Line *line) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int one = 1;
  line->file = socket(AF_INET, SOCK_STREAM, 0);
  if (line->file < 0 || connect(line->file, (void *)&address, sizeof address)) return -1;
  setsockopt(line->file, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  fcntl(line->file, F_SETFL, O_NONBLOCK);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = line};
  epoll_ctl(poller, EPOLL_CTL_ADD, line->file, &event);
  line->busy = 0;
  return 0;
}

static void end(Line *line) {
  double t = now();
  if (line->status / 100 == 2) waited[servedCount] = t - line->sent, served[servedCount++] = t - line->due;
  else if (line->status == 503) refused[refusedCount++] = t - line->sent;
  else otherCount++;
  line->busy = 0;
}

static void broken(Line *line) {
  if (line->busy) brokenCount++;
  close(line->file);
  if (dial(line)) line->busy = 1;
}

/* Reads what has come: the head up to its empty line, then as many bytes as it announces. True when an answer is complete. */
static int receive(Line *line) {
  char bytes[65536];
  ssize_t got;
  while ((got = recv(line->file, bytes, sizeof bytes, 0)) > 0) {
    if (line->missing < 0) {
      size_t room = sizeof line->head - 1 - line->have, take = (size_t)got < room ? (size_t)got : room;
      memcpy(line->head + line->have, bytes, take);
      line->head[line->have + take] = 0;
      char *blank = strstr(line->head, "\r\n\r\n");
      if (!blank) { line->have += take; continue; }
      size_t head = blank + 4 - line->head, from = head - line->have;
      char *length = strcasestr(line->head, "\r\ncontent-length:");
      line->status = atoi(line->head + 9);
      line->missing = length && length < blank ? atol(length + 17) : 0;
      got -= from;
    }
    line->missing -= got;
    if (line->missing <= 0) {
      int closes = strcasestr(line->head, "\r\nconnection: close") != 0;
      end(line);
      if (closes) broken(line);
      return 1;
    }
  }
  if (got == 0 || (errno != EAGAIN && errno != EINTR)) { broken(line); return 1; }
  return 0;
}

static int start(Line *line, double due) {
  Request request = requests[next++ % count];
  line->due = due;
  line->sent = now();
  line->busy = 1;
  line->have = 0;
  line->missing = -1;
  if (send(line->file, request.bytes, request.length, MSG_NOSIGNAL) == (ssize_t)request.length) return 1;
  broken(line);
  return 0;
}

static int order(const void *a, const void *b) { return (*(double *)a > *(double *)b) - (*(double *)a < *(double *)b); }
static double at(double *times, size_t n, double share) {
  if (!n) return 0;
  qsort(times, n, sizeof *times, order);
  return times[(size_t)(share * (n - 1))] * 1e3;
}

int main(int arguments, char **argument) {
  if (arguments != 6) return 2;
  port = atoi(argument[1]);
  double rate = atof(argument[2]), seconds = atof(argument[3]);
  size_t lines = atol(argument[4]), free = 0;
  load(argument[5]);
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  poller = epoll_create1(0);
  Line *all = calloc(lines, sizeof *all), **idle = calloc(lines, sizeof *idle);
  served = calloc(rate * seconds + lines + 1, sizeof *served);
  waited = calloc(rate * seconds + lines + 1, sizeof *waited);
  refused = calloc(rate * seconds + lines + 1, sizeof *refused);
  for (size_t i = 0; i < lines; i++)
    if (dial(&all[i]) == 0) idle[free++] = &all[i];
  size_t connected = free;
  double began = now(), until = began + seconds;
  size_t due = 0;
  struct epoll_event events[256];
  for (double t = began; t < until || free < lines; t = now()) {
    if (t > until + 2) break;
    while (t < until && free > 0 && began + due / rate <= t) {
      Line *line = idle[--free];
      if (!start(line, began + due++ / rate)) idle[free++] = line;
    }
    int n = epoll_wait(poller, events, 256, 0);
    for (int i = 0; i < n; i++) {
      Line *line = events[i].data.ptr;
      if (!line->busy) { broken(line); continue; }
      if (receive(line)) idle[free++] = line;
    }
  }
  unsent = (size_t)(rate * seconds) > due ? (size_t)(rate * seconds) - due : 0;
  printf("{\"served\":%.0f,\"refused\":%.0f,\"other\":%zu,\"broken\":%zu,\"unsent\":%zu,\"served_p99\":%.2f,\"served_p50\":%.2f,\"waited_p99\":%.2f,\"refused_p99\":%.2f,\"connected\":%zu}\n",
         servedCount / seconds, refusedCount / seconds, otherCount, brokenCount, unsent, at(served, servedCount, .99), at(served, servedCount, .5),
         at(waited, servedCount, .99), at(refused, refusedCount, .99), connected);
}
