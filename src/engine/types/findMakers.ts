import path from 'node:path'
import type { CheckedSignature, CheckedSymbol, CheckedType, Compiler } from './compiler.ts'
import { homeOf, ownNameOf } from './homeOf.ts'
import type { Home, Maker, Member } from './typeReader.ts'

/** Makers that are told for one type: more would only be tried. */
const mostMakers = 8

/** Makers that are found, of which those are told that need least. */
const mostFound = 40

/** Exports of a module that are looked at: an index of everything has thousands. */
const mostExports = 400

type ParametersOf = (signature: CheckedSignature) => readonly Member<CheckedType>[]

/** One thing that might make values. */
interface Candidate {
  readonly expression: string
  readonly home: Home
  readonly type: CheckedType
}

/** A function that takes one value. */
export interface Consumer {
  readonly expression: string
  readonly home: Home
  readonly gives: CheckedType | null
}

/** Finds what gives values of types. */
export interface MakerFinder {
  /**
   * Constructors and static functions of a type's class, classes that extend or look like it, and functions and constants: of the
   * asking file and of the file that declares the type. @param isWide also of other modules that the asking file reaches
   */
  readonly makersOf: (type: CheckedType, isWide: boolean) => readonly Maker<CheckedType>[]
  /** Classes, and what else can be called with `new`, that construct the same type as one does that can be. */
  readonly constructorsLike: (type: CheckedType) => readonly Maker<CheckedType>[]
  /** Functions that take a value of a type and no more: what it is made for. */
  readonly consumersOf: (type: CheckedType) => readonly Consumer[]
}

/** Modules beyond the two that are near. */
const mostModules = 40

/**
 * Finds what gives values of a type. Types of the same declaration count as the same: that their arguments fit is not worth the
 * time here, as what does not fit is refused when rows are checked.
 */
