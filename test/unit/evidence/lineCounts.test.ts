import { expect, test } from 'vitest'
import { countLines } from '../../../src/core/evidence/lineCounts.ts'
import type { FunctionCounts } from '../../../src/core/evidence/lineCounts.ts'

/** What is told of a function of which V8 counts the whole, and what `{1}…{/1}` marks as often. */
function told(marked: string): readonly string[] {
  const marks = [...marked.matchAll(/\{(\/?)(\d+)\}/gu)]
  const offsetOf = (mark: RegExpExecArray): number => mark.index - marks.filter(({ index }) => index < mark.index).reduce((sum, each) => sum + each[0].length, 0)
  const text = marked.replaceAll(/\{\/?\d+\}/gu, '')
  const ranges = marks.filter(([, close]) => close === '').map((mark): [number, number, number] => [offsetOf(mark), offsetOf(marks.find(([whole]) => whole === `{/${mark[2]}}`) ?? mark), Number(mark[2])])
  const functions: readonly FunctionCounts[] = [[[0, text.length, 100], ...ranges]]
  return countLines({ text, functions, calls: 1, placeOf: (line, column) => ({ file: 'a.js', line, column }), nameOf: (file) => file })
    .map(({ line, perCall, blocks }) => [line, perCall, ...blocks.map(({ column, perCall: count }) => `${text.split('\n')[line]?.slice(column)}:${count}`)].join(' '))
}

test('a block stands where its first code does, not behind what was before it', () => {
  expect(told('x = a {25}? b{/25} {75}: c{/75}')).toEqual(['0 100 b : c:25 c:75'])
  expect(told('x = a\n  {25}? b{/25}\n  {75}: c{/75}')).toEqual(['0 100', '1 25', '2 75'])
  expect(told('x = a {10}&& b{/10}\ny = a {20}?? b{/20}\nz = a{30}?.b{/30}')).toEqual(['0 100 b:10', '1 100 b:20', '2 100 b:30'])
  expect(told('if (a) {40}b(){/40}\nelse {60}c(){/60}')).toEqual(['0 100 b():40', '1 100 c():60'])
})

test('what goes on behind a line is none of its blocks', () => {
  expect(told('if (a) {60}return 1;{/60}{40}\nreturn 2{/40}')).toEqual(['0 100 return 1;:60', '1 40'])
  expect(told('if (a) {60}return 1;{/60}{40} // then\nreturn 2{/40}')).toEqual(['0 100 return 1; // then:60', '1 40'])
  expect(told('for (;;) {50}{ a(){40} }{/40}{/50}')).toEqual(['0 100 { a() }:50'])
})
