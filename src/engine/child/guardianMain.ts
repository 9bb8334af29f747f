/**
 * The guardian: a small program in a session of its own that outlives the process which started it by one moment.
 * Its standard input is a pipe that only the parent holds; the operating system closes it however the parent ends,
 * `kill -9` included. Then it kills what the parent's passes left running, removes its temporary folders, and exits. Profiled code cannot be
 * relied on to end by itself: `for (;;) {}` never looks at a closed channel.
 *
 * Its only argument is the parent's token. Each line on the pipe is a JSON document, `GuardianMessage`.
 */
import { rmSync } from 'node:fs'
import { basename, isAbsolute } from 'node:path'
import { createInterface } from 'node:readline'
import { assertNever } from '../../core/assertNever.ts'
import { killTreeUntilGone } from './killTree.ts'
import { parseGuardianMessage } from './guardianMessage.ts'
import type { GuardianMessage } from './guardianMessage.ts'

const parentToken = process.argv[2] ?? ''
const running = new Map<string, number>()
const folders = new Set<string>()

const lines = createInterface({ input: process.stdin })
lines.on('line', (line) => {
  const message = parseGuardianMessage(line)
  if (message !== null) take(message)
})
lines.on('close', async () => {
  await Promise.all([...running].map(([marker, pid]) => killTreeUntilGone(pid, marker)))
  // The parent may have died between starting a child and telling: the token finds that one too.
  if (parentToken !== '') await killTreeUntilGone(null, parentToken)
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  process.exit(0)
})

function take(message: GuardianMessage): void {
  switch (message.kind) {
    case 'started':
      running.set(message.marker, message.pid)
      break
    case 'ended':
      running.delete(message.marker)
      break
    case 'folder':
      // Whatever is said here, it is no other folder than one of ours that is removed.
      if (isAbsolute(message.path) && basename(message.path).startsWith('heatline-')) folders.add(message.path)
      break
    case 'folderRemoved':
      folders.delete(message.path)
      break
    default:
      assertNever(message)
  }
}

// Ctrl-C in a terminal reaches whole process groups; the guardian leaves only after the parent.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
