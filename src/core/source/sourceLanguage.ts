/** How a file is parsed, by its name alone, as Node and TypeScript decide it. */
export interface SourceLanguage {
  /** JavaScript files may contain JSX, as every bundler allows. */
  readonly lang: 'jsx' | 'ts' | 'tsx' | 'dts'
  /** `unambiguous`: the text itself decides between a module and a script. */
  readonly sourceType: 'module' | 'commonjs' | 'unambiguous'
}

/** The language of a file; null where it is not JavaScript or TypeScript by its extension. */
export function sourceLanguage(fileName: string): SourceLanguage | null {
  const match = /(\.d)?\.([mc]?[jt]s|[jt]sx)$/i.exec(fileName)
  const extension = match?.[2]?.toLowerCase()
  if (match === null || extension === undefined) return null
  const sourceType = extension.startsWith('m') ? 'module' : extension.startsWith('c') ? 'commonjs' : 'unambiguous'
  if (extension === 'tsx') return { lang: 'tsx', sourceType }
  if (extension.endsWith('ts')) return { lang: match[1] === undefined ? 'ts' : 'dts', sourceType }
  return { lang: 'jsx', sourceType }
}
