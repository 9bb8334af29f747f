import type { BuiltInName } from './inputShape.ts'

/** Kinds of values that are told by the names of their members. */
export type MemberKind = 'string' | 'array' | 'number' | Extract<BuiltInName, 'Date' | 'RegExp' | 'Map' | 'Set' | 'Promise' | 'Uint8Array' | 'URL'>

const names: Readonly<Record<MemberKind, readonly string[]>> = {
  string: ['charAt', 'charCodeAt', 'codePointAt', 'endsWith', 'localeCompare', 'match', 'matchAll', 'normalize', 'padEnd', 'padStart', 'repeat', 'replace', 'replaceAll', 'search', 'split', 'startsWith', 'substr', 'substring', 'toLowerCase', 'toLocaleLowerCase', 'toUpperCase', 'toLocaleUpperCase', 'trim', 'trimEnd', 'trimStart', 'trimLeft', 'trimRight', 'indexOf', 'lastIndexOf', 'includes', 'slice', 'concat', 'at', 'length'],
  array: ['copyWithin', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flat', 'flatMap', 'forEach', 'join', 'map', 'pop', 'push', 'reduce', 'reduceRight', 'reverse', 'shift', 'some', 'sort', 'splice', 'toReversed', 'toSorted', 'toSpliced', 'unshift', 'entries', 'keys', 'values', 'indexOf', 'lastIndexOf', 'includes', 'slice', 'concat', 'at', 'length'],
  number: ['toFixed', 'toPrecision', 'toExponential'],
  Date: ['getTime', 'getDate', 'getDay', 'getFullYear', 'getHours', 'getMilliseconds', 'getMinutes', 'getMonth', 'getSeconds', 'getTimezoneOffset', 'getUTCDate', 'getUTCDay', 'getUTCFullYear', 'getUTCHours', 'getUTCMilliseconds', 'getUTCMinutes', 'getUTCMonth', 'getUTCSeconds', 'setDate', 'setFullYear', 'setHours', 'setMilliseconds', 'setMinutes', 'setMonth', 'setSeconds', 'setTime', 'setUTCDate', 'setUTCFullYear', 'setUTCHours', 'setUTCMinutes', 'setUTCMonth', 'toISOString', 'toDateString', 'toUTCString', 'toLocaleDateString', 'toLocaleTimeString', 'toTimeString'],
  RegExp: ['exec', 'test', 'source', 'flags', 'lastIndex', 'global', 'ignoreCase', 'multiline', 'sticky', 'unicode'],
  Map: ['get', 'set', 'has', 'delete', 'clear', 'size', 'forEach', 'entries', 'keys', 'values'],
  Set: ['add', 'has', 'delete', 'clear', 'size', 'forEach', 'entries', 'keys', 'values', 'union', 'intersection'],
  Promise: ['then', 'catch', 'finally'],
  Uint8Array: ['buffer', 'byteLength', 'byteOffset', 'subarray', 'BYTES_PER_ELEMENT', 'set', 'slice', 'fill', 'length'],
  URL: ['href', 'searchParams', 'hostname', 'pathname', 'protocol', 'host', 'search', 'hash', 'port', 'origin'],
}

/** Members that a value of each kind has. */
const known: ReadonlyMap<string, ReadonlySet<string>> = new Map(Object.entries(names).map(([kind, own]) => [kind, new Set(own)]))

/** Names that say nothing: everything has them. */
const everywhere = new Set(['constructor', 'toString', 'valueOf', 'toJSON', 'toLocaleString', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable', '__proto__'])

/** Members that are the value's own, as far as names tell. */
export function ownMembers(members: readonly string[]): readonly string[] {
  return members.filter((name) => !everywhere.has(name))
}

/** Whether a name could be that of a kind's member. */
export function isMemberOf(name: string, kind: MemberKind): boolean {
  return known.get(kind)?.has(name) === true
}

/**
 * The kinds that have all those members, likeliest first; none where a member is of no kind: then it is an object of the code's own.
 * Of two that fit, arrays come first.
 */
export function kindsOfMembers(members: readonly string[]): readonly MemberKind[] {
  const own = ownMembers(members)
  if (own.length === 0) return []
  const order: readonly MemberKind[] = ['array', 'string', 'Date', 'RegExp', 'Map', 'Set', 'number', 'Promise', 'Uint8Array', 'URL']
  return order.filter((kind) => own.every((name) => isMemberOf(name, kind)))
}
