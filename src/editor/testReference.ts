/** Tests of a document, as commands are given them. */
export interface TestReference {
  /** The document's URI. */
  readonly uri: string
  /** For people: the full name, or the file's where it is all of it. */
  readonly name: string
  /** A regular expression's text that full names match; null for all of the file. */
  readonly namePattern: string | null
  /** 0-based, inclusive. */
  readonly startLine: number
  readonly endLine: number
}

/** Whether a command's argument is one. */
export function isTestReference(value: unknown): value is TestReference {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string' && 'name' in value && typeof value.name === 'string'
    && 'namePattern' in value && (value.namePattern === null || typeof value.namePattern === 'string')
    && 'startLine' in value && typeof value.startLine === 'number' && 'endLine' in value && typeof value.endLine === 'number'
}

/** A script of a package.json, as commands are given it. */
export interface ScriptReference {
  /** The package.json's URI. */
  readonly uri: string
  readonly script: string
}

/** Whether a command's argument is one. */
export function isScriptReference(value: unknown): value is ScriptReference {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string' && 'script' in value && typeof value.script === 'string'
}
