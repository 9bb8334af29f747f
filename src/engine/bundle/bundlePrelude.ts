import type { ModuleFormat } from './moduleFormat.ts'
import { preludeHelpers } from './preludeHelpers.ts'

/**
 * What stands in the bundle above the user's modules, without a newline at its end: the helpers under names that begin
 * with `__heatline`, which esbuild takes for globals and leaves alone.
 *
 * They are evaluated in the global scope, for in the bundle's own `process`, `Map` or `Object` may be the user's.
 *
 * @param entryFile Real path: what the bundle cannot resolve itself is looked up from there.
 */
export function bundlePrelude(format: ModuleFormat, entryFile: string): string {
  const source = JSON.stringify(`(${preludeHelpers.toString()})\n//# sourceURL=heatline-prelude`)
  const names = ['Require', 'Import', 'Meta', 'Interop', 'ToESM', 'Names'].map((name) => `__heatline${name} = __heatline.${name === 'ToESM' ? 'toESM' : name.toLowerCase()}`)
  const own = `__heatlineRequire(${JSON.stringify(entryFile)})`
  return [
    `var __heatline = (0, eval)(${source})((url, options) => import(url, options));`,
    `var ${names.join(', ')};`,
    format === 'esm' ? `var require = ${own};` : `require = ${own};`,
  ].join('\n')
}

/** A statement, on lines of its own, that gives the classes of esbuild's output their names; empty where they have them. */
export function classNames(output: string): string {
  const names = Array.from(output.matchAll(/^(?:var|let|const) ([\w$]+) =\s+class\s+_\1(?=[\s{])/gm), ([, name = '']) => name)
  return names.length === 0 ? '' : `\n__heatlineNames({ ${[...new Set(names)].map((name) => `${name}: () => ${name}`).join(', ')} });\n`
}

/** Puts the prelude's interop in the place of esbuild's, on the same line: line numbers stay. */
export function withPreludeInterop(output: string): string {
  return output.replace(/^var __toESM = (?=\(mod, isNodeMode, target\) =>)/m, 'var __toESM = __heatlineToESM, __esbuildToESM = ')
}
