// The part of TypeScript's API that values are made with, as versions 5, 6 and 7 have it in common. What they have under
// different names, an adapter gives one: `openClassic.ts` and `openNative.ts`.

/** A type of the checker's. */
export interface CheckedType {
  readonly flags: number
  readonly objectFlags?: number
  readonly value?: unknown
  readonly intrinsicName?: string
}

export interface CheckedSymbol {
  readonly name: string
  readonly flags: number
}

export interface CheckedSignature {
  readonly declaration?: unknown
}

/** A node of the syntax tree. Offsets are UTF-16. */
export interface SyntaxNode {
  readonly pos: number
  readonly end: number
  readonly name?: SyntaxNode & { readonly text?: string }
  readonly parameters?: readonly SyntaxParameter[]
  readonly body?: SyntaxNode
  readonly members?: readonly SyntaxNode[]
  readonly heritageClauses?: unknown
  forEachChild<Found>(visit: (node: SyntaxNode) => Found | undefined): Found | undefined
}

export interface SyntaxParameter extends SyntaxNode {
  readonly name: SyntaxNode & { readonly text?: string }
  readonly initializer?: unknown
  readonly questionToken?: unknown
  readonly dotDotDotToken?: unknown
}

/** The checker, by the names that all versions have. */
export interface Checker {
  getTypeAtLocation(node: SyntaxNode): CheckedType | undefined
  getSymbolAtLocation(node: SyntaxNode): CheckedSymbol | undefined
  getTypeOfSymbol(symbol: CheckedSymbol): CheckedType | undefined
  getDeclaredTypeOfSymbol(symbol: CheckedSymbol): CheckedType | undefined
  getPropertiesOfType(type: CheckedType): readonly CheckedSymbol[]
  getSignaturesOfType(type: CheckedType, kind: number): readonly CheckedSignature[]
  getReturnTypeOfSignature(signature: CheckedSignature): CheckedType | undefined
  getBaseConstraintOfType(type: CheckedType): CheckedType | undefined
  /** Of a declared class or interface. */
  getBaseTypes(type: CheckedType): readonly CheckedType[]
  getTypeArguments(type: CheckedType): readonly CheckedType[]
  getExportsOfModule(symbol: CheckedSymbol): readonly CheckedSymbol[]
  isArrayType(type: CheckedType): boolean
  isTupleType(type: CheckedType): boolean
  isTypeAssignableTo(source: CheckedType, target: CheckedType): boolean
}

/** Flags by name: their values differ between versions. */
export interface CompilerFlags {
  readonly TypeFlags: Readonly<Record<string, number>>
  readonly ObjectFlags: Readonly<Record<string, number>>
  readonly SymbolFlags: Readonly<Record<string, number>>
  readonly SignatureKind: Readonly<Record<string, number>>
  readonly ElementFlags: Readonly<Record<string, number>>
}

/** One project, open in one version of TypeScript. */
export interface Compiler extends CompilerFlags {
  readonly checker: Checker
  /** Absolute path of the file that was asked about. */
  readonly file: string
  readonly source: SyntaxNode
  membersOf(type: CheckedType): readonly CheckedType[]
  symbolOf(type: CheckedType): CheckedSymbol | undefined
  /** The symbol of a named type: `type Options = { ... }`. */
  aliasOf(type: CheckedType): CheckedSymbol | undefined
  /** What the parameters of a named type stand for. */
  aliasArgumentsOf(type: CheckedType): readonly CheckedType[]
  parentOf(symbol: CheckedSymbol): CheckedSymbol | undefined
  exportsOf(symbol: CheckedSymbol): readonly CheckedSymbol[]
  /** Of a template literal type: its texts, and the types between them. */
  templateOf(type: CheckedType): { readonly texts: readonly string[]; readonly types: readonly CheckedType[] }
  elementFlagsOf(type: CheckedType): readonly number[]
  parametersOf(signature: CheckedSignature): readonly CheckedSymbol[]
  thisParameterOf(signature: CheckedSignature): CheckedSymbol | undefined
  isAbstract(signature: CheckedSignature): boolean
  /** Types of values under keys that are no declared properties. */
  indexedTypesOf(type: CheckedType): readonly CheckedType[]
  /** Where a symbol's value (else its type) is declared; undefined for what the compiler made. */
  declarationOf(symbol: CheckedSymbol): SyntaxNode | undefined
  /** Absolute path of the file of a symbol's declaration. */
  fileOf(symbol: CheckedSymbol): string | undefined
  /** Absolute paths of all files of the program. */
  files(): readonly string[]
  /** The module that a file is; undefined for a script. */
  moduleOf(file: string): CheckedSymbol | undefined
  /**
   * What the checker finds wrong in a stretch of the file, were this its text.
   * @param from,to UTF-16 offsets of the text
   */
  problemsIn(text: string, from: number, to: number): readonly Problem[]
  close(): void
}

/** Something that the checker finds wrong. */
export interface Problem {
  /** UTF-16 offset at which it begins. */
  readonly start: number
  /** TypeScript's number of it. */
  readonly code: number
}
