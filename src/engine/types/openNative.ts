import type { Checker, CheckedSignature, CheckedSymbol, CheckedType, Compiler, CompilerFlags, SyntaxNode } from './compiler.ts'

/** `typescript/unstable/sync` of version 7, which runs the compiler as a process of its own. */
export interface NativeTypeScript extends CompilerFlags {
  readonly API: new (options: { cwd: string; fs: { readFile: (file: string) => string | undefined } }) => {
    updateSnapshot(params: { openFiles: readonly string[] }): {
      getDefaultProjectForFile(file: string): { readonly checker: unknown; readonly program: { getSourceFile(file: string): unknown } } | undefined
    }
    close(): void
  }
}

interface NativeHandle {
  readonly path: string
  resolve(): SyntaxNode | undefined
}

type NativeSymbol = CheckedSymbol & { readonly valueDeclaration?: NativeHandle; readonly declarations: readonly NativeHandle[] }

/* oxlint-disable typescript/no-unsafe-type-assertion -- another version's API, of which only these shapes are used */

/** Opens the project of a file in TypeScript 7. @param text of the file, as the editor has it */
export function openNative(typescript: NativeTypeScript, file: string, text: string, cwd: string): Compiler | null {
  const api = new typescript.API({ cwd, fs: { readFile: (each) => (each === file ? text : undefined) } })
  const project = api.updateSnapshot({ openFiles: [file] }).getDefaultProjectForFile(file)
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
    exportsOf: (symbol) => [...(symbol as CheckedSymbol & { getExports(): ReadonlyMap<string, CheckedSymbol> }).getExports().values()],
    elementFlagsOf: (type) => (type as CheckedType & { getTarget(): { readonly elementFlags?: readonly number[] } }).getTarget().elementFlags ?? [],
    parametersOf: (signature) => (signature as CheckedSignature & { getParameters(): readonly CheckedSymbol[] }).getParameters(),
    thisParameterOf: (signature) => (signature as CheckedSignature & { getThisParameter(): CheckedSymbol | undefined }).getThisParameter(),
    isAbstract: (signature) => (signature as CheckedSignature & { readonly isAbstract: boolean }).isAbstract,
    declarationOf: (symbol) => declarationOf(symbol)?.resolve(),
    fileOf: (symbol) => declarationOf(symbol)?.path,
    moduleOf: (each) => {
      const module = project.program.getSourceFile(each)
      return module === undefined ? undefined : checker.getSymbolAtLocation(module as SyntaxNode)
    },
    indexedTypesOf: (type) => checker.getIndexInfosOfType(type).map(({ valueType }) => valueType),
    close: () => api.close(),
  }
}

function declarationOf(symbol: CheckedSymbol): NativeHandle | undefined {
  const { valueDeclaration, declarations } = symbol as NativeSymbol
  return valueDeclaration ?? declarations[0]
}
