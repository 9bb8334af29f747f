import * as fc from 'fast-check'
import { requestTexts, responseTexts } from './exchangeTexts.ts'
import { numberTexts, stringTexts } from './primitiveTexts.ts'
import type { TextSurroundings } from './shapeTexts.ts'

/** Texts of values of which nothing is said, as their name lets one expect. */
export function anyTexts(at: TextSurroundings): fc.Arbitrary<string> {
  const { name, profile } = at
  const [least, most] = profile.length
  const numbers = fc.array(numberTexts({ ...at, name: 'value' }), { minLength: least, maxLength: most, size: 'max' }).map((all) => `[${all.join(', ')}]`)
  const strings = fc.array(stringTexts({ ...at, name: 'value' }), { minLength: Math.min(least, 5), maxLength: Math.min(most, 8), size: 'max' }).map((all) => `[${all.join(', ')}]`)
  const objects = fc.array(fc.tuple(numberTexts(at), stringTexts({ ...at, name: 'name' })), { minLength: Math.min(least, 5), maxLength: Math.min(most, 8), size: 'max' })
    .map((all) => `[${all.map(([id, text]) => `{ id: ${id}, name: ${text} }`).join(', ')}]`)
  const object = fc.tuple(numberTexts({ ...at, name: 'value' }), stringTexts({ ...at, name: 'name' })).map(([a, b]) => `{ a: ${a}, name: ${b}, list: [1, 2] }`)
  const callback = fc.constantFrom('(a) => a', '(a, b) => (a < b ? -1 : a > b ? 1 : 0)', '() => true', '(a) => String(a)', '() => {}')
  const lists = fc.oneof(numbers, strings, objects)
  if (/^(?:fn|func|cb|done|next)$|callback|iteratee|predicate|compar|handler|listener|mapper|reducer|accessor|^(?:resolve|reject)/iu.test(name)) return callback
  if (/^req(?:uest)?$/iu.test(name)) return fc.oneof({ arbitrary: requestTexts, weight: 3 }, { arbitrary: object, weight: 1 })
  if (/^res(?:ponse)?$/iu.test(name)) return fc.oneof({ arbitrary: responseTexts, weight: 3 }, { arbitrary: lists, weight: 1 }, { arbitrary: object, weight: 1 })
  if (/arr|list|items|values|elements|entries|collection|^data$|^rows?$/iu.test(name) || /[^s]s$/u.test(name)) return fc.oneof({ arbitrary: lists, weight: 5 }, { arbitrary: object, weight: 1 })
  if (/str|text|name|key|path|label|title|prefix|suffix|pattern|separator|char/iu.test(name)) return stringTexts(at)
  if (/^(?:n|i|j|k|x|y|z|min|max)$|num|count|index|len|size|width|height|offset|start|end|radius|angle|depth/iu.test(name)) return numberTexts(at)
  if (/obj|opts|options|config|props|map|record|source|target/iu.test(name)) return fc.oneof({ arbitrary: object, weight: 4 }, { arbitrary: lists, weight: 1 })
  return fc.oneof(numberTexts(at), stringTexts(at), object, lists, callback, fc.constantFrom('true', 'null'))
}
