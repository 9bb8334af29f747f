// Installs the sandbox and loads modules, as the runner does, but goes on after a refusal: what then does not happen was
// stopped by the refusal itself. Reports go to file descriptor 3, before those of each module a line with its path.
import { readdirSync, realpathSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SandboxAction } from '../../../src/core/sandboxAction.ts'
import { installSandbox } from '../../../src/runner/sandbox/installSandbox.ts'

const write = writeSync
const exit = process.exit.bind(process)
// A folder with modules, their folder's real path; what is allowed.
const [folder = '', allowed = ''] = process.argv.slice(2)
const modules = readdirSync(folder).filter((name) => name.endsWith('.mjs')).toSorted().map((name) => join(folder, name))
const policy = { allowed: JSON.parse(allowed) as SandboxAction[], readable: [process.cwd(), realpathSync(folder)] }
installSandbox(policy, (denied) => write(3, `${JSON.stringify({ kind: 'denied', ...denied })}\n`), 'WebSocket')
process.on('uncaughtException', () => {})

async function main(): Promise<void> {
  for (const path of modules) {
    write(3, `${path}\n`)
    const module: { readonly end?: Promise<unknown> } = await import(pathToFileURL(path).href)
    // A refused promise may leave nothing that keeps the process alive.
    const linger = setTimeout(() => {}, 10_000)
    await module.end
    clearTimeout(linger)
    await new Promise((passed) => { setImmediate(passed) })
  }
  // What was begun without the sandbox would be visible by then: connections to this machine take less.
  await new Promise((passed) => { setTimeout(passed, 50) })
}

main().then(() => exit(0), (error: unknown) => {
  console.error(error)
  exit(1)
})
