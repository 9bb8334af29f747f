import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

/** Computes and allocates in bursts of random length, and sleeps in between. */
const program = `
const wait = new Int32Array(new SharedArrayBuffer(4))
for (;;) {
  const end = performance.now() + 5 + Math.random() * 60
  let kept = []
  while (performance.now() < end) {
    for (let i = 0; i < 2000; i++) kept.push({ i, text: 'x' + i })
    if (kept.length > 100000) kept = []
  }
  Atomics.wait(wait, 0, 0, Math.random() * 15)
}`

/** Keeps two other programs busy while `body` runs. */
export async function whileBusy<Result>(body: () => Promise<Result>): Promise<Result> {
  const busy: ChildProcess[] = [0, 1].map(() => spawn(process.execPath, ['-e', program], { stdio: 'ignore' }))
  try {
    return await body()
  } finally {
    for (const child of busy) child.kill('SIGKILL')
  }
}
