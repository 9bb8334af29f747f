import type { SeenCall, SeenProbe, SeenResult, SeenUse } from '../core/workloads/seenUse.ts'

type Fields = Readonly<Record<string, unknown>>

/** The guard of what a probing call showed: field by field, or null where it is none. */
export function readSeenProbe(value: unknown): SeenProbe | null {
  if (!isFields(value)) return null
  const { returned, statements, uses, result } = value
  return typeof returned === 'boolean' && Array.isArray(statements) && statements.every(Number.isInteger) && Array.isArray(uses) && uses.every((use) => use === null || isUse(use)) && isResult(result)
    ? { returned, statements, uses, result }
    : null
}

function isUse(value: unknown): value is SeenUse {
  return isFields(value) && (value.as === null || value.as === 'function' || value.as === 'object' || value.as === 'array' || value.as === 'plain')
    && isListOf(value.kinds, 'string') && Array.isArray(value.literals) && value.literals.every(isPrimitive)
    && Array.isArray(value.coerced) && value.coerced.every((hint) => hint === 'number' || hint === 'string' || hint === 'default')
    && isFields(value.members) && Object.values(value.members).every(isUse) && (value.element === null || isUse(value.element))
    && typeof value.isIterated === 'boolean' && typeof value.isListed === 'boolean' && typeof value.isKeyed === 'boolean' && typeof value.isConstructed === 'boolean'
    && (value.call === null || isCall(value.call))
}

function isCall(value: unknown): value is SeenCall {
  return isFields(value) && Number.isInteger(value.count) && isListOf(value.functions, 'number') && isUse(value.result)
}

function isResult(value: unknown): value is SeenResult {
  if (!isFields(value)) return false
  if (value.kind === 'value') return true
  if (value.kind === 'function') return isDriven(value)
  return value.kind === 'object' && Array.isArray(value.members) && value.members.every((member) => isFields(member) && typeof member.name === 'string' && isDriven(member))
}

function isDriven({ parameters, names, returns }: Fields): boolean {
  return Array.isArray(parameters) && parameters.every(isUse) && isListOf(names, 'string') && isResult(returns)
}

function isPrimitive(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function isListOf(value: unknown, type: 'string' | 'number'): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === type)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
