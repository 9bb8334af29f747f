import { expect, test } from 'vitest'
import { hasDecorators, markTypeImports } from '../../../src/engine/bundle/decoratorMetadata.ts'

test.each([
  ['@Injectable()\nclass A {}', true],
  ['class A { @Inject() b }', true],
  ['class A { constructor(@Inject(B) b: B, @Inject() c: C) {} }', true],
  ['export default @sealed class A {}', true],
  ['/**\n * @param a\n * @returns b\n */\nfunction f() {}', false],
  ['/** @type {number} */\nlet a', false],
  ['const mail = "a@b.c"; import x from "@scope/x"', false],
  ['// see @author', false],
])('hasDecorators: %s', (text, expected) => {
  expect(hasDecorators(text)).toBe(expected)
})

test.each([
  ['import { A, B } from "./a"', 'import { type A, B } from "./a"'],
  ['import { B, A as C } from "./a"', 'import { B, type A as C } from "./a"'],
  ['import { B as A, AA, $A } from "./a"', 'import { B as A, AA, $A } from "./a"'],
  ['import {\n  B,\n  A,\n} from "./a"', 'import {\n  B,\n  type A,\n} from "./a"'],
  ['import D, { type A } from "./a"', 'import D, { type A } from "./a"'],
  ['import type { A } from "./a"', 'import type { A } from "./a"'],
])('markTypeImports: %s', (text, marked) => {
  expect(markTypeImports(text, new Set(['A']))).toBe(marked)
})

test('markTypeImports: a default import', () => {
  expect(markTypeImports('import Options from "./options"', new Set(['default']))).toBe('import type Options from "./options"')
})
