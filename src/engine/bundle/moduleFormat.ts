import path from 'node:path'

/** The two module systems of Node; also what the bundle is written in. */
export type ModuleFormat = 'esm' | 'cjs'

/** The "type" of a package.json; null where it has none, or where there is no package.json. */
export type PackageType = 'module' | 'commonjs' | null

const formatOfExtension: Readonly<Record<string, ModuleFormat>> = { '.mjs': 'esm', '.mts': 'esm', '.cjs': 'cjs', '.cts': 'cjs' }

/**
 * The format a file runs in, decided as Node decides it: the extension, else the package's "type", else the syntax
 * (https://nodejs.org/api/packages.html#determining-module-system). Two cases are none of Node's:
 * - `.ts` and `.tsx` without "type" are CommonJS whatever their syntax. That is what tsc makes of them there, and what
 *   ts-node, tsx and Jest run, so such code may count on `require` and `__dirname` and on packages' `require`
 *   conditions. Where it cannot be CommonJS (top-level `await`), the bundler turns to ESM.
 * - `.js` with ESM syntax in a "commonjs" package, which Node refuses, is compiled to CommonJS as Babel does.
 *
 * `hasModuleSyntax` is asked only where the syntax decides.
 */
export function moduleFormat(file: string, packageType: PackageType, hasModuleSyntax: () => boolean): ModuleFormat {
  const extension = path.extname(file).toLowerCase()
  const fixed = formatOfExtension[extension]
  if (fixed) return fixed
  if (packageType) return packageType === 'module' ? 'esm' : 'cjs'
  if (extension === '.ts' || extension === '.tsx') return 'cjs'
  return hasModuleSyntax() ? 'esm' : 'cjs'
}
