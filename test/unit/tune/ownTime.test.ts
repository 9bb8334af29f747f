import { expect, test } from 'vitest'
import { startOwnTime } from '../../../src/engine/tune/ownTime.ts'

test('stands while another measurement goes on, however often it is told so', () => {
  const told: string[] = []
  let now = 1000
  const { events, elapsedMs } = startOwnTime({ onStage: (stage) => told.push(stage), onLog: () => undefined, onOutput: () => undefined }, () => now)
  now += 10
  events.onStage('waiting', 'a.ts#f')
  now += 500
  expect(elapsedMs()).toBe(10)
  events.onStage('waiting', 'b.ts#g')
  now += 500
  events.onStage('bundling', null)
  now += 7
  expect(elapsedMs()).toBe(17)
  events.onStage('waiting', null)
  now += 100
  events.onStage('tuning', null)
  expect(elapsedMs()).toBe(17)
  expect(told).toEqual(['waiting', 'waiting', 'bundling', 'waiting', 'tuning'])
})
