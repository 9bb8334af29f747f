/**
 * An expression for what records, wherever the module runs, in a worker or a realm of its own: there is one in each process.
 * @param recorderPath absolute path of `recorder.cjs`
 */
export function recorderExpression(recorderPath: string): string {
  const path = JSON.stringify(recorderPath)
  return `globalThis.process.getBuiltinModule('node:module').createRequire(${path})(${path})`
}
