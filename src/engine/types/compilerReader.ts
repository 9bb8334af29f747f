import { builtInNames } from '../../core/workloads/inputShape.ts'
import type { BuiltInName } from '../../core/workloads/inputShape.ts'
import type { CheckedSignature, CheckedSymbol, CheckedType, Compiler, SyntaxNode, SyntaxParameter } from './compiler.ts'
import { makerFinder } from './findMakers.ts'
import { homeOf, ownNameOf } from './homeOf.ts'
import type { CallFact, Maker, Member, TypeFact, TypeReader } from './typeReader.ts'

const builtIn = new Map<string, BuiltInName>(builtInNames.map((name) => [name, name]))

/** Reads types with TypeScript's checker. */
export function compilerReader(compiler: Compiler): TypeReader<CheckedType> {
  const { checker, TypeFlags, ObjectFlags, SymbolFlags, SignatureKind, ElementFlags } = compiler
  const { makersOf, constructorsLike, consumersOf } = makerFinder(compiler, parametersOf)

  function describe(type: CheckedType): TypeFact<CheckedType> {
    const is = (...names: readonly string[]): boolean => has(type.flags, TypeFlags, ...names)
    if (is('Any', 'Unknown')) return { kind: 'any' }
    if (is('Never')) return { kind: 'unknown' }
    if (is('EnumLiteral') && !is('Union')) return enumMember(type)
    if (is('StringLiteral', 'NumberLiteral')) return typeof type.value === 'string' || typeof type.value === 'number' ? { kind: 'literal', value: type.value } : { kind: 'unknown' }
    if (is('BooleanLiteral')) return { kind: 'literal', value: (type.value ?? type.intrinsicName === 'true') === true }
    if (is('Boolean')) return { kind: 'boolean' }
    if (is('Union')) return { kind: 'union', members: compiler.membersOf(type), makers: (isWide) => (compiler.aliasOf(type) === undefined ? [] : makersOf(type, isWide)) }
    if (is('TemplateLiteral')) return { kind: 'template', ...compiler.templateOf(type) }
    if (is('String', 'StringMapping')) return { kind: 'string' }
    if (is('Number', 'Enum')) return { kind: 'number' }
    if (is('BigInt', 'BigIntLiteral')) return { kind: 'bigint' }
    if (is('ESSymbol', 'UniqueESSymbol')) return { kind: 'symbol' }
    if (is('Undefined', 'Void')) return { kind: 'undefined' }
    if (is('Null')) return { kind: 'null' }
    if (is('NonPrimitive')) return { kind: 'object' }
    if (is('Object', 'Intersection')) return describeObject(type)
    const constraint = checker.getBaseConstraintOfType(type) ?? null
    const isOpen = constraint === null || constraint === type || has(constraint.flags, TypeFlags, 'Unknown')
    return { kind: 'parameter', name: compiler.symbolOf(type)?.name ?? 'T', constraint: isOpen ? null : constraint }
  }

  function enumMember(type: CheckedType): TypeFact<CheckedType> {
    const symbol = compiler.symbolOf(type)
    const parent = symbol === undefined ? undefined : compiler.parentOf(symbol)
    return symbol === undefined || parent === undefined ? { kind: 'unknown' } : { kind: 'enumMember', enumName: ownNameOf(compiler, parent), member: symbol.name, home: homeOf(compiler, parent) }
  }

  function describeObject(type: CheckedType): TypeFact<CheckedType> {
    if (checker.isTupleType(type)) return describeTuple(type)
    const symbol = compiler.symbolOf(type)
    const name = isOfLibrary(symbol) ? builtIn.get(symbol?.name ?? '') : undefined
    if (checker.isArrayType(type) || symbol?.name === 'ReadonlyArray') return { kind: 'array', element: checker.getTypeArguments(type)[0] ?? type }
    if (name !== undefined) return { kind: 'builtIn', name, arguments: has(type.objectFlags ?? 0, ObjectFlags, 'Reference') ? checker.getTypeArguments(type) : [] }
    const [call] = checker.getSignaturesOfType(type, SignatureKind['Call'] ?? 0)
    const properties = checker.getPropertiesOfType(type)
    if (call !== undefined && properties.length === 0) return functionFact(call)
    const makers = (isWide: boolean): readonly Maker<CheckedType>[] => makersOf(type, isWide)
    if (call === undefined && checker.getSignaturesOfType(type, SignatureKind['Construct'] ?? 1).length > 0) return { kind: 'constructor', makers: constructorsLike(type) }
    if (symbol !== undefined && has(symbol.flags, SymbolFlags, 'Class')) return { kind: 'class', makers }
    if (call !== undefined) return makers(false).length > 0 ? { kind: 'class', makers } : functionFact(call)
    const branded = has(type.flags, TypeFlags, 'Intersection') ? compiler.membersOf(type).find((member) => has(member.flags, TypeFlags, 'String', 'Number', 'BigInt', 'Boolean')) : undefined
    // `string & {}` is a string; one with a brand is what makes such.
    if (branded !== undefined) return makers(false).length > 0 ? { kind: 'class', makers } : describe(branded)
    return { kind: 'record', properties: membersOf(type), rest: compiler.indexedTypesOf(type)[0] ?? null, isWhole: properties.every((each) => isWritable(each) || has(each.flags, SymbolFlags, 'Optional')), makers }
  }

  function functionFact(call: CheckedSignature): TypeFact<CheckedType> {
    const own = compiler.thisParameterOf(call)
    const onType = own === undefined ? undefined : checker.getTypeOfSymbol(own)
    return { kind: 'function', parameters: parametersOf(call), returns: checker.getReturnTypeOfSignature(call) ?? null, needsThis: onType !== undefined && !has(onType.flags, TypeFlags, 'Any', 'Unknown', 'Void', 'Undefined') }
  }

  function membersOf(type: CheckedType): readonly Member<CheckedType>[] {
    return has(type.flags, TypeFlags, 'Object', 'Intersection') ? checker.getPropertiesOfType(type).flatMap(memberOf) : []
  }

  function describeTuple(type: CheckedType): TypeFact<CheckedType> {
    const flags = compiler.elementFlagsOf(type)
    const types = checker.getTypeArguments(type)
    return {
      kind: 'tuple',
      elements: types.filter((_, index) => has(flags[index] ?? 0, ElementFlags, 'Required')),
      rest: types.find((_, index) => has(flags[index] ?? 0, ElementFlags, 'Rest')) ?? null,
    }
  }

  /** A class of that name in the user's own code is another one. */
  function isOfLibrary(symbol: CheckedSymbol | undefined): boolean {
    if (symbol === undefined || !builtIn.has(symbol.name)) return false
    const file = compiler.fileOf(symbol)
    return file === undefined || /\.d\.[cm]?ts$|^bundled:/u.test(file)
  }

  function parametersOf(signature: CheckedSignature): readonly Member<CheckedType>[] {
    return compiler.parametersOf(signature).flatMap((symbol, index) => {
      const type = checker.getTypeOfSymbol(symbol)
      if (type === undefined) return []
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a parameter's declaration is one, or nothing that a signature made up has
      const declaration = compiler.declarationOf(symbol) as SyntaxParameter | undefined
      return parameterOf(declaration, type, index, symbol.name)
    })
  }

  /** A parameter; those that a tuple spells out where one takes the rest. */
  function parameterOf(declaration: SyntaxParameter | undefined, type: CheckedType, index: number, name: string | undefined): readonly Member<CheckedType>[] {
    const written = name ?? declaration?.name.text ?? ''
    const usable = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(written) && !written.startsWith('__') ? written : `argument${index + 1}`
    if (declaration?.dotDotDotToken === undefined) return [{ name: usable, type, isOptional: declaration?.initializer !== undefined || declaration?.questionToken !== undefined }]
    return restMembers(type, usable)
  }

  /** What takes the rest, by a list's type. */
  function restMembers(type: CheckedType, name: string): readonly Member<CheckedType>[] {
    const list = has(type.flags, TypeFlags, 'Union') ? compiler.membersOf(type)[0] ?? type : isList(type) ? type : checker.getBaseConstraintOfType(type) ?? type
    if (!checker.isTupleType(list)) return [{ name, type: isList(list) ? checker.getTypeArguments(list)[0] ?? list : compiler.indexedTypesOf(list)[0] ?? list, isOptional: true, isRest: true }]
    const flags = compiler.elementFlagsOf(list)
    return checker.getTypeArguments(list).flatMap((element, at) => {
      if (has(flags[at] ?? 0, ElementFlags, 'Variadic')) return restMembers(element, name)
      const isRest = has(flags[at] ?? 0, ElementFlags, 'Rest')
      return [{ name: `${name}${at + 1}`, type: element, isOptional: isRest || has(flags[at] ?? 0, ElementFlags, 'Optional'), ...(isRest && { isRest }) }]
    })
  }

  function isList(type: CheckedType): boolean {
    return checker.isArrayType(type) || checker.isTupleType(type)
  }

  function memberOf(symbol: CheckedSymbol): readonly Member<CheckedType>[] {
    if (!isWritable(symbol)) return []
    const type = checker.getTypeOfSymbol(symbol)
    if (type === undefined) return []
    const isOptional = has(symbol.flags, SymbolFlags, 'Optional')
    return [{ name: symbol.name, type, isOptional, ...(!isOptional && includesUndefined(type) && { takesUndefined: true }) }]
  }

  function includesUndefined(type: CheckedType): boolean {
    return has(type.flags, TypeFlags, 'Undefined') || (has(type.flags, TypeFlags, 'Union') && compiler.membersOf(type).some((member) => has(member.flags, TypeFlags, 'Undefined')))
  }

  function callOf(end: number): CallFact<CheckedType> | null {
    const found = functionEndingAt(compiler.source, end, null)
    if (found === null) return null
    const { node, owner } = found
    const own = (node.parameters ?? []).filter(({ name }) => name.text !== 'this')
    const written = own.flatMap((parameter, index) => parameterOf(parameter, checker.getTypeAtLocation(parameter) ?? checker.getTypeAtLocation(parameter.name) ?? { flags: TypeFlags['Any'] ?? 1 }, index, undefined))
    const type = checker.getTypeAtLocation(node)
    const signatures = type === undefined ? [] : checker.getSignaturesOfType(type, SignatureKind['Call'] ?? 0)
    const thisParameter = signatures.map((each) => compiler.thisParameterOf(each)).find((each) => each !== undefined)
    const classType = owner === null ? undefined : checker.getTypeAtLocation(owner)
    return {
      overloads: signatures.length > 1 ? signatures.map(parametersOf) : [written],
      returns: signatures[0] === undefined ? null : checker.getReturnTypeOfSignature(signatures[0]) ?? null,
      receiver: (thisParameter === undefined ? classType : checker.getTypeOfSymbol(thisParameter)) ?? null,
      isOnComponent: classType !== undefined && isComponent(classType),
    }
  }

  function isComponent(type: CheckedType): boolean {
    const setState = checker.getPropertiesOfType(type).find(({ name }) => name === 'setState')
    return setState !== undefined && /[\\/]@types[\\/]react[\\/]/u.test(compiler.fileOf(setState) ?? '')
  }

  return { describe, callOf, membersOf, consumersOf }
}

/** Symbols and private members cannot be written as a key. */
function isWritable(symbol: CheckedSymbol): boolean {
  return !/^__|[@#]/u.test(symbol.name)
}

/** Whether flags hold one of those names. */
function has(flags: number, all: Readonly<Record<string, number>>, ...names: readonly string[]): boolean {
  return names.some((name) => (flags & (all[name] ?? 0)) !== 0)
}

interface FoundFunction {
  readonly node: SyntaxNode
  /** The class that it is a member of, also as the value of a field. */
  readonly owner: SyntaxNode | null
}

/** The function whose code ends at an offset: of `(a) => (b) => a + b` the outermost. */
function functionEndingAt(node: SyntaxNode, end: number, owner: SyntaxNode | null): FoundFunction | null {
  const isFunction = node.parameters !== undefined && node.body !== undefined
  if (node.end === end && isFunction) return { node, owner }
  const inside = node.members !== undefined ? node : isFunction ? null : owner
  const deeper = node.forEachChild((child) => (child.pos <= end && child.end >= end ? functionEndingAt(child, end, inside) ?? undefined : undefined))
  return deeper ?? null
}
