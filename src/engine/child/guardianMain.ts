/**
 * The guardian: a small program in a session of its own that outlives the process which started it by one moment.
 * Its standard input is a pipe that only the parent holds; the operating system closes it however the parent ends,
 * `kill -9` included. Then it kills what the parent's passes left running, and exits. Profiled code cannot be
 * relied on to end by itself: `for (;;) {}` never looks at a closed channel.
 *
 * Its only argument is the parent's token. Each line on the pipe is a JSON document, `GuardianMessage`.
 */
import { createInterface } from 'node:readline'
import { killTreeUntilGone } from './killTree.ts'
import { parseGuardianMessage } from './guardianMessage.ts'

const parentToken = process.argv[2] ?? ''
const running = new Map<string, number>()

const lines = createInterface({ input: process.stdin })
lines.on('line', (line) => {
  const message = parseGuardianMessage(line)
  if (message?.kind === 'started') running.set(message.marker, message.pid)
  if (message?.kind === 'ended') running.delete(message.marker)
})
lines.on('close', async () => {
  await Promise.all([...running].map(([marker, pid]) => killTreeUntilGone(pid, marker)))
  // The parent may have died between starting a child and telling: the token finds that one too.
  if (parentToken !== '') await killTreeUntilGone(null, parentToken)
  process.exit(0)
})
// Ctrl-C in a terminal reaches whole process groups; the guardian leaves only after the parent.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
