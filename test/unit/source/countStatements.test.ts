import { runInThisContext } from 'node:vm'
import { expect, test } from 'vitest'
import { countStatements } from '../../../src/core/source/countStatements.ts'

const program = `'use strict';
function tries(i, b = made(i), c = 1, d) {
  'use strict';
  first(i); second();
  switch (i) {
    case 1: first(1); return 2;
    default:
  }
  d ??= i ? made() : 0;
  d.f ||= () => 1;
  const { e = made(), g = class {} } = d;
  return () => first(e, g);
}
class Kept { static { first(3); first(4); } }
`

/** What the program's function gives. */
function run(code: string): unknown {
  return runInThisContext(`(() => {${code}; try { return body() } catch (error) { return String(error) }})()`)
}

test('each statement is counted by itself, and what is only evaluated at need', () => {
  expect(countStatements(program, false)?.text).toBe(`'use strict';
function tries(i, b = 1&&(made(i)), c = 1, d) {
  'use strict';
  first(i); {}second();
  {}switch (i) {
    case 1: first(1); {}return 2;
    default:
  }
  {}d ??= 1&&(i ? made() : 0);
  {}d.f ||= () => 1;
  {}const { e = 1&&(made()), g = class {} } = d;
  {}return () => first(e, g);
}
{}class Kept { static { first(3); {}first(4); } }
`)
})

test('what stands in it is found in the text that was given', () => {
  const { text, originOf } = countStatements(program, false) ?? { text: '', originOf: () => -1 }
  let kept = ''
  let last = -1
  for (let offset = 0; offset < text.length; offset++) {
    const origin = originOf(offset)
    expect(origin).toBeGreaterThanOrEqual(last)
    // What was added stands where the next of the text does.
    if (originOf(offset + 1) > origin) kept += program[origin]
    last = origin
  }
  expect(kept).toBe(program)
  expect(originOf(text.indexOf('{}second'))).toBe(program.indexOf('second'))
  expect(originOf(text.indexOf('second'))).toBe(program.indexOf('second'))
})

test('it does what it did', () => {
  const body = `const log = []; const fail = (i) => { log.push(i); if (i > 1) throw new Error('no'); return i }
    const all = ({ a = fail(1), b = () => 1 } = {}, c = (log.push('c'), 2)) => { let d; d ??= fail(0); d &&= fail(2); return [a, b.name, c, d] }
    for (const each of [undefined, { a: 5 }]) try { log.push(all(each)) } catch (error) { log.push(error.message) } finally { log.push('end') }
    log.push(all({ a: 1 }, 3)); return log`
  const text = `function body() {${body}}`
  const counted = countStatements(text, false)?.text ?? ''
  expect(counted).not.toBe(text)
  expect(run(counted)).toEqual(run(text))
})

test('a text that does not parse is left alone', () => {
  expect(countStatements('function (', false)).toBeNull()
})
