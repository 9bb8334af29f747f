import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { flushRequestName, processesFolder } from '../../protocol/flushRequests.ts'

/** Who has not answered by then stands still. */
const longestWaitMs = 1_000
const pollMs = 10

/** Has all recorded processes of a command write their samples, before they are ended. */
export async function flushAll(recordings: string): Promise<void> {
  const folder = join(recordings, processesFolder)
  if (!existsSync(folder)) return
  const requests = readdirSync(folder).filter((name) => /^\d+$/.test(name)).map((pid) => join(folder, flushRequestName(Number(pid))))
  for (const request of requests) writeFileSync(request, '')
  for (let waitedMs = 0; waitedMs < longestWaitMs && requests.some((request) => existsSync(request)); waitedMs += pollMs) await setTimeout(pollMs)
}
