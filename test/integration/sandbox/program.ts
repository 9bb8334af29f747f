// Installs the sandbox and loads a module, as the runner does, but goes on after a refusal: what then does not happen was
// stopped by the refusal itself. Reports go to file descriptor 3.
import { readFileSync, writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { installSandbox } from '../../../src/runner/sandbox/installSandbox.ts'

const write = writeSync
const exit = process.exit.bind(process)
installSandbox((denied) => write(3, `${JSON.stringify({ kind: 'denied', ...denied })}\n`), readFileSync(process.argv[2] ?? '', 'utf8'))
process.on('uncaughtException', () => {})

async function main(): Promise<void> {
  const module: { readonly end?: Promise<unknown> } = await import(pathToFileURL(process.argv[2] ?? '').href)
  // A refused promise may leave nothing that keeps the process alive.
  const linger = setTimeout(() => {}, 10_000)
  await module.end
  clearTimeout(linger)
  // What was begun without the sandbox would be visible by then: connections to this machine take less.
  await new Promise((passed) => { setTimeout(passed, 50) })
}

main().then(() => exit(0), (error: unknown) => {
  console.error(error)
  exit(1)
})
