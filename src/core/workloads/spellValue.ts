/**
 * Spells out data that a record is made of: equal for equal data. Not `v8.serialize`: it writes a whole number in two ways, by how V8 happens to
 * hold it, which differs between code that was optimised and code that was not.
 */
export function spellValue(part: unknown): string {
  switch (typeof part) {
    case 'number': return Object.is(part, -0) ? '-0' : String(part)
    case 'bigint': return `${part}n`
    case 'string': return JSON.stringify(part)
    case 'object':
      if (part === null) return 'null'
      if (part instanceof Uint8Array) return `bytes ${Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1')}`
      return Array.isArray(part) ? `[${part.map(spellValue).join()}]` : `{${Object.entries(part).map(([key, value]) => `${key}:${spellValue(value)}`).join()}}`
    default: return String(part)
  }
}
