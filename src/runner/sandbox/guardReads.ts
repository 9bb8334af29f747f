import fs from 'node:fs'
import * as nodeModule from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Attempt, Deny } from './denial.ts'
import { describePath } from './describeTarget.ts'
import { guardMember } from './guardMember.ts'
import type { IsReadable } from './readableFiles.ts'

/** Functions that read a file or list a folder. What only asks about one (`stat`, `exists`, `realpath`) is left alone, and as fast as ever. */
const reading = ['readFile', 'readdir', 'opendir', 'open', 'copyFile', 'cp']
const streams = ['createReadStream', 'ReadStream', 'FileReadStream', 'openAsBlob']

/**
 * Refuses to read what is neither the workspace nor one of its dependencies. Node's `--allow-fs-read` cannot tell these: it
 * fails programs that look for their settings in the folders above, with another error than the one that they wait for.
 * @returns what says whether a path, as Node's functions take it, may be read
 */
export function guardReads(deny: Deny, isReadable: IsReadable): (path: unknown) => Attempt | null {
  const checkRead = (path: unknown): Attempt | null => {
    // What is open may be read.
    if (typeof path === 'number' || (typeof path === 'object' && !(path instanceof Uint8Array) && !(path instanceof URL))) return null
    const named = describePath(path)
    return isReadable(resolve(named)) ? null : { permission: 'read', action: 'read', target: named }
  }
  const check = ([path]: readonly unknown[]): Attempt | null => checkRead(path)
  for (const owner of [fs, fs.promises]) {
    for (const name of reading) {
      guardMember(owner, name, check, deny)
      guardMember(owner, `${name}Sync`, check, deny)
    }
  }
  for (const name of streams) guardMember(fs, name, ([path, options]) => (isOpenAlready(options) ? null : checkRead(path)), deny)
  guardMember(process, 'loadEnvFile', ([path]) => checkRead(path ?? '.env'), deny)

  // Node 22.15 and later. Older ones meet `require` where it reads, and `import` not.
  nodeModule.registerHooks?.({
    load: function onLoad(url, context, nextLoad) {
      const attempt = url.startsWith('file:') ? checkRead(fileURLToPath(url)) : null
      if (attempt !== null) deny(attempt, onLoad)
      return nextLoad(url, context)
    },
  })
  return checkRead
}

function isOpenAlready(options: unknown): boolean {
  const descriptor: unknown = Reflect.get(Object(options), 'fd')
  return descriptor !== undefined && descriptor !== null
}
