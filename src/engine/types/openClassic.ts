import path from 'node:path'
import type { Checker, CheckedSignature, CheckedSymbol, CheckedType, Compiler, CompilerFlags, SyntaxNode } from './compiler.ts'

/** The module `typescript` of versions 5 and 6. */
export interface ClassicTypeScript extends CompilerFlags {
  readonly sys: { readonly readFile: (file: string) => string | undefined }
  findConfigFile(folder: string, exists: (file: string) => boolean, name?: string): string | undefined
  readConfigFile(file: string, read: (file: string) => string | undefined): { readonly config?: unknown }
  parseJsonConfigFileContent(config: unknown, host: unknown, folder: string): { readonly options: Record<string, unknown>; readonly fileNames: readonly string[] }
  createCompilerHost(options: Record<string, unknown>): { readFile: (file: string) => string | undefined; fileExists: (file: string) => boolean }
  createProgram(files: readonly string[], options: Record<string, unknown>, host: unknown): {
    getTypeChecker(): unknown
    getSourceFile(file: string): unknown
  }
}

type ClassicNode = SyntaxNode & { getSourceFile(): { readonly fileName: string } }

type ClassicSymbol = CheckedSymbol & { readonly valueDeclaration?: ClassicNode; readonly declarations?: readonly ClassicNode[] }

/** `SignatureFlags.Abstract`, which is internal. */
const abstractSignature = 4

/* oxlint-disable typescript/no-unsafe-type-assertion -- another version's API, of which only these shapes are used */

/** Opens a file with its project's options in TypeScript 5 or 6. @param text of the file, as the editor has it */
export function openClassic(typescript: ClassicTypeScript, file: string, text: string): Compiler | null {
  const config = typescript.findConfigFile(path.dirname(file), (each) => typescript.sys.readFile(each) !== undefined)
  const parsed = config === undefined ? null : typescript.parseJsonConfigFileContent(typescript.readConfigFile(config, typescript.sys.readFile).config ?? {}, typescript.sys, path.dirname(config))
  const options = { ...parsed?.options, noEmit: true, allowJs: true, skipLibCheck: true }
  const host = typescript.createCompilerHost(options)
  const { readFile } = host
  host.readFile = (each) => (path.resolve(each) === file ? text : readFile(each))
  // What declares globals belongs to the program; other modules come by import.
  const declarations = parsed?.fileNames.filter((each) => /\.d\.[cm]?ts$/u.test(each)) ?? []
  const program = typescript.createProgram([file, ...declarations], options, host)
  const source = program.getSourceFile(file)
  if (source === undefined) return null
  const checker = program.getTypeChecker() as Checker & { getIndexInfosOfType(type: CheckedType): readonly { readonly type: CheckedType }[] }
  return {
    TypeFlags: typescript.TypeFlags,
    ObjectFlags: typescript.ObjectFlags,
    SymbolFlags: typescript.SymbolFlags,
    SignatureKind: typescript.SignatureKind,
    ElementFlags: typescript.ElementFlags,
    checker,
    file,
    source: source as SyntaxNode,
    membersOf: (type) => (type as CheckedType & { readonly types: readonly CheckedType[] }).types,
    symbolOf: (type) => (type as CheckedType & { readonly symbol?: CheckedSymbol }).symbol,
    parentOf: (symbol) => (symbol as CheckedSymbol & { readonly parent?: CheckedSymbol }).parent,
    aliasOf: (type) => (type as CheckedType & { readonly aliasSymbol?: CheckedSymbol }).aliasSymbol,
    exportsOf: (symbol) => [...(symbol as CheckedSymbol & { readonly exports?: ReadonlyMap<string, CheckedSymbol> }).exports?.values() ?? []],
    elementFlagsOf: (type) => (type as CheckedType & { readonly target?: { readonly elementFlags?: readonly number[] } }).target?.elementFlags ?? [],
    parametersOf: (signature) => (signature as CheckedSignature & { readonly parameters: readonly CheckedSymbol[] }).parameters,
    thisParameterOf: (signature) => (signature as CheckedSignature & { readonly thisParameter?: CheckedSymbol }).thisParameter,
    isAbstract: (signature) => ((signature as CheckedSignature & { readonly flags: number }).flags & abstractSignature) !== 0,
    declarationOf,
    fileOf: (symbol) => {
      const name = declarationOf(symbol)?.getSourceFile().fileName
      return name === undefined ? undefined : path.resolve(name)
    },
    moduleOf: (each) => {
      const module = program.getSourceFile(each)
      return module === undefined ? undefined : checker.getSymbolAtLocation(module as SyntaxNode)
    },
    indexedTypesOf: (type) => checker.getIndexInfosOfType(type).map(({ type: value }) => value),
    close: () => {},
  }
}

function declarationOf(symbol: CheckedSymbol): ClassicNode | undefined {
  const { valueDeclaration, declarations } = symbol as ClassicSymbol
  return valueDeclaration ?? declarations?.[0]
}
