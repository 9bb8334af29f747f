import { describe, expect, test } from 'vitest'
import { progressOn } from '../../../src/cli/progress.ts'

describe('at a terminal', () => {
  test('the line changes in place and is gone at the end', () => {
    const { screen, progress } = start({ isTTY: true, columns: 60 })
    progress.stage('Bundling', null)
    expect(screen()).toEqual(['Bundling …'])
    progress.stage('Timing', 'process 2 of 6')
    expect(screen()).toEqual(['Timing (process 2 of 6) …'])
    progress.end()
    expect(screen()).toEqual([''])
  })

  test('what the code prints scrolls above it, in whole lines', () => {
    const { screen, progress } = start({ isTTY: true, columns: 60 })
    progress.stage('Timing', null)
    progress.output('one\ntw')
    expect(screen()).toEqual(['one', 'Timing …'])
    progress.output('o\n')
    progress.note('Cancelling')
    expect(screen()).toEqual(['one', 'two', 'Cancelling', 'Timing …'])
    progress.output('unfinished')
    progress.end()
    expect(screen()).toEqual(['one', 'two', 'Cancelling', 'unfinished', ''])
  })

  test('it is never wider than the terminal, which would break it in two', () => {
    const { screen, progress } = start({ isTTY: true, columns: 12 })
    progress.stage('Waiting for another profile', 'src/cart.ts#total')
    expect(screen()).toEqual(['Waiting fo…'])
  })
})

test('a terminal that does not know its width gets a line as well', () => {
  const { screen, progress } = start({ isTTY: true, columns: 0 })
  progress.stage('Bundling', null)
  expect(screen()).toEqual(['Bundling …'])
})

describe('elsewhere', () => {
  test.each([
    [{ isTTY: false }, {}],
    [{ isTTY: true }, { TERM: 'dumb' }],
  ])('a line a stage, no escapes: %j %j', (stream, env) => {
    const { written, progress } = start(stream, env)
    progress.stage('Timing', 'process 1 of 6')
    progress.stage('Timing', 'process 2 of 6')
    progress.output('half a line')
    progress.stage('Bundling', null)
    progress.output('whole\n')
    progress.end()
    expect(written()).toBe('Timing (process 1 of 6) …\nhalf a line\nBundling …\nwhole\n')
  })
})

function start(options: { readonly isTTY: boolean; readonly columns?: number }, env: Record<string, string> = {}) {
  let text = ''
  const progress = progressOn({ ...options, write: (piece: string) => (text += piece) }, env)
  return { progress, written: () => text, screen: () => text.split('\n').map((line) => line.split('\r\u001B[K').at(-1) ?? '') }
}
