import inspector from 'node:inspector'

/**
 * Has Vitest 5 leave the source maps in the code that its workers run. It does so when a debugger is attached to one of its
 * processes, and asks for nothing else by that; older ones leave them in always. Whoever else asks gets the plain answer.
 */
export function askForSourceMaps(): void {
  const { url } = inspector
  Reflect.set(inspector, 'url', () => url() ?? (isAskedByVitest() ? 'heatline:source-maps' : undefined))
}

function isAskedByVitest(): boolean {
  const { stack } = new Error('Who asks?')
  return typeof stack === 'string' && /[\\/]vitest[\\/]dist[\\/]/.test(stack)
}
