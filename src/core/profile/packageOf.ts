/** The installed package that a file belongs to, `vite` or `@scope/name`; null for the user's own. */
export function packageOf(file: string): string | null {
  const [, name] = /^.*[\\/]?node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/s.exec(file) ?? []
  return name === undefined ? null : name.replace('\\', '/')
}

/** Whether a file of a run, as it names it, is code that its user wrote: neither a package's nor Node's own. */
export function isOwnFile(file: string): boolean {
  return packageOf(file) === null && !file.startsWith('node:') && !file.startsWith('wasm:')
}
