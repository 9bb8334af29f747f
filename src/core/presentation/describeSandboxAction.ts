import type { SandboxAction } from '../sandboxAction.ts'

const words: Readonly<Record<SandboxAction, string>> = {
  read: 'read files outside the workspace',
  write: 'write files',
  process: 'start processes',
  worker: 'start workers',
  network: 'use the network',
  database: 'change databases',
  signal: 'reach other processes',
  native: 'load native code',
}

/** Completes "it may ...": `write files`. */
export function describeSandboxAction(action: SandboxAction): string {
  return words[action]
}
