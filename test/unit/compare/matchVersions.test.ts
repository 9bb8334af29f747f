import { describe, expect, test } from 'vitest'
import { matchVersions } from '../../../src/core/comparison/versionTexts.ts'
import type { VersionTexts } from '../../../src/core/comparison/versionTexts.ts'
import { FunctionFinder } from '../../../src/core/profile/functionFinder.ts'
import { trusted } from '../../../src/core/profile/placedProfile.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { loopExtents } from '../../../src/core/source/loopExtents.ts'

type Files = Readonly<Record<string, string>>

function versionOf(files: Files): VersionTexts {
  const texts = new Map(Object.entries(files))
  const finder = new FunctionFinder((file) => discoverFunctions(texts.get(file) ?? '', file).functions)
  return { texts, functionAt: (file, line) => trusted(finder.ownerOf(file, line, '')).name, loopsOf: (file) => loopExtents(texts.get(file) ?? '', file) }
}

/** The changed lines of both versions, as a diff shows them. */
function changes(base: Files, current: Files): readonly string[] {
  const matched = matchVersions(versionOf(base), versionOf(current), new Map())
  return (['base', 'current'] as const).flatMap((side) => matched.changedLines(side).map(({ file, text }) => `${side === 'base' ? '-' : '+'} ${file} ${text.trim()}`))
}

const clean = 'export function clean(text) {\n  const letters = text.split("")\n  return letters.filter(isLetter).join("")\n}'

describe('the lines of two versions', () => {
  test('are the same in a function that moved to another file', () => {
    expect(changes({ 'a.js': `${clean}\nrun(clean)` }, { 'a.js': "import { clean } from './b.js'\nrun(clean)", 'b.js': `// Cleans.\n${clean}` }))
      .toEqual(["+ a.js import { clean } from './b.js'", '+ b.js // Cleans.'])
  })

  test('are the same in a function that moved and was renamed, but for what was edited', () => {
    const edited = clean.replace('clean(', 'lettersOf(').replace('isLetter', 'isSign')
    const [base, current] = [{ 'a.js': clean }, { 'b.js': edited }]
    expect(changes(base, current)).toHaveLength(4)
    const matched = matchVersions(versionOf(base), versionOf(current), new Map())
    expect(matched.counterpart('current', { file: 'b.js', line: 2 })).toEqual({ file: 'a.js', line: 2 })
    expect(matched.keyOf('base', { file: 'a.js', line: 1 })).toBe(matched.keyOf('current', { file: 'b.js', line: 1 }))
  })

  test('are not those of another function that has some of them', () => {
    const other = 'export function other(text) {\n  const words = text.split(" ")\n  return words.filter(isLetter).join("")\n}'
    expect(changes({ 'a.js': clean }, { 'b.js': other })).toHaveLength(8)
  })

  test('are new where they moved from the top of the file into a function', () => {
    expect(changes({ 'a.js': 'const table = JSON.parse(text)\nfunction find(key) {\n  return table[key]\n}' }, { 'a.js': 'function find(key) {\n  const table = JSON.parse(text)\n  return table[key]\n}' }))
      .toEqual(['- a.js const table = JSON.parse(text)', '+ a.js const table = JSON.parse(text)'])
  })

  test('are new where they moved into a loop', () => {
    const [before, within] = ['  const word = new RegExp(pattern)\n  for (const line of lines) {\n', '  for (const line of lines) {\n    const word = new RegExp(pattern)\n']
    const rest = '    count(word, line)\n  }\n}'
    expect(changes({ 'a.js': `function f(lines) {\n${before}${rest}` }, { 'a.js': `function f(lines) {\n${within}${rest}` })).toEqual(['- a.js const word = new RegExp(pattern)', '+ a.js const word = new RegExp(pattern)'])
    expect(changes({ 'a.js': `function f(lines) {\n${within}${rest}` }, { 'a.js': `function f(lines) {\n${before}${rest}` })).toEqual(['- a.js const word = new RegExp(pattern)', '+ a.js const word = new RegExp(pattern)'])
  })

  test('are new where they moved into a function that a call is given', () => {
    const [base, current] = ['  const word = new RegExp(pattern)\n  return lines.filter((line) => {\n', '  return lines.filter((line) => {\n    const word = new RegExp(pattern)\n'].map((head) => `function f(lines) {\n${head}    return word.test(line)\n  })\n}`)
    expect(changes({ 'a.js': base ?? '' }, { 'a.js': current ?? '' })).toEqual(['- a.js const word = new RegExp(pattern)', '+ a.js const word = new RegExp(pattern)'])
  })

  test('are the same in a new loop, in a renamed function, and in one that was split off', () => {
    const work = '  startWork(a)\n  finishWork(a)\n'
    expect(changes({ 'a.js': `function f(a) {\n${work}}` }, { 'a.js': `function f(a) {\n  while (more()) {\n${work}  }\n}` })).toEqual(['+ a.js while (more()) {', '+ a.js }'])
    expect(changes({ 'a.js': `function f(a) {\n${work}}` }, { 'a.js': `function g(a) {\n${work}}` })).toEqual(['- a.js function f(a) {', '+ a.js function g(a) {'])
    expect(changes({ 'a.js': `function f(a) {\n${work}}` }, { 'a.js': 'function f(a) {\n  startWork(a)\n  rest(a)\n}\nfunction rest(a) {\n  finishWork(a)\n}' })).toEqual(['+ a.js rest(a)', '+ a.js }', '+ a.js function rest(a) {'])
  })
})
