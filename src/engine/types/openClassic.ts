import path from 'node:path'
import { checkedOptions, usualOptions } from './checkedOptions.ts'
import type { Checker, CheckedSignature, CheckedSymbol, CheckedType, Compiler, CompilerFlags, SyntaxNode } from './compiler.ts'

/** The module `typescript` of versions 5 and 6. */
export interface ClassicTypeScript extends CompilerFlags {
  readonly versionMajorMinor: string
  readonly sys: { readonly readFile: (file: string) => string | undefined }
  findConfigFile(folder: string, exists: (file: string) => boolean, name?: string): string | undefined
  readConfigFile(file: string, read: (file: string) => string | undefined): { readonly config?: unknown }
  parseJsonConfigFileContent(config: unknown, host: unknown, folder: string): { readonly options: Record<string, unknown>; readonly fileNames: readonly string[] }
  createCompilerHost(options: Record<string, unknown>, setParentNodes: boolean): ClassicHost
  createProgram(files: readonly string[], options: Record<string, unknown>, host: unknown, old?: ClassicProgram): ClassicProgram
}

interface ClassicHost {
  readFile: (file: string) => string | undefined
  fileExists: (file: string) => boolean
  getSourceFile: (file: string, ...rest: readonly unknown[]) => unknown
}

interface ClassicProgram {
  getTypeChecker(): unknown
  getSourceFile(file: string): unknown
  getSourceFiles(): readonly { readonly fileName: string }[]
  /** The third parameter, which is how an editor looks at a part of a file, came with 5.6. */
  getSemanticDiagnostics(source: unknown, token: undefined, nodes: readonly SyntaxNode[]): readonly { readonly start?: number; readonly code: number }[]
}

type ClassicNode = SyntaxNode & { getSourceFile(): { readonly fileName: string } }

type ClassicSymbol = CheckedSymbol & { readonly valueDeclaration?: ClassicNode; readonly declarations?: readonly ClassicNode[] }

/** `SignatureFlags.Abstract`, which is internal. */
const abstractSignature = 4

/* oxlint-disable typescript/no-unsafe-type-assertion -- another version's API, of which only these shapes are used */

/** Opens a file with its project's options in TypeScript 5 or 6. @param text of the file, as the editor has it */
export function openClassic(typescript: ClassicTypeScript, file: string, text: string): Compiler | null {
  const config = typescript.findConfigFile(path.dirname(file), (each) => typescript.sys.readFile(each) !== undefined)
  const json = config === undefined ? { compilerOptions: usualOptions } : typescript.readConfigFile(config, typescript.sys.readFile).config ?? {}
  const parsed = typescript.parseJsonConfigFileContent(json, typescript.sys, path.dirname(config ?? file))
  const options = { ...parsed.options, ...checkedOptions(parsed.options) }
  // Until 5.9 all typings count by themselves, and there is no such word for them.
  if (typescript.versionMajorMinor.startsWith('5.')) options['types'] = parsed.options['types']
  const host = typescript.createCompilerHost(options, true)
  const { readFile, getSourceFile } = host
  let current = text
  host.readFile = (each) => (path.resolve(each) === file ? current : readFile(each))
  // What declares globals belongs to the program; other modules come by import.
  const declarations = parsed.fileNames.filter((each) => /\.d\.[cm]?ts$/u.test(each)) 
  const roots = [file, ...declarations]
  const program = typescript.createProgram(roots, options, host)
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
    aliasArgumentsOf: (type) => (type as CheckedType & { readonly aliasTypeArguments?: readonly CheckedType[] }).aliasTypeArguments ?? [],
    exportsOf: (symbol) => [...(symbol as CheckedSymbol & { readonly exports?: ReadonlyMap<string, CheckedSymbol> }).exports?.values() ?? []],
    templateOf: (type) => type as CheckedType & { readonly texts: readonly string[]; readonly types: readonly CheckedType[] },
    elementFlagsOf: (type) => (type as CheckedType & { readonly target?: { readonly elementFlags?: readonly number[] } }).target?.elementFlags ?? [],
    parametersOf: (signature) => (signature as CheckedSignature & { readonly parameters: readonly CheckedSymbol[] }).parameters,
    thisParameterOf: (signature) => (signature as CheckedSignature & { readonly thisParameter?: CheckedSymbol }).thisParameter,
    isAbstract: (signature) => ((signature as CheckedSignature & { readonly flags: number }).flags & abstractSignature) !== 0,
    declarationOf,
    fileOf: (symbol) => {
      const name = declarationOf(symbol)?.getSourceFile().fileName
      return name === undefined ? undefined : path.resolve(name)
    },
    files: () => program.getSourceFiles().map(({ fileName }) => path.resolve(fileName)),
    moduleOf: (each) => {
      const module = program.getSourceFile(each)
      return module === undefined ? undefined : checker.getSymbolAtLocation(module as SyntaxNode)
    },
    indexedTypesOf: (type) => checker.getIndexInfosOfType(type).map(({ type: value }) => value),
    problemsIn: (changed, from, to) => {
      current = changed
      host.getSourceFile = (each, ...rest) => (path.resolve(each) === file ? undefined : program.getSourceFile(each)) ?? getSourceFile(each, ...rest)
      const other = typescript.createProgram(roots, options, host, program)
      const whole = other.getSourceFile(file) as SyntaxNode
      const nodes: SyntaxNode[] = []
      whole.forEachChild((node) => {
        if (node.end > from && node.pos < to) nodes.push(node)
        return undefined
      })
      return other.getSemanticDiagnostics(whole, undefined, nodes).flatMap(({ start, code }) => (start !== undefined && start >= from && start < to ? [{ start, code }] : []))
    },
    close: () => {},
  }
}

function declarationOf(symbol: CheckedSymbol): ClassicNode | undefined {
  const { valueDeclaration, declarations } = symbol as ClassicSymbol
  return valueDeclaration ?? declarations?.[0]
}
