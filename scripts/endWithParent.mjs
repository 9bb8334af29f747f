// `node endWithParent.mjs <module> [arguments]`: runs a Node program, and ends the whole process group when stdin closes: when
// whoever started us is gone, however it went. To be started with `detached`, as the leader of its group.
import { spawn } from 'node:child_process'

const child = spawn(process.execPath, process.argv.slice(2), { stdio: ['ignore', 'inherit', 'inherit'] })
child.on('exit', (code) => process.exit(code ?? 1))
process.stdin.resume().on('close', () => process.kill(-process.pid, 'SIGKILL'))
// Its children get the signal themselves, and end in their own way.
process.on('SIGTERM', () => {})
