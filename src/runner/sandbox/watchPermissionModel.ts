import { subscribe } from 'node:diagnostics_channel'
import type { Attempt, Deny } from './denial.ts'

/** What each permission of Node's is for, by the channel on which its refusals are published; the second verb is for what has no name. */
const attempts: Readonly<Record<string, readonly [permission: Attempt['permission'], named: string, unnamed: string]>> = {
  fs: ['write', 'write', 'write a file'],
  child: ['process', 'start the process', 'start a process'],
  worker: ['worker', 'start the worker', 'start a worker'],
  net: ['network', 'connect to', 'use the network'],
  wasi: ['native', 'use WASI', 'use WASI'],
  addon: ['native', 'load the addon', 'load an addon'],
  ffi: [null, 'call native code of', 'call native code'],
}

/** A second net: from Node 24.12 on the permission model tells of each refusal, at the time and place of the call. */
export function watchPermissionModel(deny: Deny): void {
  for (const [name, [permission, named, unnamed]] of Object.entries(attempts)) {
    subscribe(`node:permission-model:${name}`, function onRefusal(message) {
      if (typeof message !== 'object' || message === null || !('resource' in message) || !('permission' in message) || message.permission === 'FileSystemRead') return
      const target = typeof message.resource === 'string' ? message.resource : ''
      try {
        deny({ permission, action: target === '' ? unnamed : named, target }, onRefusal)
      } catch {
        // Node throws its own error; one thrown here would be reported as uncaught, later.
      }
    })
  }
}
