import type { RecordedShape } from '../../protocol/recordingLog.ts'

/** Makes objects of one shape from their properties' values. */
type LiteralMaker = (values: readonly unknown[]) => object

const makers = new Map<string, LiteralMaker>()

/** The same by shape: to write a literal's text takes longer than to make one. */
const byShape = new WeakMap<RecordedShape, LiteralMaker | null>()

/** V8 keeps objects with more properties in another way whatever makes them. */
const mostKeys = 128

/** What makes a plain object by a literal, the way most programs do; null where its properties are not plainly assigned. */
export function literalMaker(shape: RecordedShape): LiteralMaker | null {
  const known = byShape.get(shape)
  if (known !== undefined) return known
  const maker = writeMaker(shape)
  byShape.set(shape, maker)
  return maker
}

function writeMaker({ keys, attributes }: RecordedShape): LiteralMaker | null {
  if (attributes !== null || keys.length > mostKeys) return null
  const names = keys.filter((key) => typeof key === 'string')
  if (names.length < keys.length || names.includes('__proto__')) return null
  const text = names.map((name, index) => `${JSON.stringify(name)}: v[${index}]`).join(', ')
  const known = makers.get(text)
  if (known !== undefined) return known
  // oxlint-disable-next-line typescript/no-implied-eval -- nothing but quoted names
  const maker = new Function('v', `return { ${text} }`) as LiteralMaker
  makers.set(text, maker)
  return maker
}
