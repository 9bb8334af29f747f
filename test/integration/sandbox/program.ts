// Installs the sandbox and loads a module, as the runner does, but goes on after a refusal: what then does not happen was
// stopped by the refusal itself. Reports go to file descriptor 3.
import { writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { installSandbox } from '../../../src/runner/sandbox/installSandbox.ts'

const write = writeSync
const exit = process.exit.bind(process)
installSandbox((denied) => write(3, `${JSON.stringify(denied)}\n`))
const linger = setTimeout(() => {}, 10_000)
process.on('uncaughtException', () => {})
import(pathToFileURL(process.argv[2] ?? '').href).then(async (module: { end?: Promise<unknown> }) => {
  await module.end
  // What was begun without the sandbox would be visible by then: connections to this machine take less.
  setTimeout(() => exit(0), 150)
  clearTimeout(linger)
}, (error: unknown) => {
  console.error(error)
  exit(1)
})
