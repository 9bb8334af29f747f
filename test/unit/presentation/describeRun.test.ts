import { describe, expect, test } from 'vitest'
import { describeEnvironment } from '../../../src/core/presentation/describeRun.ts'
import { sandboxFlags } from '../../../src/engine/child/sandboxFlags.ts'

describe('describeEnvironment', () => {
  const environment = { nodeVersion: '24.21.0', nodePath: '/usr/bin/node', v8Version: '13.6.233', platform: 'linux', arch: 'x64', cpuModel: 'Some CPU', cpuCount: 2, flags: [] }

  test('names Node, the machine and the flags', () => {
    expect(describeEnvironment(environment)).toBe('Node 24.21.0 · V8 13.6.233 · linux x64 · 2 × Some CPU')
    expect(describeEnvironment({ ...environment, v8Version: '', flags: ['--max-old-space-size=512'] })).toBe('Node 24.21.0 · linux x64 · 2 × Some CPU · --max-old-space-size=512')
  })

  test.each(['22.13.0', '24.21.0', '26.10.0'])('says sandbox for its flags on Node %s', (version) => {
    const flags = ['--max-old-space-size=512', ...sandboxFlags([], version, 'linux')]
    expect(describeEnvironment({ ...environment, flags })).toMatch(/Some CPU · --max-old-space-size=512 · in the sandbox$/)
    expect(describeEnvironment({ ...environment, flags: sandboxFlags([], version, 'linux') })).toMatch(/Some CPU · in the sandbox$/)
  })
})
