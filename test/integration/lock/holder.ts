// Takes the measurement lock as `process.argv[2]`, says what happens, and holds it until its standard input ends.
import { once } from 'node:events'
import { withMeasurementLock } from '../../../src/engine/lock/measurementLock.ts'

process.stdin.resume()
const released = once(process.stdin, 'end')
await withMeasurementLock({ what: process.argv[2] ?? '', onWaiting: (holder) => console.log(`waits for ${holder}`) }, new AbortController().signal, async () => {
  console.log('has it')
  await released
})
console.log('gave it back')
