/**
 * Node's built-in modules that a call expression may name without importing them. `process` and `console` are globals
 * anyway, `module` is CommonJS's own; a module without a name that is an identifier (`fs/promises`) cannot be written.
 */
export const nodeModuleNames: ReadonlySet<string> = new Set([
  'assert', 'async_hooks', 'buffer', 'child_process', 'cluster', 'crypto', 'dgram', 'diagnostics_channel', 'dns', 'domain',
  'events', 'fs', 'http', 'http2', 'https', 'inspector', 'net', 'os', 'path', 'perf_hooks', 'punycode', 'querystring',
  'readline', 'repl', 'sqlite', 'stream', 'string_decoder', 'timers', 'tls', 'trace_events', 'tty', 'url', 'util', 'v8', 'vm',
  'wasi', 'worker_threads', 'zlib',
])
