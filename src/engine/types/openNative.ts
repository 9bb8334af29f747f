import { existsSync } from 'node:fs'
import path from 'node:path'
import { checkedOptions, usualOptions } from './checkedOptions.ts'
import type { Checker, CheckedSignature, CheckedSymbol, CheckedType, Compiler, CompilerFlags, SyntaxNode } from './compiler.ts'

/** `typescript/unstable/sync` of version 7, which runs the compiler as a process of its own. */
export interface NativeTypeScript extends CompilerFlags {
  readonly API: new (options: { cwd: string; fs: { readFile: (file: string) => string | undefined } }) => {
    parseConfigFile(file: string): { readonly options: Record<string, unknown>; readonly fileNames: readonly string[] }
    updateSnapshot(params: { openProjects?: readonly string[]; fileChanges?: { readonly changed: readonly string[] } }): {
      getProject(configFile: string): NativeProject | undefined
    }
    close(): void
  }
}

interface NativeProject {
  readonly checker: unknown
  readonly program: { getSourceFile(file: string): unknown; getSourceFileNames(): readonly string[]; getSemanticDiagnostics(file: string): readonly { readonly pos: number; readonly code: number }[] }
}

interface NativeHandle {
  readonly path: string
  resolve(): SyntaxNode | undefined
}

type NativeSymbol = CheckedSymbol & { readonly valueDeclaration?: NativeHandle; readonly declarations: readonly NativeHandle[] }

/* oxlint-disable typescript/no-unsafe-type-assertion -- another version's API, of which only these shapes are used */

/**
 * Opens a file in TypeScript 7, with its project's options: as a project of its own that is nowhere on disk, for all files of a
 * large one take seconds.
 * @param text of the file, as the editor has it
 */
export function openNative(typescript: NativeTypeScript, file: string, text: string, cwd: string): Compiler | null {
  const own = configAbove(cwd)
  const config = path.join(own === null ? cwd : path.dirname(own), 'tsconfig.heatline.json')
  let current = text
  let configText = ''
  const api = new typescript.API({ cwd, fs: { readFile: (each) => (each === file ? current : each === config ? configText : undefined) } })
  const parsed = own === null ? null : api.parseConfigFile(own)
  configText = JSON.stringify({
    ...(own !== null && { extends: `./${path.basename(own)}` }),
    compilerOptions: { ...(own === null && usualOptions), ...checkedOptions(parsed?.options ?? {}) },
    // What declares globals belongs to the program; other modules come by import.
    files: [file, ...parsed?.fileNames.filter((each) => /\.d\.[cm]?ts$/u.test(each)) ?? []],
    include: [],
    references: [],
  })
  const project = api.updateSnapshot({ openProjects: [config] }).getProject(config)
  const source = project?.program.getSourceFile(file)
  if (project === undefined || source === undefined) {
    api.close()
    return null
  }
  const checker = project.checker as Checker & { getIndexInfosOfType(type: CheckedType): readonly { readonly valueType: CheckedType }[] }
  return {
    TypeFlags: typescript.TypeFlags,
    ObjectFlags: typescript.ObjectFlags,
    SymbolFlags: typescript.SymbolFlags,
    SignatureKind: typescript.SignatureKind,
    ElementFlags: typescript.ElementFlags,
    checker,
    file,
    source: source as SyntaxNode,
    membersOf: (type) => (type as CheckedType & { getTypes(): readonly CheckedType[] }).getTypes(),
    symbolOf: (type) => (type as CheckedType & { getSymbol(): CheckedSymbol | undefined }).getSymbol(),
    parentOf: (symbol) => (symbol as CheckedSymbol & { getParent(): CheckedSymbol | undefined }).getParent(),
    aliasOf: (type) => (type as CheckedType & { getAliasSymbol?(): CheckedSymbol | undefined }).getAliasSymbol?.(),
    aliasArgumentsOf: (type) => (type as CheckedType & { getAliasTypeArguments?(): readonly CheckedType[] }).getAliasTypeArguments?.() ?? [],
    exportsOf: (symbol) => [...(symbol as CheckedSymbol & { getExports(): ReadonlyMap<string, CheckedSymbol> }).getExports().values()],
    templateOf: (type) => ({ texts: (type as CheckedType & { readonly texts: readonly string[] }).texts, types: (type as CheckedType & { getTypes(): readonly CheckedType[] }).getTypes() }),
    elementFlagsOf: (type) => (type as CheckedType & { getTarget(): { readonly elementFlags?: readonly number[] } }).getTarget().elementFlags ?? [],
    parametersOf: (signature) => (signature as CheckedSignature & { getParameters(): readonly CheckedSymbol[] }).getParameters(),
    thisParameterOf: (signature) => (signature as CheckedSignature & { getThisParameter(): CheckedSymbol | undefined }).getThisParameter(),
    isAbstract: (signature) => (signature as CheckedSignature & { readonly isAbstract: boolean }).isAbstract,
    declarationOf: (symbol) => declarationOf(symbol)?.resolve(),
    fileOf: (symbol) => declarationOf(symbol)?.path,
    files: () => project.program.getSourceFileNames(),
    moduleOf: (each) => {
      const module = project.program.getSourceFile(each)
      return module === undefined ? undefined : checker.getSymbolAtLocation(module as SyntaxNode)
    },
    indexedTypesOf: (type) => checker.getIndexInfosOfType(type).map(({ valueType }) => valueType),
    problemsIn: (changed, from, to) => {
      current = changed
      const snapshot = api.updateSnapshot({ fileChanges: { changed: [file] } })
      const found = snapshot.getProject(config)?.program.getSemanticDiagnostics(file) ?? []
      return found.flatMap(({ pos, code }) => (pos >= from && pos < to ? [{ start: pos, code }] : []))
    },
    close: () => api.close(),
  }
}

function declarationOf(symbol: CheckedSymbol): NativeHandle | undefined {
  const { valueDeclaration, declarations } = symbol as NativeSymbol
  return valueDeclaration ?? declarations[0]
}

/** The `tsconfig.json` of a folder, or of the nearest above it. */
function configAbove(folder: string): string | null {
  const config = path.join(folder, 'tsconfig.json')
  if (existsSync(config)) return config
  const above = path.dirname(folder)
  return above === folder ? null : configAbove(above)
}
