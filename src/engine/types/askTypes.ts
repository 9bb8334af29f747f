import { spawn } from 'node:child_process'
import path from 'node:path'
import { text as readText } from 'node:stream/consumers'
import type { Installation } from '../installation.ts'
import type { NodeExecutable } from '../node/nodeExecutable.ts'
import type { TypeAnswer, TypeQuestion } from './typeQuestion.ts'

/** Milliseconds: a large project takes seconds to open. */
const patienceMs = 60_000

/** What types say, by a process of its own; null where it found nothing out, not in time, or was cancelled. */
export async function askTypes(question: TypeQuestion, node: NodeExecutable, installation: Installation, signal: AbortSignal): Promise<TypeAnswer | null> {
  const child = spawn(node.path, [path.join(installation.directory, 'typeReader.cjs')], {
    cwd: question.cwd,
    env: { ...process.env, ...node.env },
    stdio: ['pipe', 'pipe', 'ignore'],
    signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve)
    child.on('error', () => resolve(null))
  })
  // A child that is killed closes its end.
  child.stdin.on('error', () => {})
  child.stdin.end(JSON.stringify(question))
  const [code, answer] = await Promise.all([ended, readText(child.stdout).catch(() => '')])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own program's answer
  return code === 0 ? JSON.parse(answer) as TypeAnswer : null
}
