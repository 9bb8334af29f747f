// A parent that is killed, or ends, while a pass goes on. Its arguments: how, guardian, runner, folder for tasks.
import { spawn } from 'node:child_process'
import { makeChildEnvironment } from '../../../../src/engine/child/childEnvironment.ts'
import { startGuardian } from '../../../../src/engine/child/guardian.ts'
import { nextRunMarker, parentToken } from '../../../../src/engine/child/runMarker.ts'
import { runPass } from '../../../../src/engine/child/runPass.ts'
import { passOptions, task } from '../passes.ts'
import { thisNode } from '../thisNode.ts'

const [how = '', guardianPath = '', runnerPath = '', taskDir = ''] = process.argv.slice(2)
console.log(parentToken)

if (how === 'untold') {
  // Dies before the guardian is up, let alone told.
  startGuardian(thisNode, guardianPath)
  spawn(process.execPath, ['-e', 'for (;;);'], { detached: true, stdio: 'ignore', env: makeChildEnvironment(process.env, {}, nextRunMarker()) })
  process.kill(process.pid, 'SIGKILL')
} else {
  const end = await runPass(task(how), { ...passOptions({ guardianPath, taskDir }), runnerPath, onMessage: ({ kind }) => console.log(kind) }, new AbortController().signal)
  console.log(end.kind)
}