export function makerFinder(compiler: Compiler, parametersOf: ParametersOf): MakerFinder {
  const { checker, SignatureKind, SymbolFlags, TypeFlags, ObjectFlags } = compiler
  const known = new Map<CheckedType, readonly Maker<CheckedType>[]>()
  const knownWide = new Map<CheckedType, readonly Maker<CheckedType>[]>()
  const candidates = new Map<string, readonly Candidate[]>()
  const unwrappers = new Map<CheckedSymbol, Pick<Candidate, 'expression' | 'home'> | null>()
  const bases = new Map<CheckedSymbol, ReadonlySet<CheckedSymbol>>()

  function makersOf(type: CheckedType, isWide: boolean): readonly Maker<CheckedType>[] {
    const cache = isWide ? knownWide : known
    const found = cache.get(type) ?? find(type, isWide)
    cache.set(type, found)
    return found
  }

  function find(type: CheckedType, isWide: boolean): readonly Maker<CheckedType>[] {
    const symbol = compiler.symbolOf(type)
    const alias = ownAliasOf(type)
    const named = alias ?? (symbol === undefined || symbol.name.startsWith('__') ? undefined : symbol)
    if (named === undefined) return []
    const makers: Maker<CheckedType>[] = []
    if (symbol !== undefined && isClass(symbol)) makers.push(...ofClass(symbol, type))
    for (const each of pool(named, isWide)) {
      if (makers.length >= mostFound) break
      const maker = makerFrom(each, type, named)
      if (maker !== null && !makers.some((other) => other.expression === maker.expression)) makers.push(maker)
    }
    return inOrder(makers, named)
  }

  /** The name of a type, unless it is the language's own: `Readonly` says nothing of what it is of. */
  function ownAliasOf(type: CheckedType): CheckedSymbol | undefined {
    const alias = compiler.aliasOf(type)
    const file = alias === undefined ? undefined : compiler.fileOf(alias)
    return file === undefined || isDeclaration(file) ? undefined : alias
  }

  /** Those that need least come first, but two that need nothing are enough; what needs one to make one comes last. */
  function inOrder(makers: readonly Maker<CheckedType>[], named: CheckedSymbol): readonly Maker<CheckedType>[] {
    const file = compiler.fileOf(named)
    const weighed = makers.map((maker) => ({ maker, needs: maker.parameters.reduce((sum, each) => sum + (each.isOptional ? 0 : isOf(each.type, named) ? 100 : 1), 0) }))
      .toSorted((a, b) => a.needs - b.needs || (a.maker.home?.file === file ? 0 : 1) - (b.maker.home?.file === file ? 0 : 1))
    const simple = weighed.filter(({ maker, needs }) => needs === 0 && maker.parameters.length === 0)
    return [...simple.slice(0, 2), ...weighed.filter((each) => !simple.includes(each)), ...simple.slice(2)].map(({ maker }) => maker).slice(0, mostMakers)
  }

  /** What might make something of a symbol, nearest first. */
  function* pool(named: CheckedSymbol, isWide: boolean): Iterable<Candidate> {
    const file = compiler.fileOf(named)
    yield* candidatesIn(compiler.file)
    if (file === undefined || isDeclaration(file)) return
    if (file !== compiler.file) yield* candidatesIn(file)
    if (!isWide) return
    for (const each of modulesNear(file)) yield* candidatesIn(each)
  }

  /** Modules of the package that belong to the program, those of a folder close to the file first. */
  function modulesNear(file: string): readonly string[] {
    const distance = (other: string): number => path.relative(path.dirname(file), other).split(path.sep).length
    return compiler.files().filter((each) => each !== file && each !== compiler.file && !isDeclaration(each) && !/[\\/]node_modules[\\/]/u.test(each))
      .map((each) => ({ each, far: distance(each) })).toSorted((a, b) => a.far - b.far || (a.each < b.each ? -1 : 1)).slice(0, mostModules).map(({ each }) => each)
  }

  function isClass(symbol: CheckedSymbol): boolean {
    return (symbol.flags & (SymbolFlags['Class'] ?? 0)) !== 0
  }

  function ofClass(symbol: CheckedSymbol, wanted: CheckedType): readonly Maker<CheckedType>[] {
    const home = homeOf(compiler, symbol)
    const type = checker.getTypeOfSymbol(symbol)
    const signatures = type === undefined ? [] : checker.getSignaturesOfType(type, SignatureKind['Construct'] ?? 1)
    const name = ownNameOf(compiler, symbol)
    const made: Maker<CheckedType>[] = signatures.filter((each) => !compiler.isAbstract(each)).slice(0, 3).map((signature) => ({ expression: name, how: 'new', home, parameters: parametersOf(signature), bindings: bindingsOf(checker.getReturnTypeOfSignature(signature), wanted) }))
    for (const member of compiler.exportsOf(symbol)) {
      const own = member.name === 'prototype' ? undefined : checker.getTypeOfSymbol(member)
      const [call] = own === undefined ? [] : checker.getSignaturesOfType(own, SignatureKind['Call'] ?? 0)
      const returned = call === undefined ? undefined : checker.getReturnTypeOfSignature(call)
      if (call !== undefined && returned !== undefined && compiler.symbolOf(returned) === symbol) made.push({ expression: `${name}.${member.name}`, how: 'call', home, parameters: parametersOf(call), bindings: bindingsOf(returned, wanted) })
      else if (own !== undefined && call === undefined && compiler.symbolOf(own) === symbol && checker.getSignaturesOfType(own, SignatureKind['Construct'] ?? 1).length === 0) made.push({ expression: `${name}.${member.name}`, how: 'take', home, parameters: [] })
    }
    return made
  }

  function constructorsLike(type: CheckedType): readonly Maker<CheckedType>[] {
    const symbol = compiler.symbolOf(type)
    const own: readonly Maker<CheckedType>[] = symbol !== undefined && isClass(symbol) ? [{ expression: ownNameOf(compiler, symbol), how: 'take', home: homeOf(compiler, symbol), parameters: [] }] : []
    const [construct] = checker.getSignaturesOfType(type, SignatureKind['Construct'] ?? 1)
    const made = construct === undefined ? undefined : checker.getReturnTypeOfSignature(construct)
    // Of a type parameter: what it must be at least.
    const least = made === undefined || (made.flags & (TypeFlags['TypeParameter'] ?? 0)) === 0 ? made : checker.getBaseConstraintOfType(made)
    const named = least === undefined ? undefined : compiler.aliasOf(least) ?? compiler.symbolOf(least)
    if (named === undefined) return own
    const found = [...pool(named, false)].flatMap(({ expression, home, type: each }): readonly Maker<CheckedType>[] => {
      const [signature] = checker.getSignaturesOfType(each, SignatureKind['Construct'] ?? 1)
      const constructed = signature === undefined ? undefined : checker.getReturnTypeOfSignature(signature)
      return constructed !== undefined && isOf(constructed, named) ? [{ expression, how: 'take', home, parameters: [] }] : []
    })
    return [...own, ...found].slice(0, mostMakers)
  }

  function consumersOf(type: CheckedType): readonly Consumer[] {
    const named = compiler.aliasOf(type) ?? compiler.symbolOf(type)
    if (named === undefined || named.name.startsWith('__')) return []
    return [...pool(named, false)].filter(({ expression }) => /^(?:run|exec|eval|collect|consume|drain|unwrap|toArray|toPromise)/u.test(expression)).flatMap(({ expression, home, type: each }): readonly Consumer[] => {
      const [call] = checker.getSignaturesOfType(each, SignatureKind['Call'] ?? 0)
      const [first, ...others] = call === undefined ? [] : parametersOf(call)
      return call !== undefined && first !== undefined && others.every(({ isOptional }) => isOptional) && isOf(first.type, named) ? [{ expression, home, gives: checker.getReturnTypeOfSignature(call) ?? null }] : []
    })
  }

  /** Exported functions, constants and classes of a module; of the asking file also those that are not. */
  function candidatesIn(file: string): readonly Candidate[] {
    const before = candidates.get(file)
    if (before !== undefined) return before
    const module = compiler.moduleOf(file)
    const exported = module === undefined ? [] : checker.getExportsOfModule(module).slice(0, mostExports)
    const found = new Map<string, Candidate>()
    const add = (symbol: CheckedSymbol, exportedAs: string | null): void => {
      const name = ownNameOf(compiler, symbol)
      if (found.has(name) || !isName(name)) return
      if ((symbol.flags & ((SymbolFlags['Value'] ?? 0) | (SymbolFlags['Alias'] ?? 0))) === 0) return
      const type = checker.getTypeOfSymbol(symbol)
      if (type !== undefined) found.set(name, { expression: name, home: { file, exported: exportedAs }, type })
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
    const construct = checker.getSignaturesOfType(type, SignatureKind['Construct'] ?? 1).find((each) => !compiler.isAbstract(each))
    if (construct !== undefined) {
      const made = checker.getReturnTypeOfSignature(construct)
      // A subclass is as good as its base. What has all that an interface asks for implements it, whatever its type arguments.
      const isFit = made !== undefined && made !== wanted && (isOf(made, named) || checker.isTypeAssignableTo(made, wanted) || looksLike(made, wanted))
      return isFit ? { expression, how: 'new', home, parameters: parametersOf(construct), bindings: bindingsOf(made, wanted) } : null
    }
    if (checker.getSignaturesOfType(type, SignatureKind['Construct'] ?? 1).length > 0) return null
    if (isOf(type, named)) return { expression, how: 'take', home, parameters: [] }
    for (const call of checker.getSignaturesOfType(type, SignatureKind['Call'] ?? 0).slice(0, 2)) {
      const returned = checker.getReturnTypeOfSignature(call)
      if (returned === undefined) continue
      if (isOf(returned, named)) return { expression, how: 'call', home, parameters: parametersOf(call), bindings: bindingsOf(returned, wanted) }
      const held = argumentsOf(returned).find((each) => isOf(each, named))
      const unwrap = held === undefined ? null : unwrapperOf(returned)
      if (held !== undefined && unwrap !== null) return { expression, how: 'call', home, parameters: parametersOf(call), bindings: bindingsOf(held, wanted), unwrap }
    }
    return null
  }

  function argumentsOf(type: CheckedType): readonly CheckedType[] {
    return ((type.objectFlags ?? 0) & (ObjectFlags['Reference'] ?? 0)) === 0 || checker.isArrayType(type) || checker.isTupleType(type) ? [] : checker.getTypeArguments(type)
  }

  /** What takes out of a type of the package what it holds: `runSync` of an effect. */
  function unwrapperOf(type: CheckedType): Pick<Candidate, 'expression' | 'home'> | null {
    const symbol = compiler.symbolOf(type)
    const before = symbol === undefined ? null : unwrappers.get(symbol)
    if (symbol === undefined || before !== undefined) return before ?? null
    const found = consumersOf(type).find(({ gives }) => gives !== null && (gives.flags & (TypeFlags['TypeParameter'] ?? 0)) !== 0)
    const unwrap = found === undefined ? null : { expression: found.expression, home: found.home }
    unwrappers.set(symbol, unwrap)
    return unwrap
  }

  /** Which type arguments make one type of a declaration another. */
  function bindingsOf(made: CheckedType | undefined, wanted: CheckedType): ReadonlyMap<CheckedType, CheckedType> {
    const bindings = new Map<CheckedType, CheckedType>()
    if (made === undefined) return bindings
    const isAlias = compiler.aliasOf(wanted) !== undefined && compiler.aliasOf(made) === compiler.aliasOf(wanted)
    if (!isAlias && compiler.symbolOf(made) !== compiler.symbolOf(wanted)) return bindings
    const asked = isAlias ? compiler.aliasArgumentsOf(wanted) : argumentsOf(wanted)
    for (const [index, each] of (isAlias ? compiler.aliasArgumentsOf(made) : argumentsOf(made)).entries()) {
      const target = asked[index]
      if (target !== undefined && target !== each && (each.flags & (TypeFlags['TypeParameter'] ?? 0)) !== 0) bindings.set(each, target)
    }
    return bindings
  }

  function looksLike(made: CheckedType, wanted: CheckedType): boolean {
    const asked = checker.getPropertiesOfType(wanted)
    if (asked.length < 2) return false
    const names = new Set(checker.getPropertiesOfType(made).map(({ name }) => name))
    return asked.every(({ name }) => names.has(name))
  }

  /** Whether a type is a symbol's, or one of a class or interface that extends it. */
  function isOf(type: CheckedType, named: CheckedSymbol): boolean {
    const symbol = compiler.symbolOf(type)
    return symbol === named || compiler.aliasOf(type) === named || (symbol !== undefined && basesOf(symbol).has(named))
  }

  function basesOf(symbol: CheckedSymbol): ReadonlySet<CheckedSymbol> {
    const before = bases.get(symbol)
    if (before !== undefined) return before
    const found = new Set<CheckedSymbol>()
    bases.set(symbol, found)
    if ((symbol.flags & ((SymbolFlags['Class'] ?? 0) | (SymbolFlags['Interface'] ?? 0))) === 0) return found
    const declared = checker.getDeclaredTypeOfSymbol(symbol)
    for (const base of declared === undefined ? [] : checker.getBaseTypes(declared)) {
      const own = compiler.symbolOf(base)
      if (own === undefined) continue
      found.add(own)
      for (const each of basesOf(own)) found.add(each)
    }
    return found
  }

  return { makersOf, constructorsLike, consumersOf }
}

/** What may stand alone: an export can be called `null`. */
function isName(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text) && !/^(?:default|null|undefined|void|true|false|function|class|enum|void|delete|typeof|this|new|in|instanceof|catch|try|throw|if|else|for|do|while|switch|case|return|const|let|var|import|export|extends|super|with|yield|await|static|never)$/u.test(text)
}

function isDeclaration(file: string): boolean {
  return /\.d\.[cm]?ts$|^bundled:/u.test(file)
}
