import type { OnLoadResult } from 'esbuild'

/** esbuild's namespace of modules that stay outside the bundle and are loaded from inside it by `require`. */
export const externalNamespace = 'heatline-external'

/** The same, for importers that were written for a bundler. */
export const bundlerNamespace = 'heatline-interop'

/** esbuild's namespace of modules that were not found but that a program may never ask for. */
export const missingNamespace = 'heatline-missing'

/** esbuild's namespace of what compiled decorators call. */
export const helperNamespace = 'heatline-decorators'

/**
 * A module of the bundle that hands on an external one. Named imports of a CommonJS package in an ES module are a
 * SyntaxError where Node's lexer does not see the names; through `require` every name is there, and esbuild's interop
 * gives `default` the meaning that it has for the importer. Node loads the external module once, whoever asks.
 */
export function externalModule(file: string): OnLoadResult {
  return { contents: `module.exports = ${required(file)}`, loader: 'js' }
}

/** The same with the `default` that a bundler gives. */
export function bundlerExternalModule(file: string): OnLoadResult {
  return { contents: `module.exports = __heatlineInterop(${required(file)})`, loader: 'js' }
}

/** An import that was not found. */
export interface MissingImport {
  readonly importer: string
  readonly specifier: string
}

/** A module that fails when it is asked for, with the error that Node gives the importer. */
export function missingModule({ importer, specifier }: MissingImport): OnLoadResult {
  return { contents: `module.exports = __heatlineRequire(${JSON.stringify(importer)})(${JSON.stringify(specifier)})`, loader: 'js' }
}

/**
 * What code that is bundled for browsers imports besides code: styles are empty, anything else is its own path, which
 * is what such an import stands for. CommonJS, so that no named import of it fails.
 */
export function assetModule(file: string): OnLoadResult {
  const isStyle = /\.(?:css|scss|sass|less|styl|pcss|postcss)$/i.test(file)
  return { contents: `module.exports = ${isStyle ? '{}' : JSON.stringify(file)}`, loader: 'js' }
}

function required(file: string): string {
  return `__heatlineRequire(${JSON.stringify(file)})(${JSON.stringify(file)})`
}
