/** A function of a document, as commands are given it. */
export interface FunctionReference {
  /** The document's URI. */
  readonly uri: string
  /** `SourceFunction.name` */
  readonly functionName: string
}

/** Whether a command's argument is one: a key binding or the palette passes none, a menu passes the file's URI. */
export function isFunctionReference(value: unknown): value is FunctionReference {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string'
    && 'functionName' in value && typeof value.functionName === 'string'
}
