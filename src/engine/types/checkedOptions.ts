/** Options of a package that has no `tsconfig.json`. */
export const usualOptions: Readonly<Record<string, string>> = { target: 'es2022', module: 'esnext', moduleResolution: 'bundler', jsx: 'preserve' }

/**
 * The compiler's options with which values are made: a project's own, but strict, so that what may be undefined says so, and
 * looking at plain JavaScript too.
 * @param own the project's
 */
export function checkedOptions(own: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    strict: true, noEmit: true, allowJs: true, checkJs: true, skipLibCheck: true, composite: false, incremental: false, noUnusedLocals: false, noUnusedParameters: false,
    // Typings that are installed count, unless the project names its own.
    ...(own['types'] === undefined && { types: ['*'] }),
  }
}
