import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { DatabaseSync } from 'node:sqlite'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sandboxFlags } from '../../../src/engine/child/sandboxFlags.ts'
import { parseRunnerMessage } from '../../../src/protocol/parseRunnerMessage.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { nodes } from '../../support/nodes.ts'
import { allowed, doors, prelude } from './doors.ts'

let directory: string
let program: string
// What can be reached from inside, and counts who came.
let visits = 0
const tcp = createServer((socket) => {
  visits += 1
  socket.destroy()
})
const udp = createSocket('udp4', () => { visits += 1 })
const victim = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'inherit'] })

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'heatline-sandbox-'))
  program = join(directory, 'program.cjs')
  await build({ entryPoints: [resolve('test/integration/sandbox/program.ts')], outfile: program, bundle: true, platform: 'node', format: 'cjs', target: 'node22' })
  await once(tcp.listen(0, '127.0.0.1'), 'listening')
  await once(udp.bind(0, '127.0.0.1'), 'listening')
})
afterAll(() => {
  tcp.close()
  udp.close()
  victim.kill()
  rmSync(directory, { recursive: true, force: true })
})

/** Runs a module's text in the sandbox, in a folder of its own, and sees what it left there. */
async function runInside(nodePath: string, version: string, module: string) {
  return await inTemporaryFolder({ 'door.mjs': module, 'file.txt': 'text', 'folder/file.txt': '', 'addon.node': '' }, async (folder) => {
    const database = new DatabaseSync(join(folder, 'data.db'))
    database.exec('create table t (x)')
    database.close()
    const before = describeFolder(folder)
    const child = spawn(nodePath, [...sandboxFlags(version), program, join(folder, 'door.mjs'), portOf(tcp.address()), portOf(udp.address()), String(victim.pid)], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    const [reports, stderr] = await Promise.all([readAll(child.stdio[3]), readAll(child.stderr), once(child, 'exit')])
    const denied = reports.split('\n').map(parseRunnerMessage).filter((message) => message?.kind === 'denied')
    return { denied, stderr, code: child.exitCode, before, after: describeFolder(folder), url: realpathSync(join(folder, 'door.mjs')) }
  })
}

async function readAll(stream: unknown): Promise<string> {
  return stream instanceof Readable ? await text(stream) : ''
}

/** The port that the system chose. */
function portOf(address: AddressInfo | string | null): string {
  return typeof address === 'object' && address !== null ? String(address.port) : ''
}

/** Names, kinds, rights, times of change and contents. */
function describeFolder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted().map((name) => {
    const path = join(folder, name)
    const found = lstatSync(path)
    return [name, found.mode, found.uid, found.isDirectory() ? '' : `${found.mtimeMs} ${readFileSync(path, 'base64').slice(0, 100)}`].join(' ')
  })
}

for (const node of nodes()) {
  describe(`Node ${node.major}`, () => {
    test.concurrent.each(doors.filter(({ since = 22 }) => node.major >= since))('$name is refused and reported with its line', async ({ code, action, target }) => {
      const module = `${prelude}\nexport const end = (async () => {\n  try {\n    ${code}\n  } catch {}\n})()\n`
      const { denied, before, after, url, stderr } = await runInside(node.path, node.version, module)
      expect(denied[0], stderr).toMatchObject({ action })
      expect(denied[0]?.target).toMatch(target)
      expect(denied[0]?.stack.split('\n').find((line) => line.includes('door.mjs'))).toContain(`${url}:4:`)
      expect(after).toEqual(before)
      expect(visits).toBe(0)
      expect(victim.exitCode ?? victim.signalCode).toBeNull()
    })
    test.concurrent('what is harmless goes on, and nothing is reported', async () => {
      const module = `${prelude}\n${allowed.map((code) => `{ ${code} }`).join('\n')}\n`
      const { denied, stderr, code } = await runInside(node.path, node.version, module)
      expect(denied).toEqual([])
      expect(stderr.replaceAll(/^err|\(node:\d+\) (?:ExperimentalWarning|\[DEP).*\n|\(Use .*\n/gm, '')).toBe('')
      expect(code).toBe(0)
    })
  })
}
