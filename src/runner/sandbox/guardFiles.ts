import fs from 'node:fs'
import { resolve } from 'node:path'
import { runnerDescriptor } from '../../protocol/runnerDescriptor.ts'
import type { Attempt, Deny } from './denial.ts'
import { describePath } from './describeTarget.ts'
import { guardMember, guardMembers } from './guardMember.ts'
import { isWithin } from './isWithin.ts'

/** Functions that change files, by the position of the path that they change. Each exists as `x`, `xSync` and in `fs.promises`. */
const changing: readonly (readonly [action: string, position: number, names: readonly string[]])[] = [
  ['write', 0, ['writeFile', 'appendFile', 'truncate']],
  ['write', 1, ['copyFile', 'cp']],
  ['delete', 0, ['rm', 'rmdir', 'unlink']],
  ['rename', 0, ['rename']],
  ['create', 0, ['mkdir', 'mkdtemp', 'mkdtempDisposable']],
  ['create', 1, ['link', 'symlink']],
  ['change the mode of', 0, ['chmod', 'lchmod', 'fchmod']],
  ['change the owner of', 0, ['chown', 'lchown', 'fchown']],
  ['change the times of', 0, ['utimes', 'lutimes', 'futimes']],
]

/** These also take an open file: one that is open can only be read, or is standard output. */
const takingDescriptors = new Set(['writeFile', 'appendFile', 'truncate'])

/** What can be done to the runner's own channel by its number. */
const onDescriptors = ['write', 'writev', 'close', 'writeFile', 'appendFile', 'truncate', 'ftruncate', 'fsync', 'fdatasync']

const { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND } = fs.constants
const writingBits = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND

/**
 * Refuses to change files. Node's permission model does so too; this reports it though the code catches the error, with the line
 * that asked. A folder that holds the workspace stays shut though the user allowed to write: a made-up path may be `..`.
 * @param folders the workspace, and the package of the code
 */
export function guardFiles(deny: Deny, folders: readonly string[]): void {
  const owners: readonly object[] = [fs, fs.promises]
  for (const owner of owners) {
    for (const [action, position, names] of changing) {
      for (const name of names) {
        const check = (parameters: readonly unknown[]): Attempt | null => {
          const path = parameters[position]
          if (takingDescriptors.has(name) && isOpenFile(path)) return null
          const target = describePath(path)
          return { permission: folders.some((folder) => isWithin(folder, [resolve(target)])) ? null : 'write', action, target }
        }
        guardMember(owner, name, check, deny)
        guardMember(owner, `${name}Sync`, check, deny)
      }
    }
  }
  for (const name of ['open', 'openSync']) guardMember(fs, name, checkOpen, deny)
  for (const name of ['createWriteStream', 'WriteStream', 'FileWriteStream', 'Utf8Stream']) guardMember(fs, name, checkStream, deny)
  for (const name of onDescriptors.flatMap((each) => [each, `${each}Sync`])) guardMember(fs, name, ([descriptor]) => checkDescriptor(descriptor), deny)
  guardFileHandles(deny)
}

/** `fs.promises.open`; what can be changed through a file that is open for reading hangs on a class that only an open file leads to. */
function guardFileHandles(deny: Deny): void {
  guardMember(fs.promises, 'open', checkOpen, deny)
  const open = fs.promises.open
  let guarded = false
  Reflect.set(fs.promises, 'open', async function openGuarded(...parameters: Parameters<typeof open>) {
    const handle = await open(...parameters)
    if (!guarded) {
      guarded = true
      const prototype: unknown = Object.getPrototypeOf(handle)
      const changes = [['chmod', 'change the mode of'], ['chown', 'change the owner of'], ['utimes', 'change the times of']] as const
      for (const [name, verb] of changes) guardMembers(prototype, [name], () => ({ permission: 'write', action: `${verb} an open file`, target: '' }), deny)
    }
    return handle
  })
}

function checkOpen([path, flags]: readonly unknown[]): Attempt | null {
  return opensForWriting(flags) ? { permission: 'write', action: 'write', target: describePath(path) } : null
}

function opensForWriting(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & writingBits) !== 0
  return typeof flags === 'string' && !['r', 'rs', 'sr'].includes(flags)
}

/** `(path, { fd })`, or for `Utf8Stream` `({ dest, fd })`. */
function checkStream([first, second]: readonly unknown[]): Attempt | null {
  const options = isOptions(first) ? first : isOptions(second) ? second : {}
  if (options.fd !== undefined && options.fd !== null) return checkDescriptor(options.fd)
  return { permission: 'write', action: 'write', target: describePath(isOptions(first) ? options.dest : first) }
}

/** The runner's results go there: a number mistaken for one's own file, perhaps. */
export function checkDescriptor(descriptor: unknown): Attempt | null {
  return descriptor === runnerDescriptor ? { permission: null, action: `use file descriptor ${runnerDescriptor}, on which Heatline's results go`, target: '' } : null
}

function isOptions(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && !(value instanceof URL)
}

/** A descriptor or a `FileHandle`. */
function isOpenFile(value: unknown): boolean {
  return typeof value === 'number' || isOptions(value)
}
