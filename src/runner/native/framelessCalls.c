/*
 * Puts stack samples right that V8 books on the wrong function. Linux x64; `framelessCalls.ts` loads it.
 *
 * V8's optimised and baseline code calls built-in code for much of its work: object and array literals, spreads, strings,
 * map look-ups, write barriers. Where that code is fast it sets up no stack frame. A sample taken there finds the caller's
 * frame on top, takes it for the built-in's own and drops it (the frame iterator of src/execution/frames.cc advances past
 * the top frame, whose place the program counter is to take): the time is booked on the caller's caller, in allocating
 * code up to a third of all samples. V8 read the return address from the stack for such samples until 2020, when that was
 * switched off, on every platform, for faults on Windows (`tos` in src/profiler/tick-sample.cc).
 *
 * Here that address is read again. This handler stands in front of V8's: it shows V8 a sample of the caller, at its call.
 *
 * Node's C++ symbols are looked up by name and the few declarations of Node-API are written out below, so that one binary
 * fits every version of Node and needs no headers.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <ucontext.h>

/* Node-API, https://nodejs.org/api/n-api.html; all of these have been stable since version 1. */
typedef struct napi_env__ *napi_env;
typedef struct napi_value__ *napi_value;
typedef struct napi_callback_info__ *napi_callback_info;
extern int napi_create_function(napi_env, const char *, size_t, napi_value (*)(napi_env, napi_callback_info), void *, napi_value *);
extern int napi_get_boolean(napi_env, bool, napi_value *);

/* v8::MemoryRange and v8::JSEntryStubs, include/v8-unwinder.h. */
struct range { const void *start; size_t length; };
struct entry_stubs { struct range entry, construct_entry, run_microtasks_entry; };

/* One isolate is sampled: the main thread's. */
static pthread_t sampled_thread;
static uintptr_t code_start, code_end, builtins_start, builtins_end;
static struct sigaction v8_action;

static bool is_builtin(uintptr_t address) { return address >= builtins_start && address < builtins_end; }
static bool is_compiled(uintptr_t address) { return address >= code_start && address < code_end && !is_builtin(address); }

static void on_sample(int signal, siginfo_t *info, void *context) {
  greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
  const greg_t pc = registers[REG_RIP], sp = registers[REG_RSP];
  if (is_builtin((uintptr_t)pc) && pthread_equal(pthread_self(), sampled_thread)) {
    /* A return address lies on top of the stack only until the callee pushes: once it has a frame V8 is right. */
    const uintptr_t top = *(const uintptr_t *)sp;
    if (is_compiled(top)) {
      /* Inside the call instruction, whose position is the call's. */
      registers[REG_RIP] = (greg_t)(top - 1);
      registers[REG_RSP] = sp + (greg_t)sizeof top;
    }
  }
  if ((v8_action.sa_flags & SA_SIGINFO) != 0) v8_action.sa_sigaction(signal, info, context);
  else if (v8_action.sa_handler != SIG_DFL && v8_action.sa_handler != SIG_IGN) v8_action.sa_handler(signal);
  /* The kernel resumes from here. */
  registers[REG_RIP] = pc;
  registers[REG_RSP] = sp;
}

/* Where compiled code lies, and the built-in code among it: V8 may have copied it there to have it near. */
static bool find_code(void) {
  void *(*current)(void) = (void *(*)(void))dlsym(RTLD_DEFAULT, "_ZN2v87Isolate10GetCurrentEv");
  void (*code_range)(void *, void **, size_t *) = (void (*)(void *, void **, size_t *))dlsym(RTLD_DEFAULT, "_ZN2v87Isolate12GetCodeRangeEPPvPm");
  void (*embedded)(void *, const void **, size_t *) = (void (*)(void *, const void **, size_t *))dlsym(RTLD_DEFAULT, "_ZN2v87Isolate20GetEmbeddedCodeRangeEPPKvPm");
  struct entry_stubs (*stubs_of)(void *) = (struct entry_stubs (*)(void *))dlsym(RTLD_DEFAULT, "_ZN2v87Isolate15GetJSEntryStubsEv");
  if (current == NULL || code_range == NULL || embedded == NULL || stubs_of == NULL) return false;
  void *isolate = current();
  if (isolate == NULL) return false;

  void *code = NULL;
  const void *original = NULL;
  size_t code_length = 0, length = 0;
  code_range(isolate, &code, &code_length);
  embedded(isolate, &original, &length);
  if (code_length == 0 || length == 0) return false;
  /* The range is the original's. One piece of built-in code, found in both, tells where the copy begins. */
  const struct range stub = stubs_of(isolate).entry;
  const void *same = memmem(original, length, stub.start, stub.length);
  if (same == NULL) return false;
  code_start = (uintptr_t)code;
  code_end = code_start + code_length;
  builtins_start = (uintptr_t)stub.start - ((uintptr_t)same - (uintptr_t)original);
  builtins_end = builtins_start + length;
  return true;
}

/* `() => boolean`: call it while V8 samples this thread. Calling it again is cheap; V8 may have put its own handler back. */
static napi_value install(napi_env env, napi_callback_info info) {
  (void)info;
  bool done = false;
  struct sigaction current;
  if ((builtins_end != 0 || find_code()) && sigaction(SIGPROF, NULL, &current) == 0) {
    const bool is_v8s = (current.sa_flags & SA_SIGINFO) != 0 ? current.sa_sigaction != on_sample : current.sa_handler != SIG_DFL && current.sa_handler != SIG_IGN;
    done = true;
    if (is_v8s) {
      sampled_thread = pthread_self();
      v8_action = current;
      struct sigaction ours = current;
      ours.sa_flags |= SA_SIGINFO;
      ours.sa_sigaction = on_sample;
      done = sigaction(SIGPROF, &ours, NULL) == 0;
    }
  }
  napi_value result = NULL;
  napi_get_boolean(env, done, &result);
  return result;
}

__attribute__((visibility("default"))) int32_t node_api_module_get_api_version_v1(void) { return 8; }

__attribute__((visibility("default"))) napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  (void)exports;
  napi_value function = NULL;
  napi_create_function(env, "install", sizeof "install" - 1, install, NULL, &function);
  return function;
}
