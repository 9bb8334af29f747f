/**
 * A built-in module that is not stable yet, or null where this Node does not have it. Node prints so when it is loaded, in the
 * user's output, though their code may never touch it.
 */
export function loadQuietly(name: 'node:sqlite' | 'node:wasi'): object | null {
  const emitWarning: unknown = Reflect.get(process, 'emitWarning')
  process.emitWarning = () => {}
  try {
    return process.getBuiltinModule(name) ?? null
  } finally {
    Reflect.set(process, 'emitWarning', emitWarning)
  }
}
