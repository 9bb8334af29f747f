import { builtInNames } from '../../core/workloads/inputShape.ts'
import type { BuiltInName } from '../../core/workloads/inputShape.ts'
import type { CheckedSymbol, CheckedType, Compiler, SyntaxNode, SyntaxParameter } from './compiler.ts'
import type { Member, TypeFact, TypeReader } from './typeReader.ts'

const builtIn = new Map<string, BuiltInName>(builtInNames.map((name) => [name, name]))

/** Reads types with TypeScript's checker. */
export function compilerReader(compiler: Compiler): TypeReader<CheckedType> {
  const { checker, TypeFlags, ObjectFlags, SymbolFlags, SignatureKind, ElementFlags } = compiler

  function describe(type: CheckedType): TypeFact<CheckedType> {
    const is = (...names: readonly string[]): boolean => has(type.flags, TypeFlags, ...names)
    if (is('Any', 'Unknown', 'Never')) return { kind: 'unknown' }
    if (is('EnumLiteral') && !is('Union')) return enumMember(type)
    if (is('StringLiteral', 'NumberLiteral')) return typeof type.value === 'string' || typeof type.value === 'number' ? { kind: 'literal', value: type.value } : { kind: 'unknown' }
    if (is('BooleanLiteral')) return { kind: 'literal', value: (type.value ?? type.intrinsicName === 'true') === true }
    if (is('Boolean')) return { kind: 'boolean' }
    if (is('Union')) return { kind: 'union', members: compiler.membersOf(type) }
    if (is('String', 'TemplateLiteral', 'StringMapping')) return { kind: 'string' }
    if (is('Number', 'Enum')) return { kind: 'number' }
    if (is('BigInt', 'BigIntLiteral')) return { kind: 'bigint' }
    if (is('ESSymbol', 'UniqueESSymbol')) return { kind: 'symbol' }
    if (is('Undefined', 'Void')) return { kind: 'undefined' }
    if (is('Null')) return { kind: 'null' }
    if (is('NonPrimitive')) return { kind: 'object' }
    if (is('Object', 'Intersection')) return describeObject(type)
    const constraint = checker.getBaseConstraintOfType(type) ?? null
    return { kind: 'parameter', constraint: constraint === null || constraint === type || has(constraint.flags, TypeFlags, 'Unknown') ? null : constraint }
  }

  function enumMember(type: CheckedType): TypeFact<CheckedType> {
    const symbol = compiler.symbolOf(type)
    const parent = symbol === undefined ? undefined : compiler.parentOf(symbol)
    return symbol === undefined || parent === undefined ? { kind: 'unknown' } : { kind: 'enumMember', enumName: parent.name, member: symbol.name }
  }

  function describeObject(type: CheckedType): TypeFact<CheckedType> {
    if (checker.isTupleType(type)) {
      const flags = compiler.elementFlagsOf(type)
      return { kind: 'tuple', elements: checker.getTypeArguments(type).filter((_, index) => has(flags[index] ?? 0, ElementFlags, 'Required')) }
    }
    const symbol = compiler.symbolOf(type)
    const name = builtIn.get(symbol?.name ?? '')
    if (checker.isArrayType(type) || symbol?.name === 'ReadonlyArray') return { kind: 'array', element: checker.getTypeArguments(type)[0] ?? type }
    if (name !== undefined) return { kind: 'builtIn', name, arguments: has(type.objectFlags ?? 0, ObjectFlags, 'Reference') ? checker.getTypeArguments(type) : [] }
    const [call] = checker.getSignaturesOfType(type, SignatureKind['Call'] ?? 0)
    if (call !== undefined) return { kind: 'function', returns: checker.getReturnTypeOfSignature(call) ?? null }
    if (symbol !== undefined && has(symbol.flags, SymbolFlags, 'Class')) return { kind: 'class', className: symbol.name, parameters: constructorParameters(symbol) }
    return { kind: 'record', properties: checker.getPropertiesOfType(type).flatMap(memberOf), rest: compiler.indexedTypesOf(type)[0] ?? null }
  }

  function constructorParameters(symbol: CheckedSymbol): readonly Member<CheckedType>[] {
    const type = checker.getTypeOfSymbol(symbol)
    const [construct] = type === undefined ? [] : checker.getSignaturesOfType(type, SignatureKind['Construct'] ?? 1)
    return construct === undefined ? [] : compiler.parametersOf(construct).flatMap(memberOf)
  }

  function memberOf(symbol: CheckedSymbol): readonly Member<CheckedType>[] {
    // Symbols and private members cannot be written as a key.
    if (/^__|[@#]/u.test(symbol.name)) return []
    const type = checker.getTypeOfSymbol(symbol)
    return type === undefined ? [] : [{ name: symbol.name, type, isOptional: has(symbol.flags, SymbolFlags, 'Optional') || includesUndefined(type) }]
  }

  function includesUndefined(type: CheckedType): boolean {
    return has(type.flags, TypeFlags, 'Undefined') || (has(type.flags, TypeFlags, 'Union') && compiler.membersOf(type).some((member) => has(member.flags, TypeFlags, 'Undefined')))
  }

  return {
    describe,
    parametersOf(end) {
      const parameters = functionEndingAt(compiler.source, end)
      if (parameters === null) return null
      return parameters.filter(({ name }) => name.text !== 'this').map((parameter, index) => ({
        name: parameter.name.text ?? `argument${index + 1}`,
        type: checker.getTypeAtLocation(parameter) ?? checker.getTypeAtLocation(parameter.name) ?? { flags: TypeFlags['Unknown'] ?? 0 },
        isOptional: parameter.initializer !== undefined || parameter.questionToken !== undefined || parameter.dotDotDotToken !== undefined,
      }))
    },
  }
}

/** Whether flags hold one of those names. */
function has(flags: number, all: Readonly<Record<string, number>>, ...names: readonly string[]): boolean {
  return names.some((name) => (flags & (all[name] ?? 0)) !== 0)
}

/** The parameters of the function whose code ends at an offset: the innermost with a body. */
function functionEndingAt(node: SyntaxNode, end: number): readonly SyntaxParameter[] | null {
  const deeper = node.forEachChild((child) => (child.pos <= end && child.end >= end ? functionEndingAt(child, end) ?? undefined : undefined))
  if (deeper !== undefined) return deeper
  return node.end === end && node.parameters !== undefined && node.body !== undefined ? node.parameters : null
}
