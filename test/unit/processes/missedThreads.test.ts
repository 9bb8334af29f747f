import { expect, test } from 'vitest'
import { missedThreads } from '../../../src/engine/processes/missedThreads.ts'
import { parseStartedThread } from '../../../src/protocol/startedThread.ts'

test('threads that left word are held against those that were recorded', () => {
  const started = [
    { pid: 1, threadId: 0, argv: ['/a/main.js', '--fast'], wasReached: true },
    { pid: 1, threadId: 2, argv: ['/a/worker.js'], wasReached: true },
    { pid: 1, threadId: 3, argv: ['/a/still.js'], wasReached: false },
    { pid: 2, threadId: 0, argv: ['/a/slow.js'], wasReached: false },
    { pid: 3, threadId: 0, argv: [], wasReached: true },
  ]
  expect(missedThreads(started, [{ pid: 1, threadId: 0 }, { pid: 2, threadId: 0 }])).toEqual({
    unreached: ['worker 3, still.js (process 1)'],
    late: ['node slow.js (process 2)'],
    endedEarly: ['worker 2, worker.js (process 1)', 'node (process 3)'],
  })
})

test.each(['', '{', 'null', '{"pid":1}', '{"pid":1,"threadId":0,"argv":"a","wasReached":true}'])('%j is no word of a thread', (text) => {
  expect(parseStartedThread(text)).toBeNull()
})
