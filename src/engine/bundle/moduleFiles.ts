/** A JavaScript or TypeScript module, by its name. A file without an extension is one, as for Node. */
export function isModuleFile(file: string): boolean {
  return /\.[cm]?[jt]sx?$/i.test(file) || !/\.[^/\\.]+$/.test(file)
}

/** Does Node not run such a file as it is, wherever it lies? */
export function needsCompiling(file: string): boolean {
  return /\.(?:[cm]?ts|[jt]sx)$/i.test(file)
}

/** The esbuild loader of a module. `.js` may hold JSX, as bundlers allow. */
export function loaderOf(file: string): 'ts' | 'tsx' | 'jsx' {
  if (/\.[cm]?ts$/i.test(file)) return 'ts'
  return /\.tsx$/i.test(file) ? 'tsx' : 'jsx'
}
