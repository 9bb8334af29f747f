import { subscribe } from 'node:diagnostics_channel'
import type { Deny } from './denial.ts'

/** What each permission of Node's is for, by the channel on which its refusals are published. */
const actions: Readonly<Record<string, string>> = {
  fs: 'write',
  child: 'start the process',
  worker: 'start',
  net: 'connect to',
  wasi: 'use',
  addon: 'load',
  ffi: 'use',
}
const unnamed: Readonly<Record<string, string>> = { fs: 'a file', worker: 'a worker', net: 'the network', wasi: 'WASI', addon: 'an addon', ffi: 'native code', child: '' }

/** A second net: from Node 24.12 on the permission model tells of each refusal, at the time and place of the call. */
export function watchPermissionModel(deny: Deny): void {
  for (const [name, action] of Object.entries(actions)) {
    subscribe(`node:permission-model:${name}`, function onRefusal(message) {
      if (typeof message !== 'object' || message === null || !('resource' in message) || !('permission' in message) || message.permission === 'FileSystemRead') return
      const target = typeof message.resource === 'string' && message.resource !== '' ? message.resource : unnamed[name] ?? ''
      try {
        deny({ action, target }, onRefusal)
      } catch {
        // Node throws its own error; one thrown here would be reported as uncaught, later.
      }
    })
  }
}
