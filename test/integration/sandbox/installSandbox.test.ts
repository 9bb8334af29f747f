import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { DatabaseSync } from 'node:sqlite'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SandboxAction } from '../../../src/core/sandboxAction.ts'
import { sandboxFlags } from '../../../src/engine/child/sandboxFlags.ts'
import { parseRunnerMessage } from '../../../src/protocol/parseRunnerMessage.ts'
import type { RunnerMessage } from '../../../src/protocol/runnerMessage.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { nodes } from '../../support/nodes.ts'
import type { TestNode } from '../../support/nodes.ts'
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

interface Inside {
  /** What was reported, by the name of the module that was running. */
  readonly denied: ReadonlyMap<string, readonly Denied[]>
  readonly stderr: string
  readonly code: number | null
  readonly before: readonly string[]
  readonly after: readonly string[]
}

type Denied = Extract<RunnerMessage, { readonly kind: 'denied' }>

/** Runs modules in one sandbox, one after the other, in a folder of their own, and sees what they left there and beside it. */
async function runInside(node: TestNode, modules: Readonly<Record<string, string>>, actions: readonly SandboxAction[] = []): Promise<Inside> {
  const files = { 'here/file.txt': 'text', 'here/folder/file.txt': '', 'here/addon.node': '', 'outside/secret.txt': 'A=1', 'outside/secret.cjs': '', 'outside/secret.mjs': '', 'outside/package/index.js': '' }
  const sources = Object.fromEntries(Object.entries(modules).map(([name, source]) => [`here/doors/${name}`, source]))
  return await inTemporaryFolder({ ...files, ...sources, 'here/node_modules/.keep': '', 'outside/package/package.json': '{ "name": "linked" }' }, async (folder) => {
    const here = join(folder, 'here')
    const outside = join(folder, 'outside')
    symlinkSync(outside, join(here, 'link'))
    symlinkSync(join(outside, 'package'), join(here, 'node_modules', 'linked'))
    for (const path of [join(here, 'data.db'), join(outside, 'data.db'), join(here, 'wal.db')]) {
      const database = new DatabaseSync(path)
      if (path.endsWith('wal.db')) database.exec('pragma journal_mode = wal')
      database.exec('create table t (x)')
      database.close()
    }
    const before = describeFolder(folder)
    const child = spawn(node.path, [...sandboxFlags(actions, node.version), program, join(here, 'doors'), JSON.stringify(actions), portOf(tcp.address()), portOf(udp.address()), String(victim.pid), outside], {
      cwd: here,
      // Where `localStorage` would be kept.
      env: { ...process.env, NODE_OPTIONS: '--experimental-webstorage --localstorage-file=storage.db' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    child.stdout?.resume()
    const [reports, stderr] = await Promise.all([readAll(child.stdio[3]), readAll(child.stderr), once(child, 'exit')])
    return { denied: readReports(reports), stderr, code: child.exitCode, before, after: describeFolder(folder) }
  })
}

function readReports(reports: string): Map<string, Denied[]> {
  const denied = new Map<string, Denied[]>()
  let current: Denied[] = []
  for (const line of reports.split('\n')) {
    const message = parseRunnerMessage(line)
    if (message?.kind === 'denied') current.push(message)
    else if (message === null && line !== '') denied.set(basename(line), current = [])
  }
  return denied
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
    return [name, found.mode, found.uid, found.isDirectory() ? '' : `${found.mtimeMs} ${found.isFile() ? readFileSync(path, 'base64').slice(0, 100) : ''}`].join(' ')
  })
}

/** A name of its own for what each door would write, so that what is found tells which one stood open. */
const nameOf = (index: number): string => `door${String(index).padStart(3, '0')}`
const moduleOf = (code: string, index: number): string => `${prelude}\nexport const end = (async () => {\n  try {\n    ${code.replaceAll('new.txt', `${nameOf(index)}-new.txt`)}\n  } catch {}\n})()\n`

for (const node of nodes()) {
  describe(`Node ${node.major}`, () => {
    const here = doors.filter(({ since = 22 }) => node.major >= since)
    let inside: Inside
    beforeAll(async () => {
      inside = await runInside(node, Object.fromEntries(here.map(({ code }, index) => [`${nameOf(index)}.mjs`, moduleOf(code, index)])))
    })

    test('nothing left the sandbox', () => {
      expect(inside.stderr).not.toMatch(/Debugger listening/)
      expect(inside.after).toEqual(inside.before)
      expect(visits).toBe(0)
      expect(victim.exitCode ?? victim.signalCode).toBeNull()
      expect(inside.code).toBe(0)
    })
    test.each(here.map((door, index) => ({ ...door, index })).filter(({ reportedSince = 22 }) => node.major >= reportedSince))('$name is refused and reported with its line', ({ index, permission, action, target, withoutLine }) => {
      const [denied] = inside.denied.get(`${nameOf(index)}.mjs`) ?? []
      expect(denied, inside.stderr).toMatchObject({ permission, action })
      expect(denied?.target.replace(`${nameOf(index)}-`, '')).toMatch(target)
      if (withoutLine !== true) expect(denied?.stack).toContain(`${nameOf(index)}.mjs:4:`)
    })
    test('what is harmless goes on, nothing is reported, and what ends with the process is not seen by the next', async () => {
      for (const round of ['first', 'second']) {
        const { denied, stderr, code } = await runInside(node, { 'allowed.mjs': `${prelude}\n${allowed.map((each) => `{ ${each} }`).join('\n')}\n` })
        expect([...denied.values()], round).toEqual([[]])
        expect(stderr.replaceAll(/^err|\(node:\d+\) (?:ExperimentalWarning|\[DEP).*\n|\(Use .*\n/gm, '')).toBe('')
        expect(code).toBe(0)
      }
      expect(process.env.HEATLINE_TEST).toBeUndefined()
    })
  })
}
