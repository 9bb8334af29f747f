import type { CheckedSignature, CheckedSymbol, CheckedType, Compiler } from './compiler.ts'
import type { Home, Maker, Member } from './typeReader.ts'

/** Makers that are told for one type: more would only be tried. */
const mostMakers = 6

/** Exports of a module that are looked at: an index of everything has thousands. */
const mostExports = 400

type ParametersOf = (signature: CheckedSignature) => readonly Member<CheckedType>[]

/** The module that declares a symbol; null for what the libraries of the language or a package's typings declare. */
export function homeOf(compiler: Compiler, symbol: CheckedSymbol): Home | null {
  const file = compiler.fileOf(symbol)
  if (file === undefined || /\.d\.[cm]?ts$|[\\/]node_modules[\\/]/u.test(file) && file !== compiler.file) return null
  const module = compiler.moduleOf(file)
  const isExported = module !== undefined && compiler.checker.getExportsOfModule(module).some((each) => each.name === symbol.name)
  return { file, exported: isExported ? symbol.name : null }
}

/** One thing that might make values. */
interface Candidate {
  readonly expression: string
  readonly home: Home
  readonly type: CheckedType
}

/**
 * Finds what gives values of a type: constructors and static functions of its class, and functions and constants of the asking
 * file and of the file that declares the type. Types of the same declaration count as the same: that their arguments fit is
 * not worth the checker's time, as what does not fit throws or is refused when it is tried.
 */
export function makerFinder(compiler: Compiler, parametersOf: ParametersOf): (type: CheckedType) => readonly Maker<CheckedType>[] {
  const { checker, SignatureKind, SymbolFlags } = compiler
  const known = new Map<CheckedType, readonly Maker<CheckedType>[]>()
  const candidates = new Map<string, readonly Candidate[]>()

  return (type) => {
    const found = known.get(type) ?? find(type)
    known.set(type, found)
    return found
  }

  function find(type: CheckedType): readonly Maker<CheckedType>[] {
    const symbol = compiler.symbolOf(type)
    const alias = compiler.aliasOf(type)
    const named = alias ?? (symbol === undefined || symbol.name.startsWith('__') ? undefined : symbol)
    if (named === undefined) return []
    const makers: Maker<CheckedType>[] = []
    if (symbol !== undefined && (symbol.flags & (SymbolFlags['Class'] ?? 0)) !== 0) makers.push(...ofClass(symbol))
    const file = compiler.fileOf(named)
    if (file === undefined || /\.d\.[cm]?ts$|^bundled:/u.test(file)) return makers
    for (const each of [...candidatesIn(compiler.file), ...(file === compiler.file ? [] : candidatesIn(file))]) {
      if (makers.length >= mostMakers) break
      const maker = makerFrom(each, type, named)
      if (maker !== null && !makers.some((other) => other.expression === maker.expression)) makers.push(maker)
    }
    return makers
  }

  function ofClass(symbol: CheckedSymbol): readonly Maker<CheckedType>[] {
    const home = homeOf(compiler, symbol)
    const type = checker.getTypeOfSymbol(symbol)
    const signatures = type === undefined ? [] : checker.getSignaturesOfType(type, SignatureKind['Construct'] ?? 1)
    const made: Maker<CheckedType>[] = signatures.filter((each) => !compiler.isAbstract(each)).slice(0, 3).map((signature) => ({ expression: symbol.name, how: 'new', home, parameters: parametersOf(signature) }))
    for (const member of compiler.exportsOf(symbol)) {
      const own = member.name === 'prototype' ? undefined : checker.getTypeOfSymbol(member)
      const [call] = own === undefined ? [] : checker.getSignaturesOfType(own, SignatureKind['Call'] ?? 0)
      const returned = call === undefined ? undefined : checker.getReturnTypeOfSignature(call)
      if (call !== undefined && returned !== undefined && compiler.symbolOf(returned) === symbol) made.push({ expression: `${symbol.name}.${member.name}`, how: 'call', home, parameters: parametersOf(call) })
    }
    return made
  }

  /** Exported functions, constants and classes of a module; of the asking file also those that are not. */
  function candidatesIn(file: string): readonly Candidate[] {
    const before = candidates.get(file)
    if (before !== undefined) return before
    const module = compiler.moduleOf(file)
    const exported = module === undefined ? [] : checker.getExportsOfModule(module).slice(0, mostExports)
    const found = new Map<string, Candidate>()
    const add = (symbol: CheckedSymbol, exportedAs: string | null): void => {
      if (found.has(symbol.name) || !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(symbol.name) || symbol.name === 'default') return
      if ((symbol.flags & ((SymbolFlags['Value'] ?? 0) | (SymbolFlags['Alias'] ?? 0))) === 0) return
      const type = checker.getTypeOfSymbol(symbol)
      if (type !== undefined) found.set(symbol.name, { expression: symbol.name, home: { file, exported: exportedAs }, type })
    }
    for (const symbol of exported) add(symbol, symbol.name)
    if (file === compiler.file) for (const symbol of topLevelSymbols()) add(symbol, null)
    const all = [...found.values()]
    candidates.set(file, all)
    return all
  }

  function topLevelSymbols(): readonly CheckedSymbol[] {
    const symbols: CheckedSymbol[] = []
    compiler.source.forEachChild((statement) => {
      if (statement.name !== undefined) addAt(statement.name)
      // Of a variable statement the declarations stand two levels down.
      statement.forEachChild((list) => list.forEachChild((declaration) => {
        if (declaration.name !== undefined && statement.name === undefined) addAt(declaration.name)
        return undefined
      }))
      return undefined
    })
    return symbols
    function addAt(name: Parameters<typeof checker.getSymbolAtLocation>[0]): void {
      const symbol = checker.getSymbolAtLocation(name)
      if (symbol !== undefined) symbols.push(symbol)
    }
  }

  function makerFrom({ expression, home, type }: Candidate, wanted: CheckedType, named: CheckedSymbol): Maker<CheckedType> | null {
    if (isOf(type, named)) return { expression, how: 'take', home, parameters: [] }
    const construct = checker.getSignaturesOfType(type, SignatureKind['Construct'] ?? 1).find((each) => !compiler.isAbstract(each))
    if (construct !== undefined) {
      const made = checker.getReturnTypeOfSignature(construct)
      // A subclass is as good as its base.
      return made !== undefined && made !== wanted && checker.isTypeAssignableTo(made, wanted) ? { expression, how: 'new', home, parameters: parametersOf(construct) } : null
    }
    for (const call of checker.getSignaturesOfType(type, SignatureKind['Call'] ?? 0).slice(0, 2)) {
      const returned = checker.getReturnTypeOfSignature(call)
      if (returned !== undefined && isOf(returned, named)) return { expression, how: 'call', home, parameters: parametersOf(call) }
    }
    return null
  }

  function isOf(type: CheckedType, named: CheckedSymbol): boolean {
    return compiler.symbolOf(type) === named || compiler.aliasOf(type) === named
  }
}
