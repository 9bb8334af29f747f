import { expect, test } from 'vitest'
import { valueNames } from '../../../src/engine/types/valueNames.ts'

test.each([
  ['class Cart {}', ['Cart']],
  ['class Cart extends Base {}', ['Cart']],
  ['var Expired = class extends Error {}', ['Expired']],
  ['const Sorted = class implements Order {}', ['Sorted']],
  ['export default class extends Base {}', []],
  ['enum Colour { red }', ['Colour']],
  ['import type { A } from \'a\'\nimport { type B, C, D as E } from \'b\'', ['C', 'E']],
  ['/** import { a } from \'b\' */\nexport async function run() {}', ['run']],
])('values of %s', (text, names) => {
  expect([...valueNames(text)]).toEqual(names)
})
